"""An article with what belongs to it: its segments, its folders, its tables, and taking one in."""
