"""Messages about workspaces, teams, reps and their settings."""
