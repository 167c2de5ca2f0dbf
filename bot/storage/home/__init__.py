"""Queries about the Home page."""
