"""Queries for reviews of a week, month or year, of a rep and of a team."""
