"""Use cases for lessons from lost deals."""
