"""Word lists and rules that find what is worth a question in an English news text."""
