"""Use cases for workspaces, teams and reps, with their settings."""
