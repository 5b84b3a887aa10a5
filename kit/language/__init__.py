"""What the kit says: every string, and its translations."""
