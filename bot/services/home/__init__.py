"""A rep's day and Home page."""
