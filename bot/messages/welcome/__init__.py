"""What people hear in their first hour: the greeting, who put them in a team, one reminder, the tour."""
