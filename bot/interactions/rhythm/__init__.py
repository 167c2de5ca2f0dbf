"""Handlers for the daily rhythm: day plan, nudges, hints and settings."""
