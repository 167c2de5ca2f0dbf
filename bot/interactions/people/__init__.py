"""Handlers for people and teams: join a team, roles, channels and languages."""
