"""Slack's side of the bot: thin listeners, and the drawing of messages as Block Kit."""
