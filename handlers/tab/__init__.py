"""The personal tab in Teams: a page with the day of whoever Teams says is looking."""
