"""A rep's day and the Home page."""
