"""What a learner did: the log, what follows from it, and what is handed in."""
