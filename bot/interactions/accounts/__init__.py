"""Handlers for accounts: their cards, and what is put right there."""
