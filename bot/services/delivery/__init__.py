"""The outbox, the rate limits, and composing messages when they are sent."""
