"""Tell new names, people and places apart, and find the account that a single word names."""
