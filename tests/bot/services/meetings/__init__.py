"""The weekly meeting, and what a manager can do."""
