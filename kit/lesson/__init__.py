"""A lesson in a notebook: it asks, it shows, and it looks back."""
