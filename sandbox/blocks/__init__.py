"""Block Kit as Slack interprets it: validation, interactive elements, and conversion to text."""
