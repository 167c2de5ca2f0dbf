"""Platform-independent messages, rendered from templates per language."""
