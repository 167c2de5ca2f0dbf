"""The part of Slack's Web API that the bot uses, as strict as Slack."""
