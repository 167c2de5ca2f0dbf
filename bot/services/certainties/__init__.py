"""Use cases for the certainties of a sale: scorecard, goal, feedback, referrals and repeat sales."""
