"""Use cases, one verb per file: load, apply rules, save, return the outcome."""
