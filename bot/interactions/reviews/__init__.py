"""Looking back: weeks, months, coverage, and the team."""
