"""The daily rhythm: the day plan, nudges, hints and settings."""
