"""The certainties of a sale: scorecard, goal, feedback, referrals and repeat sales."""
