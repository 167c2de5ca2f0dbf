"""How well lines and notes are read."""
