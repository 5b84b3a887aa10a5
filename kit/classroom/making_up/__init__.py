"""A made-up class for trying."""
