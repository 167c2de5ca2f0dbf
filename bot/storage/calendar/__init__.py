"""Queries about absences and company days."""
