"""Messages about activities and next steps."""
