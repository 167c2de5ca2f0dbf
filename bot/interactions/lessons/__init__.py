"""Handlers for lessons from lost deals."""
