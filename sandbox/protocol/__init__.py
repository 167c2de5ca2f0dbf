"""Slack's protocol towards the bot: payloads, and the two transports that deliver them."""
