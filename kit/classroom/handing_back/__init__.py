"""Scores and pages that go back to students and to an LMS."""
