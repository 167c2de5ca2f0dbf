"""Parse a line that may hold several activities."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.activity import LogLine
from bot.domain.log.errors import (
    AccountUnknown,
    CountInvalid,
    CountUnclear,
    KindMissing,
    KindUnknown,
    NothingReadable,
    TooManyActivities,
)
from bot.domain.log.log_line.account_mention import find_only_account
from bot.domain.log.log_line.counts import MOST_IN_ONE_LINE
from bot.domain.log.log_line.kinds import count_activity_words
from bot.domain.log.log_line.line import Line, split_line
from bot.domain.log.log_line.own_words import index_own_words
from bot.domain.log.log_line.parser import ChosenAccount, ParsedLine, parse_log_line, start_parsing
from bot.domain.log.log_line.role_words import SURE_BEFORE_NAME
from bot.domain.log.log_line.several.breaks import CONNECTORS
from bot.domain.log.log_line.several.listed_names import may_close_list
from bot.domain.log.log_line.several.pieces import Piece, Split, split_pieces
from bot.domain.log.log_line.several.spans import SMALL
from bot.domain.log.log_line.several.survey import survey_line
from bot.domain.log.log_line.stance.find_stance import find_stance, refuse_no_contact
from bot.domain.log.no_contact import Stance
from bot.domain.log.own_kinds import OwnKind
from bot.domain.text.bounds import cut_line
from bot.domain.text.calendar_words import DAY_OFFSETS, WEEKDAYS
from bot.domain.text.cleaning import clean_text
from bot.domain.text.name_form import piece_of

_DAY_WORDS = WEEKDAYS.keys() | DAY_OFFSETS.keys() | {"that", "after"}
# More in one line is a pasted list, which an import reads better.
MOST_ACTIVITIES = 20


def parse_log_lines(
    text: str,
    *,
    accounts: AccountIndex,
    now: datetime,
    own: Collection[int] = (),
    chosen: Sequence[ChosenAccount] = (),
    own_kinds: tuple[OwnKind, ...] = (),
) -> tuple[LogLine, ...]:
    """Return the activities of a line in the order in which they were typed, at least one.

    The arguments are those of ``parse_log_line``; ``chosen`` are all choices made so far for names in this line.

    Raises:
        LogLineError: one of them cannot be stored as it stands, and so none of them is.
    """
    head, was_cut = cut_line(text)
    line = split_line(clean_text(head))
    line.own_words = index_own_words(own_kinds)
    refuse_no_contact(line, accounts, now.date())
    split = _split(line, accounts, now.date(), chosen) if _may_hold_several(line, accounts) else Split([])
    pieces = split.pieces
    if len(pieces) > MOST_ACTIVITIES:
        raise TooManyActivities(MOST_ACTIVITIES)
    if len(pieces) > 1:
        try:
            found = _Pieces(accounts, now, own, chosen, own_kinds).parse(pieces)
        except (KindMissing, KindUnknown, NothingReadable):
            pass  # what looked like another activity is part of the note
        else:
            found = _leave_out_denied(found, pieces, accounts, now.date())
            last = replace(found[-1], note_was_cut=found[-1].note_was_cut or was_cut, maybe_kind=split.maybe_kind)
            return (*found[:-1], last)
    choice = _choose(text, chosen)
    one = parse_log_line(text, accounts=accounts, now=now, own=own, chosen=choice, own_kinds=own_kinds)
    return (replace(one, maybe_kind=split.maybe_kind),)


def _split(line: Line, accounts: AccountIndex, today: date, chosen: Sequence[ChosenAccount]) -> Split:
    return split_pieces(survey_line(line, accounts, today, chosen=[(each.typed, each.account) for each in chosen]))


def _may_hold_several(line: Line, accounts: AccountIndex) -> bool:
    """Return whether a closer look is needed: two words that may be activities, or two names."""
    if count_activity_words(line) > 1:
        return True
    stops = [hard and key != "!" for hard, key in zip(line.hard, line.keys, strict=True)]
    if len(accounts.find_runs([piece_of(key) for key in line.keys], stops)) > 1:
        return True
    return _may_list(line, accounts) or may_close_list(line)


def _may_list(line: Line, accounts: AccountIndex) -> bool:
    """Return whether what may be a name stands right behind a comma or "en", small words aside."""
    after_break = False
    for index, key in enumerate(line.keys):
        if after_break and key not in SMALL and (accounts.has_word(key) or line.text[line.starts[index]].isupper()):
            return True
        if after_break and key in SURE_BEFORE_NAME:
            return True
        small = key in SMALL or key[:1].isdecimal() or key.strip("x").isdecimal() or key in _DAY_WORDS
        after_break = line.hard[index] or key in CONNECTORS or (after_break and small)
    return False


def _leave_out_denied(
    found: list[LogLine], pieces: Sequence[Piece], accounts: AccountIndex, today: date
) -> list[LogLine]:
    """Return the activities without those of which their own piece says that they did not take place (K8)."""
    kept = []
    for line, piece in zip(found, pieces, strict=True):
        told = find_stance(split_line(clean_text(piece.text)), accounts, today)
        if told is None or told.stance is not Stance.DENIED:
            kept.append(line)
    return kept or found


def _choose(text: str, chosen: Sequence[ChosenAccount]) -> ChosenAccount | None:
    folded = text.casefold()
    inside = (each for each in chosen if each.typed.casefold() in folded)
    return next(inside, next(iter(chosen), None))


class _Pieces:
    """Parses the pieces of one line, each with what it takes from those before it."""

    def __init__(
        self,
        accounts: AccountIndex,
        now: datetime,
        own: Collection[int],
        chosen: Sequence[ChosenAccount],
        own_kinds: tuple[OwnKind, ...],
    ) -> None:
        self._accounts, self._now, self._own, self._chosen = accounts, now, own, chosen
        self._own_kinds = own_kinds

    def parse(self, pieces: Sequence[Piece]) -> list[LogLine]:
        """Return the activities of the pieces; raises LogLineError when one of them cannot be stored."""
        pieces = [self._settle_name(piece) for piece in pieces]
        started = [self._start(piece) for piece in pieces]
        found: list[LogLine] = []
        heading = pieces[0].name.account if pieces[0].is_heading and pieces[0].name else None
        account: NamedAccount | None = None
        front_day: date | None = None
        for number, reading in enumerate(started):
            self._check_name(pieces[number])
            heir = account or self._find_later(started[number + 1 :])
            line = reading.finish(self._accounts, self._own, heir=heir, counts_one=heir is None)
            if heading is not None and line.account is None:
                line = replace(line, account=heading)
            if reading.happened is not None:
                front_day = line.day if reading.opens_with_day or pieces[number].opens_with_day else None
            elif pieces[number].is_just_now:
                front_day = None
            elif front_day is not None:
                line = replace(line, day=front_day)
            account = line.account or account
            found.append(line)
        found = _share_days(found, [reading.happened is not None for reading in started], pieces)
        _check_counts(found)
        return found

    def _start(self, piece: Piece) -> ParsedLine:
        folded = piece.text.casefold()
        inside = next((each for each in self._chosen if each.typed.casefold() in folded), None)
        return start_parsing(
            piece.text,
            accounts=self._accounts,
            now=self._now,
            chosen=inside,
            found=piece.name,
            own_kinds=self._own_kinds,
        )

    def _settle_name(self, piece: Piece) -> Piece:
        """Return a piece with its account when what looked like a new name is a part of the name of a single one."""
        account = find_only_account(self._accounts, piece.unknown) if piece.unknown else None
        return piece if account is None else replace(piece, name=ChosenAccount(piece.unknown, account), unknown="")

    def _check_name(self, piece: Piece) -> None:
        """Refuse a name in a list of accounts that no account has, unless it was chosen meanwhile."""
        folded = piece.text.casefold()
        if piece.unknown and not any(each.typed.casefold() in folded for each in self._chosen):
            raise AccountUnknown(piece.unknown, self._accounts.find_nearest(piece.unknown))

    def _find_later(self, started: Sequence[ParsedLine]) -> NamedAccount | None:
        """Return the account of a later piece, for "gebeld en gemaild met Acme"."""
        return next((account for reading in started if (account := reading.sure_account) is not None), None)


def _share_days(found: Sequence[LogLine], dated: Sequence[bool], pieces: Sequence[Piece]) -> list[LogLine]:
    """Give all of a list the day that only its last one names ("Acme en Jansen bezocht op 12 maart")."""
    last = {piece.list_number: place for place, piece in enumerate(pieces)}
    counted = Counter(piece.list_number for piece, has_day in zip(pieces, dated, strict=True) if has_day)
    shared = []
    for line, piece in zip(found, pieces, strict=True):
        place = last[piece.list_number]
        is_told = counted[piece.list_number] == 1 and dated[place]
        shared.append(replace(line, day=found[place].day) if is_told else line)
    return shared


def _check_counts(found: Sequence[LogLine]) -> None:
    """Refuse two counts for one thing ("5 calls, nee 7 calls"), and more than a day can hold."""
    if sum(line.count for line in found) > MOST_IN_ONE_LINE:
        raise CountInvalid(str(max(line.count for line in found)))
    seen: dict[object, int] = {}
    for line in found:
        if line.account is None:
            kind = (line.kind, line.own, line.day)
            if kind in seen:
                raise CountUnclear(f"{seen[kind]}, {line.count}")
            seen[kind] = line.count
