"""Handlers for logging contacts: lines, the form, entries, next steps and drafts."""
