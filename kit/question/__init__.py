"""A question: its parts, its Markdown, its response and its grade."""
