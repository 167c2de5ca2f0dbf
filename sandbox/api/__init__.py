"""Slack's Web API, as far as the bot needs it and as strict as Slack."""
