"""Handlers for reviews: weeks, months, coverage and the team."""
