"""Workspaces, teams and reps, with their settings."""
