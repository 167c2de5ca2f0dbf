"""Use cases of the first hour: setting up a team, declining, inviting, the tour."""
