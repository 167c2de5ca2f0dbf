"""The page at which people look at the workspace in a browser."""
