"""Exact statistics, and the model that reads notes."""
