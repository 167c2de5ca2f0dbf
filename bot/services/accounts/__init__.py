"""Accounts, their contacts and the contact plan."""
