"""Interactions about files that are imported."""
