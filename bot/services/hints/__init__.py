"""Hints in the morning, and news of stalled deals."""
