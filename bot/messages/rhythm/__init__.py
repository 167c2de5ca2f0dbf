"""Scheduled messages to a rep, and replies about their settings."""
