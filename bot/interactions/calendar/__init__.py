"""Working days: free days, the usual week, holidays, and days of the company."""
