"""What the bot says: platform-free messages, with their words in templates per language."""
