"""What whoever runs the bot needs: checks, upkeep and demo data."""
