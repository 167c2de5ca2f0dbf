"""The rules of the weekly meeting."""
