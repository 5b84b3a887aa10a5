"""What is wrong with an exercise, and what its notebooks store."""
