"""What people do: talk, give commands, click, fill in forms, and look at the bot's home."""
