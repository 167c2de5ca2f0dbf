"""Survey a line before it is parsed: every account name, day and activity word in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.log_line.account_mention import (
    Mention,
    find_all_names,
    find_more_names,
    find_spelled_names,
    find_typed,
    widen_mention,
)
from bot.domain.log.log_line.judging.features import Describer
from bot.domain.log.log_line.kinds import Activity, find_activities, weigh_activities
from bot.domain.log.log_line.line import Line, TokenUse, number_segments
from bot.domain.log.log_line.several.listed_names import find_listed_names, widen_to_new_name
from bot.domain.log.log_line.several.new_names import find_new_names
from bot.domain.log.log_line.slips import correct_activity_slips, correct_day_slips
from bot.domain.text.day import DayMention
from bot.domain.text.days import find_days


@dataclass(frozen=True, slots=True)
class Survey:
    """A line with its names, its days, and its activity words with the grammar's weight of each.

    The tokens of names are widened with the articles and small words that lead up to them.
    """

    line: Line
    segments: Sequence[int]
    names: Sequence[Mention]
    days: Sequence[DayMention]
    activities: Sequence[Activity]
    worths: Sequence[int]

    def describe(self) -> list[list[str]]:
        """Return the features of every activity word, by which its role is judged."""
        if not self.activities:
            return []
        describer = Describer(self.line, self.segments, self.days, self.activities)
        best = max(self.worths)
        return [
            describer.describe_activity(activity, worth=worth, is_best=worth == best)
            for activity, worth in zip(self.activities, self.worths, strict=True)
        ]


def survey_line(
    line: Line, accounts: AccountIndex, today: date, *, chosen: Sequence[tuple[str, NamedAccount]] = ()
) -> Survey:
    """Return what stands in a line; its tokens are marked accordingly.

    ``chosen`` are the accounts that the user chose for names as they were typed.
    """
    line.clear()
    names = [_take_name(line, name) for name in _find_chosen(line, chosen)]
    names += [
        _take_name(line, name) for name in find_all_names(line, accounts) if not any(line.taken[name.start : name.end])
    ]
    names += [_take_name(line, name) for name in find_spelled_names(line, accounts)]
    segments = number_segments(line)
    correct_day_slips(line)
    days = find_days([key if part is None else "" for key, part in zip(line.keys, line.taken, strict=True)], today)
    for day in days:
        line.take(day.start, day.end, TokenUse.DAY)
    more = find_more_names(line, accounts, days)
    names += [_take_name(line, widen_to_new_name(line, name, names)) for name in more]
    names += [_take_name(line, name) for name in find_listed_names(line, accounts, names)]
    names.sort(key=lambda name: name.start)
    correct_activity_slips(line, _list_silent(line, find_activities(line, segments)))
    activities = find_activities(line, segments)
    worths = weigh_activities(activities, line=line, segments=segments, days=days, accounts=names)
    for activity in activities:
        line.take(activity.start, activity.end, TokenUse.KIND)
    names += [_take_name(line, name) for name in find_new_names(line, activities, days)]
    names.sort(key=lambda name: name.start)
    return Survey(line, segments, names, days, activities, worths)


def _find_chosen(line: Line, chosen: Sequence[tuple[str, NamedAccount]]) -> Iterator[Mention]:
    for typed, account in chosen:
        span = find_typed(line, typed)
        if span is not None:
            yield Mention(*span, (account,))


def _take_name(line: Line, name: Mention) -> Mention:
    start, end = widen_mention(line, name.start, name.end)
    line.take(start, end, TokenUse.ACCOUNT)
    return Mention(start, end, name.accounts)


def _list_silent(line: Line, activities: Sequence[Activity]) -> list[int]:
    """Return the tokens of clauses that name an account but no activity: there may be a typo in its word."""
    if not activities:
        return list(range(len(line)))
    told = {activity.start for activity in activities}
    silent: list[int] = []
    start = 0
    for end in [*(index for index, hard in enumerate(line.hard) if hard), len(line)]:
        if TokenUse.ACCOUNT in line.taken[start:end] and told.isdisjoint(range(start, end)):
            silent += range(start, end)
        start = end + 1
    return silent
