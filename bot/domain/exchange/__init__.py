"""Importing and exporting tables."""
