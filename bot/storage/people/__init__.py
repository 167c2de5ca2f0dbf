"""Queries about workspaces, teams and reps, with their settings."""
