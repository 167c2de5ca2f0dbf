"""When a scheduled message to a rep or team is due, and what it contains."""
