"""When a rep or team is due to hear from the bot, and what."""
