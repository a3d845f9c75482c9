"""What leaves the wizard: the CSV summary and back, and the rules of an occupation as text."""
