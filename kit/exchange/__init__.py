"""The same questions elsewhere."""
