"""Use cases for logging activities and next steps."""
