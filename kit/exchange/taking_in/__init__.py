"""Questions of other systems, read from their files as drafts of an answers file."""
