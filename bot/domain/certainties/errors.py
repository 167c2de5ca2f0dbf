"""Errors about feedback, referrals and goals; each has a code and a sentence in the templates.

PersonError
├── ScoreInvalid                a customer's score that is not from 0 to 10
├── FeedbackGone                the feedback does not exist, or is another rep's
├── ReferralGone                the referral does not exist, or is another rep's
└── GoalUnclear                 a goal without an amount, or with a day that has passed
"""

from bot.errors import PersonError


class ScoreInvalid(PersonError):
    """A customer's score is not a whole number from 0 to 10."""

    code = "score_invalid"

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class FeedbackGone(PersonError):
    """The feedback does not exist (any more), or belongs to another rep."""

    code = "feedback_gone"


class ReferralGone(PersonError):
    """The referral does not exist (any more), or belongs to another rep."""

    code = "referral_gone"


class GoalUnclear(PersonError):
    """A personal goal has no amount above zero, or its day has passed."""

    code = "goal_unclear"
