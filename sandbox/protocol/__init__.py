"""How what happens in the workspace reaches the bot: payloads, and the two ways to deliver them."""
