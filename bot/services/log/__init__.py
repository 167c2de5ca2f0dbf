"""Logging activities and next steps."""
