"""A believable sales history with truths that are known, to try the bot with and to test what it finds."""
