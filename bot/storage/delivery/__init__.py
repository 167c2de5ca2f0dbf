"""The outbox and the platform's rate limits, shared by all replicas."""
