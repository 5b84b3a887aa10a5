"""A release handed out to students, looked through for answers first."""
