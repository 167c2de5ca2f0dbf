"""Messages about workdays, holidays and absences."""
