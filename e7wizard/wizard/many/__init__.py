"""The page for many cases at once: a table in, its overview, each row to open as a full case, the result to take away."""
