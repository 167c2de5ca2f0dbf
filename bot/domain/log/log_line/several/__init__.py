"""Lines with several activities: survey the whole line, cut it into pieces, and parse each piece by itself."""
