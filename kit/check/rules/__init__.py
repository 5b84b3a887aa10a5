"""What a careful editor looks for in an exercise: one small function for each rule."""
