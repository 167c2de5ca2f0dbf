"""The Slack adapter: thin listeners, and rendering of messages as Block Kit."""
