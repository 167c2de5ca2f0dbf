"""Use cases, one verb per file: read, apply rules, save, return what happened."""
