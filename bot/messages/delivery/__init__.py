"""Messages about deliveries."""
