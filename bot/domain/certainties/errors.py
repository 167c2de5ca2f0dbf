"""What can be wrong with feedback, referrals and goals; each has a code, and a sentence in the templates.

PersonError
├── ScoreInvalid                a customer's score that is not from 0 to 10
├── FeedbackGone                the feedback is not there, or is somebody else's
├── ReferralGone                the referral is not there, or is somebody else's
└── GoalUnclear                 a goal without an amount, or for a day that has passed
"""

from bot.errors import PersonError


class ScoreInvalid(PersonError):
    """A customer's score is a whole number from 0 to 10."""

    code = "score_invalid"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class FeedbackGone(PersonError):
    """The feedback is not there (any more), or belongs to somebody else."""

    code = "feedback_gone"


class ReferralGone(PersonError):
    """The referral is not there (any more), or belongs to somebody else."""

    code = "referral_gone"


class GoalUnclear(PersonError):
    """A goal of one's own has no amount above zero, or its day has passed."""

    code = "goal_unclear"
