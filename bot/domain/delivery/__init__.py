"""The outbox: delivery states and rate limits."""
