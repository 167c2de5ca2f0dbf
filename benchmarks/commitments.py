"""Share of contacts in the demo history that count as an advance: by any date, by a read date, and by commitment (K9).

Reps set a date after their own messages too: here the day of their next contact in the deal. Nobody agreed to it.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.log.activity import Kind, LogLine, NextStep
from bot.domain.log.advance import judge_contact
from bot.domain.log.note_reader import load_note_reader
from bot.domain.log.situations import NoteReading, Situation
from bot.domain.operations.demo_history import DemoContact, make_history

TODAY, SEED, REPS, MONTHS = date(2026, 3, 18), 1, 9, 12
ACCOUNT = NamedAccount(1, "Acme")


def main() -> None:
    """Print the share of advances by each rule, and how many dates of one's own each takes for one."""
    reader = load_note_reader()
    typed = [(line, is_own, reader.read(line.note) if line.note else None) for line, is_own in list_lines()]
    own = sum(is_own for _, is_own, _ in typed)
    print(f"Advances among {len(typed)} contacts of the demo history, {own} with a date of one's own only")
    for name, rule in (("any date", count_any), ("a date that the note does not deny", count_read), ("K9", count_now)):
        counted = [is_own for line, is_own, reading in typed if rule(line, reading)]
        print(f"{name:<36} {len(counted) / len(typed):6.1%}   dates of one's own among them: {sum(counted)}")


def list_lines() -> Iterator[tuple[LogLine, bool]]:
    """Return the contacts as they would be typed, each with whether its date is only the rep's own."""
    for deal in make_history(seed=SEED, reps=REPS, months=MONTHS, today=TODAY).deals:
        for contact, following in pairwise((*deal.contacts, None)):
            assert contact is not None  # noqa: S101 - only the last of each pair may be
            is_own = contact.step_on is None and contact.kind is Kind.MESSAGE and following is not None
            step_on = following.day if is_own and following is not None else contact.step_on
            yield _make_line(contact, step_on), is_own


def count_any(line: LogLine, _: NoteReading | None) -> bool:
    """Count every date, as most software does."""
    return line.next_step is not None


def count_read(line: LogLine, reading: NoteReading | None) -> bool:
    """Count a date of a message as one of a call: unless its note names an obstacle."""
    if line.next_step is not None and line.kind is Kind.MESSAGE:
        told = reading.situation if reading is not None and reading.is_confident else None
        return told is None or told is Situation.ADVANCE
    return count_now(line, reading)


def count_now(line: LogLine, reading: NoteReading | None) -> bool:
    """Count what the customer committed to."""
    return judge_contact(line, reading) is not None


def _make_line(contact: DemoContact, step_on: date | None) -> LogLine:
    step = None if step_on is None else NextStep(step_on)
    return LogLine(kind=contact.kind, account=ACCOUNT, count=1, day=contact.day, next_step=step, note=contact.note)


if __name__ == "__main__":
    main()
