"""The seven certainties: scorecard, goal, feedback, referrals and repeat sales."""
