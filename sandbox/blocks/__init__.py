"""Block Kit as Slack understands it: what is allowed, what can be filled in, how it reads."""
