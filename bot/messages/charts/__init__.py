"""Charts drawn as pictures."""
