"""Parse typed text into words, numbers, amounts, days and times."""
