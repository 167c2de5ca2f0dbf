"""Handlers for workdays: free days, the part-time week, public holidays and company days."""
