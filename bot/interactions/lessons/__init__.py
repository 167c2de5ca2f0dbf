"""What was learned from lost deals."""
