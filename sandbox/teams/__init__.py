"""Microsoft Teams in the local workspace: the Bot Framework's protocol for the bot, and a page for people."""
