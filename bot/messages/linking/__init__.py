"""What is said of one person on two platforms."""
