"""One person on two platforms: linked by a code, and unlinked."""
