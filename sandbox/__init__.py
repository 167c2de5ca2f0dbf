"""A local Slack simulator (Web API, Socket Mode, HTTP mode, browser page), to try and test the bot without Slack."""
