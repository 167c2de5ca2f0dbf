"""Parse a log line: account, activity, count, day, and next step."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import accumulate

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.activity import Kind, LogLine, NextStep
from bot.domain.log.errors import (
    AccountAmbiguous,
    AccountMissing,
    AccountUnknown,
    ActivityInFuture,
    CountInvalid,
    KindMissing,
    KindUnknown,
    NothingReadable,
)
from bot.domain.log.log_line import account_mention as mentions
from bot.domain.log.log_line.appointment import (
    AS_TYPED,
    DayChoice,
    LineChoice,
    find_appointment,
    find_coming_day,
    is_bare_appointment,
    stands_alone,
)
from bot.domain.log.log_line.call_time import find_call_time, find_time_of_day, keep_past
from bot.domain.log.log_line.counts import Count, find_article, find_count
from bot.domain.log.log_line.judging.activities import choose_activity
from bot.domain.log.log_line.judging.features import Describer
from bot.domain.log.log_line.kind_words import WordForm
from bot.domain.log.log_line.kinds import Activity, find_activities, weigh_activities, widen_activity
from bot.domain.log.log_line.line import Line, TokenUse, number_segments, split_line
from bot.domain.log.log_line.moments import LineDates, find_moments, grade_moments
from bot.domain.log.log_line.names.distinct_word import find_distinct_word
from bot.domain.log.log_line.names.unknown_name import cut_unknown_name, find_capital_name
from bot.domain.log.log_line.note import cut_next_step, write_note
from bot.domain.log.log_line.own_activity import adopt_own_kind
from bot.domain.log.log_line.own_words import correct_own_slips, index_own_words, match_own_word
from bot.domain.log.log_line.role_words import DANGLING
from bot.domain.log.log_line.slips import correct_activity_slips, correct_day_slips
from bot.domain.log.log_line.step_form import read_step_form
from bot.domain.log.log_line.unknown_kind import find_unknown_kind, locate_unknown_kind, stays_in_note
from bot.domain.log.own_kinds import OwnKind
from bot.domain.text.bounds import cut_line
from bot.domain.text.cleaning import clean_text, is_readable
from bot.domain.text.day import DayMention, Tense
from bot.domain.text.days import find_days

# In words; what is longer between quotes is what somebody said.
LONGEST_QUOTED_NAME = 6
ONE_WEEK = timedelta(days=7)
# So many words for an activity are looked beside for a new name: each look takes the whole line.
_BESIDE = 3


@dataclass(frozen=True, slots=True)
class ChosenAccount:
    """The account that the user chose for a typed name."""

    typed: str
    account: NamedAccount


def parse_log_line(
    text: str,
    *,
    accounts: AccountIndex,
    now: datetime,
    own: Collection[int] = (),
    chosen: ChosenAccount | None = None,
    own_kinds: tuple[OwnKind, ...] = (),
    choice: LineChoice = AS_TYPED,
) -> LogLine:
    """Parse a log line.

    ``now`` is in the rep's time zone, and so are the days and times in the result. ``own`` are the ids of the rep's
    accounts; they only break ties between names that fit equally well. ``chosen`` is the user's choice for a name on an
    earlier reading, ``choice`` that for a kind or a day, and ``own_kinds`` are the workspace's own. Text beyond the
    length limit is ignored, and the note is marked as cut.

    Raises:
        LogLineError: the line cannot be stored as it stands.
    """
    head, was_cut = cut_line(text)
    started = start_parsing(head, accounts=accounts, now=now, chosen=chosen, own_kinds=own_kinds)
    read = started.finish(accounts, own, choice=choice, is_alone=True)
    return replace(read, note_was_cut=True) if was_cut else read


def start_parsing(
    text: str,
    *,
    accounts: AccountIndex,
    now: datetime,
    chosen: ChosenAccount | None = None,
    found: ChosenAccount | None = None,
    own_kinds: tuple[OwnKind, ...] = (),
) -> "ParsedLine":
    """Return a line of bounded length with its account, days and activity found, but nothing decided yet.

    ``chosen`` is the user's choice for a name, ``found`` the account of a name that was found in the whole line.

    Raises:
        NothingReadable: it has no readable text.
    """
    head = clean_text(text)
    if not is_readable(head):
        raise NothingReadable
    line = split_line(head)
    line.own_words = index_own_words(own_kinds)
    mention = _find_mention(line, accounts, chosen or found)
    reading = ParsedLine(line, now, mention, is_chosen=chosen is not None)
    if mention is not None and mention.accounts:
        return reading
    inexact = _find_inexact(line, accounts, reading)
    if inexact is None or (mention is not None and not _is_elsewhere(inexact, mention)):
        return reading
    return ParsedLine(line, now, inexact)


def _is_elsewhere(inexact: mentions.Mention, quoted: mentions.Mention) -> bool:
    """Return whether an account is named outside what was quoted, which is what it said then."""
    return bool(inexact.accounts) and (inexact.end <= quoted.start or inexact.start >= quoted.end)


def _find_inexact(line: Line, accounts: AccountIndex, reading: "ParsedLine") -> mentions.Mention | None:
    """Return the account typed with typos or in part, or an unknown name in capitals."""
    mention = mentions.find_part_of_name(line, accounts, reading.days, counted=reading.is_counted)
    mention = mention or mentions.find_spelled_part(line, accounts)
    if mention is None and not reading.is_counted:
        mention = find_distinct_word(line, accounts)
    if mention is not None and _is_own_word(line, mention):
        mention = None
    if mention is not None or not reading.days:
        return mention
    name = find_capital_name(line, reading.days)
    return None if name is None else mentions.Mention(*name, ())


def _is_own_word(line: Line, mention: mentions.Mention) -> bool:
    """Return whether what is nearly a name is exactly the word of an own kind, which is then meant (K8)."""
    end, word = match_own_word(line, mention.start)
    return word is not None and end >= mention.end


def _find_mention(line: Line, accounts: AccountIndex, chosen: ChosenAccount | None) -> mentions.Mention | None:
    if chosen is not None:
        span = mentions.find_typed(line, chosen.typed)
        return mentions.Mention(*(span or (0, 0)), (chosen.account,))
    quoted = mentions.find_quoted(line)
    found = None if quoted is None else mentions.match_quoted(line, accounts, quoted)
    if found is not None and found.accounts:
        return found
    # What is quoted may also be what the customer said, unless the name is a part of it.
    whole = mentions.find_whole_name(line, accounts)
    if whole is not None and found is not None and found.start <= whole.start < found.end:
        return found
    return whole or (found if found is not None and found.end - found.start <= LONGEST_QUOTED_NAME else None)


class ParsedLine:
    """One parsing pass, with the account at one known place or nowhere."""

    def __init__(self, line: Line, now: datetime, mention: mentions.Mention | None, *, is_chosen: bool = False) -> None:
        line.clear()
        self._line, self._now, self._mention = line, now, mention
        # Chosen by the user, who has seen what was typed.
        self._is_chosen = is_chosen
        # The tokens of the day on which it happened, once it is finished; None when the line names none.
        self.happened: tuple[int, int] | None = None
        self._span = None
        if mention is not None and mention.end > mention.start:
            self._span = mentions.widen_mention(line, mention.start, mention.end)
            line.take(*self._span, TokenUse.ACCOUNT)
        self._segments = number_segments(line)
        correct_day_slips(line)
        keys = [key if part is None else "" for key, part in zip(line.keys, line.taken, strict=True)]
        self.days = find_days(keys, now.date())
        for day in self.days:
            line.take(day.start, day.end, TokenUse.DAY)
        self._activities = find_activities(line, self._segments)
        self._activity = self._choose()
        if self._activity is None:
            correct_own_slips(line)
            correct_activity_slips(line)
            self._activities = find_activities(line, self._segments)
            self._activity = self._choose()

    def finish(
        self,
        accounts: AccountIndex,
        own: Collection[int],
        *,
        choice: LineChoice = AS_TYPED,
        heir: NamedAccount | None = None,
        counts_one: bool = False,
        is_alone: bool = False,
    ) -> LogLine:
        """Return the parsed line; raises LogLineError when it cannot be stored.

        ``choice`` is what the user chose for a kind or a day. ``heir`` is the account of an activity before or after it
        in the same line, for one that names none itself; where no activity of a line names one, an article
        ``counts_one`` ("tien calls en een bezoek"). When it ``is_alone`` in its line, an appointment is refused.
        """
        line = self._line
        activity, kind = self._settle_activity(choice)
        own_kind = activity.own if activity.kind is kind else None
        count = find_count(line, activity, self._activities)
        if count is None and counts_one:
            count = find_article(line, activity)
        number = 1 if count is None else count.number
        if count is not None:
            line.take(count.start, count.end, TokenUse.COUNT)
        span = (activity.start, activity.end) if stays_in_note(line, activity) else self._take_activity(activity)
        moment, called_at = self._find_moments(activity, kind, choice, is_one=number == 1)
        if is_alone and choice.day is None and count is None:
            self._refuse_appointment(activity, moment)
        self._release_days(moment)
        self.happened = moment.happened
        account = self._settle_account(accounts, own, span, count=count, heir=heir)
        next_step = self._take_moments(moment, _find_done(activity, choice))
        note, was_cut = write_note(line)
        return LogLine(
            kind=kind,
            account=account,
            count=number,
            day=moment.day,
            next_step=next_step,
            note=note,
            note_was_cut=was_cut,
            maybe_step=moment.maybe,
            called_at=called_at,
            own=own_kind.named if own_kind else None,
        )

    def _find_moments(
        self, activity: Activity, kind: Kind, choice: LineChoice, *, is_one: bool
    ) -> tuple[LineDates, time | None]:
        """Return the days of the line, and the hour of a call as far as it was said, which stays in the note (V4)."""
        line = self._line
        call_time = find_call_time(line, self._segments, activity, kind=kind) if is_one else None
        if call_time is not None:
            # Not the hour of the next step.
            line.take(*call_time.span, TokenUse.KIND)
        is_done = activity.form is WordForm.DONE
        moment = find_moments(
            line, self._segments, self.days, self._activities, now=self._now, done=is_done, chosen=choice.day
        )
        if is_done and choice.day is None:
            moment = self._settle_weekday(activity, moment)
        if call_time is not None:
            line.release(*call_time.span)
        elif is_one:
            call_time = find_time_of_day(line, moment, kind=kind)
        return moment, keep_past(call_time, moment, now=self._now)

    def _settle_weekday(self, activity: Activity, moment: LineDates) -> LineDates:
        """Return the last such weekday for one that was told in the past tense ("visited Acme thursday 3pm")."""
        span, step = moment.day_of_step, moment.step
        if span is None or step is None or step.time is None or moment.happened is not None:
            return moment
        day = next(day for day in self.days if (day.start, day.end) == span)
        is_weekday = day.tense is Tense.OPEN and day.past is not None and self._now.date() - day.past <= ONE_WEEK
        if not is_weekday or not stands_alone(self._line, self._segments, self._activities, activity, span):
            return moment
        return replace(moment, day=day.past or moment.day, happened=span, step=None, next=None, day_of_step=None)

    def _refuse_appointment(self, activity: Activity, moment: LineDates) -> None:
        """Refuse a line that names nothing but a contact and the hour at which it is to be ("bezoek Acme do 15u")."""
        step = moment.step
        if step is None or step.time is None or step.date <= self._now.date() or moment.happened is not None:
            return
        if is_bare_appointment(self._line, self._segments, self._activities, activity, moment.day_of_step):
            raise ActivityInFuture(step.date)

    @property
    def sure_account(self) -> NamedAccount | None:
        """The account that it names, when that is a single one."""
        found = self._mention.accounts if self._mention is not None else ()
        return found[0] if len(found) == 1 else None

    @property
    def opens_with_day(self) -> bool:
        """Whether the day on which it happened stands before everything else, and so counts for all."""
        first = next((at for at, key in enumerate(self._line.keys) if key not in DANGLING and key.isalnum()), 0)
        return self.happened is not None and self.happened[0] <= first

    def describe_days(self) -> list[tuple[DayMention, list[str]]]:
        """Return the days of the line, each with the features of its role; empty without an activity."""
        activity = self._activity
        if activity is None:
            return []
        line, segments = self._line, self._segments
        with suppress(CountInvalid):
            count = find_count(line, activity, self._activities)
            if count is not None:
                line.take(count.start, count.end, TokenUse.COUNT)
        self._take_activity(activity)
        found = grade_moments(line, segments, self.days, done=activity.form is WordForm.DONE)
        describer = Describer(line, segments, self.days, self._activities)
        return [
            (one.day, describer.describe_day(one.day, extent, graded=one.graded, today=self._now.date()))
            for one, extent in zip(found.graded, found.extents, strict=True)
        ]

    @property
    def is_counted(self) -> bool:
        """Whether the line has an explicit count."""
        activity = self._activity
        try:
            return activity is not None and find_count(self._line, activity, self._activities) is not None
        except CountInvalid:
            return True

    def _choose(self) -> Activity | None:
        activities, segments = self._activities, self._segments
        if not activities:
            return None
        names = [] if self._span is None else [mentions.Mention(*self._span, ())]
        worths = weigh_activities(activities, line=self._line, segments=segments, days=self.days, accounts=names)
        chosen = choose_activity(Describer(self._line, segments, self.days, activities), activities, worths)
        return chosen and adopt_own_kind(chosen, activities, self._line)

    def _settle_activity(self, choice: LineChoice) -> tuple[Activity, Kind]:
        """Return the activity and its kind, as typed or else as chosen; an appointment is refused unless chosen."""
        line, activity = self._line, self._activity
        coming = find_coming_day(self.days, self._now.date())
        found = find_appointment(line, self._segments, self._activities, activity, coming)
        if found is not None and choice.day is None:
            if found.day is not None:
                raise ActivityInFuture(found.day)
            if self._mention is not None and choice.kind is None:
                raise self._missing_kind()
        typed = None if activity is None else activity.kind
        if activity is not None and typed is not None:
            chosen = activity if choice.own is None else replace(activity, kind=choice.own.kind, own=choice.own)
            return chosen, choice.kind or typed
        if choice.kind is None:
            raise self._missing_kind()
        place = locate_unknown_kind(line, self._activities, self._span) or (0, 0)
        segment = self._segments[place[0]]
        return Activity(*place, choice.kind, WordForm.CHOSEN, segment, own=choice.own), choice.kind

    def _missing_kind(self) -> KindMissing | KindUnknown:
        word = find_unknown_kind(self._line, self._activities, self._span)
        if word is not None:
            return KindUnknown(word)
        found = self._mention.accounts if self._mention is not None else ()
        return KindMissing(found[0] if len(found) == 1 else None)

    def _settle_account(
        self,
        accounts: AccountIndex,
        own: Collection[int],
        span: tuple[int, int],
        *,
        count: Count | None,
        heir: NamedAccount | None,
    ) -> NamedAccount | None:
        line, mention = self._line, self._mention
        if mention is not None and mention.accounts:
            found = mentions.prefer_own(mention.accounts, own)
            if len(found) > 1:
                raise AccountAmbiguous(line.slice(mention.start, mention.end), found)
            end = mention.end if self._is_chosen else mentions.find_continuation(line, mention)
            if end > mention.end:
                typed = line.slice(mention.start, end)
                others = (each for each in accounts.find_nearest(typed) if each != found[0])
                raise AccountUnknown(typed, (found[0], *others))
            return found[0]
        sure_only = heir is not None or (count is not None and not count.repeated)
        if mention:
            name: tuple[int, int] | None = (mention.start, mention.end)
        else:
            name = self._find_unknown_name(span, sure_only=sure_only, with_capital=heir is not None)
        if name is not None:
            typed = line.slice(*name)
            spelled = mentions.find_only_account(accounts, typed)
            if spelled is None:
                raise AccountUnknown(typed, accounts.find_nearest(typed))
            line.take(*name, TokenUse.ACCOUNT)
            return spelled
        is_alone = self._activity is not None and self._activity.kind is Kind.OWN
        if is_alone or (count is not None and not (count.repeated and heir)):
            return None
        if heir is None:
            raise AccountMissing
        return heir

    def _find_unknown_name(
        self, span: tuple[int, int], *, sure_only: bool, with_capital: bool
    ) -> tuple[int, int] | None:
        """Return the name beside the activity, or beside another word for one ("gebeld met Colruyt, voicemail")."""
        others = [(each.start, each.end) for each in self._activities[:_BESIDE] if (each.start, each.end) != span]
        found = (
            cut_unknown_name(
                self._line,
                activity=each,
                sure_only=sure_only or each != span,
                with_capital=with_capital or each != span,
            )
            for each in (span, *others)
        )
        return next((name for name in found if name is not None), None)

    def _take_activity(self, activity: Activity) -> tuple[int, int]:
        line = self._line
        line.take(activity.start, activity.end, TokenUse.KIND)
        span = widen_activity(line, activity, self._activities)
        for index in range(*span):
            line.taken[index] = line.taken[index] or TokenUse.KIND
        # Prefix sums: the number of day tokens before each token, so that "is there a day in between" is one
        # subtraction.
        days = list(accumulate((part is TokenUse.DAY for part in line.taken), initial=0))
        for other in self._activities:
            if other.form is WordForm.NAMED and other.kind is activity.kind and other.segment == activity.segment:
                self._take_again(other)
            same = other.segment == activity.segment and other.kind in (activity.kind, None)
            told = line.key(other.start - 1) not in ("over", "about", "re")
            near = other.form in (WordForm.TALK, WordForm.MEET) and _is_near(other, activity, days)
            if same and told and (other.vague or near):
                line.take(other.start, other.end, TokenUse.KIND)
        return span

    def _take_again(self, other: Activity) -> None:
        start = other.start
        while (
            start > 0
            and self._line.taken[start - 1] is None
            and self._line.keys[start - 1] in ("for", "a", "voor", "een")
        ):
            start -= 1
        if self._line.key(start - 1) not in ("over", "about", "re", "na", "after"):
            self._line.take(start, other.end, TokenUse.KIND)

    def _release_days(self, moment: LineDates) -> None:
        for day in self.days:
            if (day.start, day.end) not in (moment.happened, moment.day_of_step):
                for index in range(day.start, day.end):
                    if self._line.taken[index] is TokenUse.DAY:
                        self._line.taken[index] = None
        if moment.next is not None:
            self._line.take(*moment.next, TokenUse.NEXT)

    def _take_moments(self, moment: LineDates, done: tuple[int, int]) -> NextStep | None:
        if moment.next is None or moment.step is None:
            return moment.step
        form = read_step_form(self._line, self._segments, self._activities, moment.next, done)
        cut_next_step(self._line, self._segments, *moment.next)
        return replace(moment.step, form=form)


def _find_done(activity: Activity, choice: LineChoice) -> tuple[int, int]:
    """Return the tokens that tell what was done: none in a line that only tells of an appointment."""
    return (0, 0) if choice.day is DayChoice.APPOINTMENT else (activity.start, activity.end)


def _is_near(other: Activity, activity: Activity, days: Sequence[int]) -> bool:
    """Return whether no day stands between two activities; ``days`` are prefix sums of day tokens."""
    end, start = min(other.end, activity.end), max(other.start, activity.start)
    return end >= start or days[end] == days[start]
