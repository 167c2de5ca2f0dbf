"""Read a typed line as a correction of what was logged before, or as none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.accounts.account_names import AccountIndex
from bot.domain.log.correcting import patterns
from bot.domain.log.correcting.correction import Correction, DayPlace, Values
from bot.domain.log.correcting.values import read_values, tells_contact
from bot.domain.text.bounds import cut_line
from bot.domain.text.cleaning import clean_text

# A correction is short; a longer line is a log line with a note.
LONGEST_CORRECTION = 160
_NO_VALUES = Values()
_MOST_OPENINGS = 4
_WORDS = re.compile(r"[\w.']+|[-=]>")
# Ends of a name whose point is no end of a sentence.
_WITH_POINT = ("zn", "co", "bv", "nv")


@dataclass(frozen=True, slots=True)
class _Opened:
    """A line without its openings: ``is_marked`` by a weak one, ``is_meant`` by one that leaves no doubt.

    ``is_soft`` is True when the weak one may as well belong to a log line ("toch gebeld met Acme"), ``takes_back`` when
    a number behind it does not ("sorry 3 calls"), ``is_outcome`` when a number is what it came to ("6 mails dus he").
    """

    rest: str
    is_marked: bool = False
    is_meant: bool = False
    is_soft: bool = False
    takes_back: bool = False
    is_outcome: bool = False


def parse_correction(text: str, *, accounts: AccountIndex, today: date) -> Correction | None:
    """Return what a line corrects of an earlier entry, None for any other line; ``today`` is the rep's local day.

    A name of no account is in ``new.name``. Every correction needs a mark of one: an opening ("nee", "sorry"), or a
    turn of phrase ("3 ipv 2", "was gisteren", "moet 4 zijn"), and otherwise consists of values only.
    """
    cleaned = clean_text(cut_line(text)[0])
    ended = _cut_end(cleaned)
    opened = _open(ended)
    noted = _read_note(opened.rest)
    if noted is not None:
        is_told = opened.is_marked or opened.is_meant
        return noted if is_told or not tells_contact(noted.note or "", accounts=accounts) else None
    if len(cleaned) > LONGEST_CORRECTION or "\n" in cleaned or not _can_correct(opened):
        return None
    if patterns.NO_NEXT_STEP.fullmatch(ended):
        return Correction(Values(drops_step=True))
    reader = _Reader(accounts, today, _close(opened))
    found = next((found for found in reader.read_all() if found is not None), None)
    if found is not None and patterns.NONE_AT_ALL.match(cleaned) and found.new.parts <= {"kind", "day"}:
        return None
    return None if found is None else replace(found, is_marked=reader.is_marked)


def _cut_end(text: str) -> str:
    """Return a text without the marks at its end, but with the point of "& Zn."."""
    cut = text.rstrip(" .!?\n")
    return text[: len(cut) + 1] if cut.casefold().endswith(_WITH_POINT) and text[len(cut) :].startswith(".") else cut


def _open(text: str) -> _Opened:
    soft = patterns.SOFT_OPENING.match(text)
    opened = _Opened(text, is_soft=soft is not None, takes_back=soft is not None and soft["back"] is not None)
    for _ in range(_MOST_OPENINGS):
        strong = patterns.STRONG_OPENING.match(opened.rest)
        weak = patterns.WEAK_OPENING.match(opened.rest)
        if strong is not None and strong.end() > 0:
            opened = replace(opened, rest=opened.rest[strong.end() :], is_meant=True)
        elif weak is not None:
            opened = replace(opened, rest=opened.rest[weak.end() :], is_marked=True)
        else:
            break
    return opened


def _can_correct(opened: _Opened) -> bool:
    """Return whether it is worth trying the turns of phrase: most log lines are told apart by their words alone."""
    words = _WORDS.findall(opened.rest.casefold().replace("\u2019", "'").replace("\u2192", "->"))
    is_told = opened.is_marked or opened.is_meant or patterns.CONCLUDED.search(opened.rest) is not None
    return len(words) <= patterns.MOST_WORDS and (is_told or not patterns.TELLTALES.isdisjoint(words))


def _close(opened: _Opened) -> _Opened:
    """Return a line without its ending, which may mark it ("Jansen, sorry"), or the opening that concludes."""
    concluded = patterns.CONCLUDED.search(opened.rest)
    if concluded is not None:
        rest = opened.rest[: concluded.start()] + opened.rest[concluded.end() :]
        opened = replace(opened, rest=rest, is_outcome=True)
    opened = replace(opened, rest=patterns.FILLER.sub("", opened.rest))
    strong_end = patterns.STRONG_ENDING.search(opened.rest)
    if strong_end is not None:
        return replace(opened, rest=opened.rest[: strong_end.start()], is_meant=True)
    weak_end = patterns.WEAK_ENDING.search(opened.rest)
    if weak_end is not None:
        return replace(opened, rest=opened.rest[: weak_end.start()], is_marked=True)
    return opened


def _read_note(text: str) -> Correction | None:
    added = patterns.NOTE_ADDED.fullmatch(text)
    if added is not None:
        return Correction(_NO_VALUES, note=added["note"], adds_note=True)
    said = patterns.NOTE.fullmatch(text)
    return None if said is None else Correction(_NO_VALUES, note=said["note"])


class _Reader:
    """Tries the turns of phrase on one line, the most telling first."""

    def __init__(self, accounts: AccountIndex, today: date, opened: _Opened) -> None:
        self._accounts, self._today, self._opened = accounts, today, opened

    @property
    def is_marked(self) -> bool:
        """Whether the line opens or ends with a word that corrects."""
        return self._opened.is_marked or self._opened.is_meant

    def read_all(self) -> Iterator[Correction | None]:
        """Yield what each turn of phrase makes of the line, None where it is not that."""
        rest = self._opened.rest
        yield self._read_step()
        for pattern in patterns.REPLACED:
            yield self._read_replaced(pattern.fullmatch(rest))
        for pattern in patterns.MUST_BE:
            yield self._read_stated(pattern.fullmatch(rest), names=True)
        for pattern in patterns.STATED:
            yield self._read_stated(pattern.fullmatch(rest), names=False)
        for pattern in patterns.NAMED:
            yield self._read_named(pattern.fullmatch(rest))
        yield self._read_was(patterns.WAS.fullmatch(rest))
        if self.is_marked or self._opened.is_outcome:
            yield self._read_bare()

    def _read(self, text: str, *, names: bool) -> Values | None:
        return read_values(text, accounts=self._accounts, today=self._today, names=names)

    def _read_step(self) -> Correction | None:
        rest = self._opened.rest
        if patterns.NO_NEXT_STEP.fullmatch(rest):
            return Correction(Values(drops_step=True))
        said = patterns.NEXT_STEP.fullmatch(rest)
        new = None if said is None else self._read(said["new"], names=False)
        if new is None or new.parts != {"day"}:
            return None
        return Correction(replace(new, place=DayPlace.NEXT_STEP))

    def _read_replaced(self, said: re.Match[str] | None) -> Correction | None:
        """Read a phrase with the new and the old value, which say something of the same kind."""
        if said is None:
            return None
        new = self._read(said["new"], names=True)
        if new is None:
            return None
        if patterns.PRONOUNS.fullmatch(said["old"].strip()):
            return Correction(new)
        old = self._read(said["old"], names=False)
        if old is None or not old.parts <= new.parts:
            return None
        if _is_name_only(old) and _is_name_only(new) and not (self._is_known(old) or self._is_known(new)):
            return None
        return Correction(new, old, is_sure=not _is_line(new) or self._opened.is_meant, line=said["new"])

    def _read_named(self, said: re.Match[str] | None) -> Correction | None:
        """Read a phrase that names the entry by its account or kind, and says something else of it."""
        if said is None:
            return None
        old, new = self._read(said["old"], names=False), self._read(said["new"], names=False)
        if (
            old is None
            or new is None
            or not old.parts <= {"account", "kind", "count"}
            or old.parts & new.parts
            or old.name
        ):
            return None
        if new.parts != {"day"} and ("count" in old.parts or patterns.PLACE.search(said["new"])):
            return None
        if new.day is not None and new.place is None:
            new = replace(new, place=DayPlace.HAPPENED)
        is_sure = not _is_line(old) or patterns.POINTED.match(self._opened.rest) is not None
        return Correction(new, old, is_sure=is_sure, line=self._opened.rest)

    def _read_stated(self, said: re.Match[str] | None, *, names: bool) -> Correction | None:
        new = None if said is None else self._read(said["new"], names=names)
        return None if new is None else Correction(new)

    def _read_was(self, said: re.Match[str] | None) -> Correction | None:
        is_told = self.is_marked
        if said is None or (not is_told and _leads_to_place(said["new"])):
            return None
        new = self._read(said["new"], names=is_told)
        is_of_it = patterns.SAID_OF_IT.match(self._opened.rest) is not None
        if new is None or (not is_told and _is_line(new) and not (is_of_it and new.parts == {"kind", "count"})):
            return None
        if new.day is not None and new.place is None:
            new = replace(new, place=DayPlace.HAPPENED)
        return Correction(new, is_sure=not _is_line(new) or self._opened.is_meant, line=said["new"])

    def _read_bare(self) -> Correction | None:
        rest, is_meant = self._opened.rest, self._opened.is_meant
        new = self._read(rest, names=is_meant)
        if new is None or (_is_line(new) and not is_meant and not self._takes_back(new)):
            return None
        if not (self.is_marked or new.parts == {"kind", "count"}):
            return None
        return Correction(new, is_sure=is_meant or not _is_line(new), line=rest)

    def _takes_back(self, new: Values) -> bool:
        """Return whether the opening corrects before values that could be a line of their own."""
        if "count" in new.parts and not patterns.ON_TOP.isdisjoint(_WORDS.findall(self._opened.rest.casefold())):
            return False
        return not self._opened.is_soft or (self._opened.takes_back and new.parts == {"kind", "count"})

    def _is_known(self, values: Values) -> bool:
        return values.account is not None or bool(values.candidates)


def _is_line(values: Values) -> bool:
    """Return whether these values could be logged as they are: an activity with an account or a count."""
    return "kind" in values.parts and bool(values.parts & {"account", "count"})


def _is_name_only(values: Values) -> bool:
    return values.parts == {"account"}


def _leads_to_place(text: str) -> bool:
    """Return whether a phrase tells where somebody was ("bij Acme"), which is a visit rather than a correction."""
    return patterns.PLACE.search(text) is not None
