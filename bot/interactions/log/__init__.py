"""Logging contacts: lines, the form, entries, next steps, and lines that wait for their account."""
