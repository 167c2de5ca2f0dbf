"""Accuracy of the bot's statistical findings, on simulated histories with a known truth."""
