"""Find the entry that a correction is about, among those typed lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.log.activity import LogLine
from bot.domain.log.correcting.apply import fits_day
from bot.domain.log.correcting.correction import Correction, Values


@dataclass(frozen=True, slots=True)
class TypedBefore:
    """An entry typed before, as a line: the key of the line it came in, and when it was logged."""

    entry_id: int
    line_key: str
    logged_at: datetime
    line: LogLine


@dataclass(frozen=True, slots=True)
class Target:
    """The entries that a correction may be about; with one, ``is_sure`` tells that there is nothing to ask."""

    found: tuple[TypedBefore, ...]
    is_sure: bool


def find_target(correction: Correction, typed: Sequence[TypedBefore]) -> Target:
    """Return the entry that a correction is about: the one typed last, or the one that has the old values.

    Of a line with several activities it is the one that fits by kind or name. None is sure when the old values fit
    no entry of the last line, or when what is typed shares nothing with it and could be a line of its own: a number of
    another kind ("toch 3 mails") may then be about each entry of that kind.
    """
    if not typed:
        return Target((), is_sure=False)
    newest = max(typed, key=lambda each: (each.logged_at, each.entry_id))
    last = [each for each in typed if each.line_key == newest.line_key]
    fitting = [each for each in last if _has(each.line, correction.old)]
    if not fitting:
        earlier = [each for each in typed if _has(each.line, correction.old)]
        return Target(tuple(earlier or last), is_sure=False)
    chosen = _choose_by_values(fitting, correction.new)
    is_sure = len(chosen) == 1 and (correction.is_sure or _shares(chosen[0].line, correction))
    if not is_sure and correction.new.parts == {"kind", "count"}:
        alike = [each for each in typed if each.line.kind is correction.new.kind]
        return Target(tuple(alike or chosen), is_sure=False)
    return Target(tuple(chosen), is_sure=is_sure)


def _has(line: LogLine, old: Values) -> bool:
    """Return whether a line has all values that were typed as the old ones."""
    return (
        (old.kind is None or line.kind is old.kind)
        and (old.count is None or line.count == old.count)
        and (not {"account"} & old.parts or _has_account(line, old))
        and fits_day(line, old)
    )


def _has_account(line: LogLine, values: Values) -> bool:
    if line.account is None:
        return False
    return line.account.id in {each.id for each in _list_accounts(values)}


def _list_accounts(values: Values) -> tuple[NamedAccount, ...]:
    return values.candidates if values.account is None else (values.account,)


def _choose_by_values(lines: list[TypedBefore], new: Values) -> list[TypedBefore]:
    """Return those of a line that have the name or the kind of the correction, when it changes something else too."""
    if len(lines) == 1 or len(new.parts) <= 1:
        return lines
    named = [each for each in lines if "account" in new.parts and _has_account(each.line, new)]
    alike = [each for each in named or lines if new.kind is not None and each.line.kind is new.kind]
    return alike or named or lines


def _shares(line: LogLine, correction: Correction) -> bool:
    new = correction.new
    return bool(correction.old.parts) or line.kind is new.kind or _has_account(line, new)
