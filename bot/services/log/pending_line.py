"""A typed line that waits for a choice: of its account, of its kind, or of what a day still to come is."""

from dataclasses import dataclass

from bot.domain.certainties.referrals import ReferralLine
from bot.domain.certainties.told_in_log import ToldScore, find_told_name, find_told_referral, find_told_score
from bot.domain.log.activity import Kind, NextStep
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown, ActivityInFuture, ContactNotMade
from bot.domain.log.log_line import AS_TYPED
from bot.domain.log.unclear_line import LineChoices, LineContext, UnclearActivity, weigh_choices
from bot.storage.log.drafts import Draft

Unclear = AccountUnknown | AccountAmbiguous | UnclearActivity


@dataclass(frozen=True, slots=True)
class LineOptions:
    """What a line may have been: one of the ``kinds`` (likeliest first), a next step, a score or a referral."""

    kinds: tuple[Kind, ...]
    step: NextStep | None = None
    account: str = ""
    score: ToldScore | None = None
    referral: ReferralLine | None = None


@dataclass(frozen=True, slots=True)
class PendingLine:
    """A draft that waits for the rep to choose; ``options`` are there unless its account has to be chosen.

    ``has_rest``: the line has other activities than the one with the unclear account.
    """

    draft: Draft
    reason: Unclear
    options: LineOptions | None = None
    has_rest: bool = False

    @property
    def draft_id(self) -> int:
        """The id of the draft."""
        return self.draft.id


def find_options(text: str, reason: UnclearActivity, context: LineContext) -> LineOptions:
    """Return what a line that was refused for ``reason`` may have been.

    Raises:
        LogLineError: the reason, when no choice can make the line readable.
    """
    choices = weigh_choices(text, reason, context)
    if choices is None:
        raise reason
    account = choices.account.name if choices.account else ""
    step = choices.step if context.choice.day is None else None  # asked and answered
    if not account or isinstance(reason, ActivityInFuture | ContactNotMade) or context.choice != AS_TYPED:
        return LineOptions(choices.kinds, step, account)
    return LineOptions(
        choices.kinds,
        step,
        account,
        score=find_told_score(text, account=account),
        referral=_find_referral(text, account, choices),
    )


def _find_referral(text: str, account: str, choices: LineChoices) -> ReferralLine | None:
    state = find_told_referral(text)
    return None if state is None else ReferralLine(giver=account, name=find_told_name(choices.note), state=state)
