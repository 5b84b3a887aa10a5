"""CSV files that are safe to open, to join and to give back."""
