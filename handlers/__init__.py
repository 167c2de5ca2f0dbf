"""What people do to the bot, one folder per chat platform."""
