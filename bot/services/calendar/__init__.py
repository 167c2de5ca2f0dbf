"""Workdays, holidays and absences."""
