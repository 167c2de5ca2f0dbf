"""Queries about activities, next steps, drafts and corrections."""
