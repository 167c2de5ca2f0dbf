"""People and teams: joining, roles, channels, languages."""
