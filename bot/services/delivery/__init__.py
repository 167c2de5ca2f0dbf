"""The outbox: deliveries, rates and what is composed for them."""
