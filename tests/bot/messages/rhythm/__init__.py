"""Scheduled messages to a rep."""
