"""Hints of morning nudges, and stall news."""
