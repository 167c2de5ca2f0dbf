"""Queries for the certainties of a sale: goals, feedback, referrals and the portfolio."""
