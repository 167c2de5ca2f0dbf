"""Conversations about what customers think and say of us."""
