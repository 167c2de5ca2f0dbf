"""Messages about accounts, coverage and the contact plan."""
