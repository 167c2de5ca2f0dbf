"""Where the bot keeps what it was told: tables, engine, store and migrations."""
