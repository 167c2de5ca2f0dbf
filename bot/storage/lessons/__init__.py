"""Queries about lessons from lost deals."""
