"""What a class did, on one page and in a notebook."""
