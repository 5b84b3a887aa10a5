"""A class: hand out a release, collect and grade what comes back, see which questions worked."""
