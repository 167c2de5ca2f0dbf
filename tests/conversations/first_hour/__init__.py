"""The first hour of a workspace, played through Slack's protocol."""
