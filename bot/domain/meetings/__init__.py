"""The weekly meeting: an agenda from the figures, and what was decided (R8)."""
