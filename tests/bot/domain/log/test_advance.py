"""Classification of a contact as advance or continuation, with the rule that applied (V1)."""

from datetime import date, time

import pytest

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.log.activity import Kind, LogLine, NextStep
from bot.domain.log.advance import AdvanceRule, judge_contact
from bot.domain.log.situations import Candidate, NoteReading, Situation

DAY = date(2026, 3, 18)
FRIDAY = NextStep(date(2026, 3, 20))
FRIDAY_AT_TWO = NextStep(date(2026, 3, 20), time(14))


def line(kind: Kind, note: str = "", step: NextStep | None = None) -> LogLine:
    return LogLine(kind=kind, account=NamedAccount(1, "Acme"), count=1, day=DAY, next_step=step, note=note)


def reading(situation: Situation, *, is_confident: bool = True) -> NoteReading:
    return NoteReading((Candidate(situation, 0.9),), is_confident=is_confident)


@pytest.mark.parametrize(
    ("contact", "read", "rule"),
    [
        (line(Kind.VISIT), None, None),
        (line(Kind.VISIT, step=FRIDAY), None, AdvanceRule.DATED_STEP),
        (line(Kind.CALL, step=FRIDAY), None, AdvanceRule.DATED_STEP),
        (line(Kind.MESSAGE, step=FRIDAY), None, None),
        (line(Kind.OWN, "gratis training", FRIDAY), None, None),
        (line(Kind.OWN, "akkoord", FRIDAY), reading(Situation.ADVANCE), AdvanceRule.COMMITMENT),
        (line(Kind.MESSAGE, "akkoord", FRIDAY), reading(Situation.ADVANCE), AdvanceRule.COMMITMENT),
        (line(Kind.MESSAGE, "prima, vrijdag dan", FRIDAY), reading(Situation.ADVANCE), None),
        (line(Kind.CALL, "voicemail", FRIDAY), reading(Situation.UNREACHABLE), None),
        (line(Kind.CALL, "voicemail", FRIDAY_AT_TWO), reading(Situation.UNREACHABLE), None),
        (line(Kind.CALL, "vaag", FRIDAY), reading(Situation.NO_COMMITMENT), None),
        (line(Kind.CALL, "vaag", FRIDAY), reading(Situation.NO_COMMITMENT, is_confident=False), AdvanceRule.DATED_STEP),
        (line(Kind.CALL, "vaag", FRIDAY_AT_TWO), reading(Situation.NO_COMMITMENT), AdvanceRule.DATED_STEP),
        (line(Kind.VISIT, "te duur", FRIDAY), reading(Situation.PRICE), AdvanceRule.DATED_STEP),
        (line(Kind.CALL, "heeft getekend"), reading(Situation.ADVANCE), AdvanceRule.COMMITMENT),
        (line(Kind.CALL, "wil niet dat ik getekend aankom"), reading(Situation.NEUTRAL), None),
        (line(Kind.VISIT, "directeur gemaild over de planning"), reading(Situation.ADVANCE), None),
        (line(Kind.VISIT, "directeur zat aan tafel"), reading(Situation.ADVANCE), AdvanceRule.DECISION_MAKER),
        (line(Kind.MESSAGE, "directeur aan tafel"), reading(Situation.ADVANCE), None),
    ],
)
def test_the_rule_that_fires(contact: LogLine, read: NoteReading | None, rule: AdvanceRule | None) -> None:
    assert judge_contact(contact, read) is rule
