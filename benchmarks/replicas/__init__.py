"""Several replicas behind the nginx that the project ships: what visitors notice when one fails, stops or is replaced."""
