"""The port that platforms call: bounded in size and time, and what it says of the bot's health."""
