"""What whoever runs the bot types on the command line."""
