"""What students hand in, taken into a class folder."""
