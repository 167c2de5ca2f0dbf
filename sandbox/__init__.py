"""A local workspace that speaks Slack's protocol, to try and to test the bot with."""
