"""A kind of question is one module, and nothing else knows its name."""
