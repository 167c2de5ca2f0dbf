"""When a rep or team is due for a message, and which one."""
