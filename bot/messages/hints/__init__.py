"""Morning hints and news about stalled deals."""
