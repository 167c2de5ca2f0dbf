"""Queries about accounts, their contacts and the contact plan."""
