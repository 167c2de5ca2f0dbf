"""Every command, button and form by name: an interaction in, a reply out. No platform, no rule, no query."""
