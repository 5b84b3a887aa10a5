"""Hand-ins graded anew, as often as a teacher likes."""
