"""Queries about hints."""
