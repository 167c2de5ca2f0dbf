"""Queries about the weekly meeting."""
