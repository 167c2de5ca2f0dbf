"""One person on two platforms: the codes that link them, and what can go wrong."""
