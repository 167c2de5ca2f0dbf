"""Weekly, monthly and yearly reviews of a rep and of a team."""
