"""Written answers marked by people with a rubric."""
