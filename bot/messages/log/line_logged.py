"""The reply to a line with several activities: each with its note and next step, the day's progress once, one undo."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.home.day import LoggedEntry, LoggedLine, asks_commitment
from bot.domain.log.activity import Entry, NextStep
from bot.messages.log.activity_logged import (
    ask_hour,
    ask_step,
    describe_day,
    describe_effects,
    describe_next_step,
    describe_stored,
)
from bot.messages.text.button_values import EntryAdvance, EntryDeal, EntryHour, EntryRef, EntrySituation, LineRef
from bot.messages.text.message import (
    MOST_IN_ROW,
    Button,
    Controls,
    DatePick,
    Message,
    MessagePart,
    measure_part,
)
from bot.messages.text.parts import name_activity, shorten
from bot.messages.text.record_values import read_value, write_value
from bot.messages.text.words import Words

# Slack shows no more than 50 parts and some 13,000 characters; the buttons at the end have to be among them.
MOST_PARTS = 48
MOST_CHARACTERS = 12_000
# Corrections under a line; more would not be read on a telephone.
MOST_CORRECTIONS = 5
# Parts beside those of each activity: the other questions of a line, its progress and its buttons.
OTHER_PARTS = 9
# What the buttons are about that show the whole line again.
_REMEMBERING: Mapping[str, type[EntryRef | EntryAdvance | EntryDeal | EntryHour | EntrySituation]] = {
    "entry_edit": EntryRef,
    "situation_other": EntryRef,
    "advance_say": EntryAdvance,
    "call_hour": EntryHour,
    "entry_deal": EntryDeal,
    "situation_is": EntrySituation,
}
# Buttons that answer a question about one activity. All others of that kind correct what was read.
_ANSWERS = frozenset({"entry_deal", "situation_is"})


@dataclass(frozen=True, slots=True)
class LineState:
    """Where an answer stands: which entry was ``changed``, and the place of the one whose next step is ``asked``.

    The place is the number of activities when all were asked about. ``moments`` are suggestions for that next step;
    ``none_agreed`` is the entry of which it was said just now that there is none. ``committing`` are the entries of
    which it is asked whether the customer agreed to the date (K9); ``call`` is the one whose hour is asked, with the
    windows to choose from (V4).
    """

    changed: int | None = None
    asked: int = 0
    moments: tuple[NextStep, ...] = ()
    none_agreed: int | None = None
    committing: Sequence[int] = ()
    call: int | None = None
    hours: tuple[tuple[int, int], ...] = ()


def build_line_logged(words: Words, line: LoggedLine, state: LineState) -> Message:
    """Confirm the activities of a line, with at most one question of each kind, an edit button each, and one undo.

    Only whether the customer agreed to a date is asked of each activity that needs it (K9).
    """
    asking = next((each.entry.id for each in line.entries if _split_effects(words, each).question), None)
    committing = [each.entry.id for each in line.entries if asks_commitment(each, each.deal)]
    # A headline and a next step are needed for each activity, so that a long line asks some of them at a time.
    state = replace(state, committing=committing[: max(0, (MOST_PARTS - OTHER_PARTS) // 2 - len(line.entries))])
    shown = [
        pair
        for place, logged in enumerate(line.entries)
        for pair in _describe(words, logged, state, is_asking=logged.entry.id == asking, is_asked=place == state.asked)
    ]
    corrections = _list_corrections(words, line) if asking is None else ()
    end: list[MessagePart] = [
        *describe_day(words, line.entries),
        *([Controls(corrections)] if corrections else []),
        Controls(_make_buttons(words, line)),
    ]
    return Message(
        fallback=words.plain("line_logged.fallback", names=_list_names(words, line)),
        parts=tuple(_remember(part, state.asked) for part in _fit(shown, end)),
    )


def _describe(
    words: Words, logged: LoggedEntry, state: LineState, *, is_asking: bool, is_asked: bool
) -> list[tuple[MessagePart, bool]]:
    """Return the parts of one activity, each with whether it must be seen; others are left out of a long line."""
    entry = logged.entry
    headline, *told = describe_stored(words, logged, changed=state.changed == entry.id)
    effects = _split_effects(words, logged)
    more = [*told, *(part for part in effects.told if not isinstance(part, Controls))]
    needed = list(effects.question) if is_asking else []
    needed += ask_hour(words, entry, state.hours if state.call == entry.id else ())
    none_agreed = state.none_agreed == entry.id
    if entry.next_step is not None or is_asked or none_agreed:
        needed += describe_next_step(words, logged, none_agreed=none_agreed)
    needed += effects.commitment if entry.id in state.committing else []
    if is_asked:
        needed.append(Controls(ask_step(words, logged, none_agreed=False, moments=state.moments)))
    return [(headline, True), *((part, False) for part in more), *((part, True) for part in needed)]


def _fit(shown: list[tuple[MessagePart, bool]], end: list[MessagePart]) -> list[MessagePart]:
    """Return as many parts as fit into a message with this end; those that must be seen go first."""
    needed = [*(part for part, is_needed in shown if is_needed), *end]
    parts, characters = MOST_PARTS - len(needed), MOST_CHARACTERS - sum(map(measure_part, needed))
    kept: list[MessagePart] = []
    for part, is_needed in shown:
        fits = parts > 0 and characters >= measure_part(part)
        if is_needed or fits:
            kept.append(part)
        if fits and not is_needed:
            parts, characters = parts - 1, characters - measure_part(part)
    return [*kept, *end]


def _remember(part: MessagePart, asked: int) -> MessagePart:
    """Return a part whose buttons remember how many activities were asked about their next step."""
    return Controls(tuple(_mark(item, asked) for item in part.items)) if isinstance(part, Controls) else part


def _mark(item: Button | DatePick, asked: int) -> Button | DatePick:
    record = _REMEMBERING.get(item.action)
    if record is None:
        return item
    return replace(item, value=write_value(replace(read_value(record, item.value), asked=asked)))


@dataclass(frozen=True, slots=True)
class _Effects:
    """What a contact did, and the questions about it with their buttons.

    ``question`` is which deal, or what stands in the way; ``commitment`` whether the customer agreed to the date (K9).
    """

    told: list[MessagePart]
    question: list[MessagePart]
    commitment: list[MessagePart]


def _split_effects(words: Words, logged: LoggedEntry) -> _Effects:
    told = describe_effects(words, logged, logged.deal)
    asked = asks_commitment(logged, logged.deal)
    told, commitment = _take_out(told, frozenset({"advance_say"}) if asked else frozenset())
    told, question = _take_out(told, _ANSWERS)
    return _Effects(told, question, commitment)


def _take_out(parts: list[MessagePart], actions: frozenset[str]) -> tuple[list[MessagePart], list[MessagePart]]:
    """Return the parts without the first question that has such a button, and that question with its buttons."""
    for index, part in enumerate(parts):
        if isinstance(part, Controls) and any(item.action in actions for item in part.items):
            return [*parts[: index - 1], *parts[index + 1 :]], parts[index - 1 : index + 1]
    return parts, []


def _list_corrections(words: Words, line: LoggedLine) -> tuple[Button, ...]:
    """Return the buttons that correct what was read, each with the name of its activity."""
    buttons = [
        replace(item, label=words.plain("line_logged.about", what=item.label, name=shorten(name)))
        for logged, name in zip(line.entries, _name_apart(words, line), strict=True)
        for part in _split_effects(words, logged).told
        if isinstance(part, Controls)
        for item in part.items
        if isinstance(item, Button)
    ]
    return tuple(buttons[:MOST_CORRECTIONS])


def _make_buttons(words: Words, line: LoggedLine) -> tuple[Button | DatePick, ...]:
    entries = [logged.entry for logged in line.entries]
    names = _name_apart(words, line)
    edits = [_make_button(words, "edit", name, "entry_edit", entry) for name, entry in zip(names, entries, strict=True)]
    planned = [pair for pair in zip(names, entries, strict=True) if pair[1].next_step is not None]
    calendars = [_make_button(words, "to_calendar", name, "step_calendar", entry) for name, entry in planned]
    undo = Button(label=words.plain("controls.undo"), action="line_undo", value=write_value(LineRef(line.request_key)))
    return (*calendars[: MOST_IN_ROW - len(edits) - 1], *edits, undo)


def _make_button(words: Words, block: str, name: str, action: str, entry: Entry) -> Button:
    label = words.plain(f"line_logged.{block}", name=shorten(name))
    return Button(label=label, action=action, value=write_value(EntryRef(entry.id)))


def _list_names(words: Words, line: LoggedLine) -> str:
    return "; ".join(_name(words, logged) for logged in line.entries)


def _name_apart(words: Words, line: LoggedLine) -> list[str]:
    """Return a name for each activity: its account, or all of it when that says too little."""
    accounts = [logged.entry.account_name for logged in line.entries]
    alike = Counter(accounts)
    return [
        account if account and alike[account] == 1 else _name(words, logged)
        for account, logged in zip(accounts, line.entries, strict=True)
    ]


def _name(words: Words, logged: LoggedEntry) -> str:
    entry = logged.entry
    what = name_activity(words, entry.kind, entry.count, entry.own)
    day = None if entry.day == logged.today else entry.day
    return words.plain("line_logged.name", what=what, account=entry.account_name, day=day)
