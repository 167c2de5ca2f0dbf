"""Conversations of the first days in a workspace."""
