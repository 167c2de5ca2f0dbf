"""Use cases for workdays, holidays and absences."""
