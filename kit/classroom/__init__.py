"""A class: hand out an edition, collect and grade what comes back, see which questions worked."""
