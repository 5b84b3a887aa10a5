"""Says Who? - quizzes and fact-checks on real news articles, in a notebook."""
