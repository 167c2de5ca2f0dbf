"""The message model, templates and formats that all messages share."""
