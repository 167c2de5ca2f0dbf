"""What the bot knows and decides, free of any chat platform, scheduler or web server."""
