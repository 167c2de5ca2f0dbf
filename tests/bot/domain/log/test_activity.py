"""Activities: the kinds, and when to ask for a next step."""

from dataclasses import replace
from datetime import date, time

from bot.domain.log.activity import RHYTHM_KINDS, Entry, Kind, NextStep, lacks_next_step

DAY = date(2026, 3, 18)
VISIT = Entry(
    id=1, rep_id=1, account_id=1, account_name="Acme", kind=Kind.VISIT, count=1, day=DAY, note="", next_step=None
)


def test_a_next_step_is_asked_after_a_call_or_visit_with_an_account() -> None:
    entries = {kind: replace(VISIT, kind=kind) for kind in RHYTHM_KINDS}
    assert {kind: lacks_next_step(entry) for kind, entry in entries.items()} == {
        Kind.MESSAGE: False,
        Kind.CALL: True,
        Kind.VISIT: True,
    }


def test_no_next_step_is_asked_where_one_was_agreed_or_no_account_is_known() -> None:
    agreed = (NextStep(DAY), NextStep(DAY, time(0)))
    assert [lacks_next_step(replace(VISIT, next_step=step)) for step in agreed] == [False, False]
    assert not lacks_next_step(replace(VISIT, account_id=None, account_name=None))


def test_kinds_are_stored_under_the_words_of_the_data() -> None:
    assert [kind.value for kind in RHYTHM_KINDS] == ["message", "call", "visit"]
