"""The HTTP server for platforms that call the bot: bounded in size and time, with a health check."""
