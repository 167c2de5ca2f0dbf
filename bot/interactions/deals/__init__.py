"""Handlers for deals: typed lines, deal cards, and the buttons under a card or a nudge."""
