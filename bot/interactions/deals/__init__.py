"""Deals: lines about them, their cards, and the buttons under a card or a nudge."""
