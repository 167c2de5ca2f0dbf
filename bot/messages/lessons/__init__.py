"""Lessons from lost deals."""
