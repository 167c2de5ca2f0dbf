"""Exact statistics, and the model that classifies notes."""
