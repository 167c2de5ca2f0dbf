"""Typed text as words, numbers, amounts, days and times."""
