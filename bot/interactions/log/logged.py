"""The answer to a logged contact or line, with its deals and suggestions for the next step (V1, V2)."""

from dataclasses import replace

from bot.domain.home.day import LoggedEntry, LoggedLine
from bot.interactions.welcome.first_steps import add_first_morning
from bot.messages.log.activity_logged import build_activity_logged
from bot.messages.log.line_logged import LineState, build_line_logged
from bot.messages.text.message import Message, MessagePart
from bot.services.bot import Bot
from bot.services.log.load_line import count_progress, load_line_of
from bot.services.log.load_logged_extras import load_logged_extras
from bot.services.log.load_reach import choose_hours
from bot.services.people.person_cache import Person


async def answer_logged(
    bot: Bot, *, person: Person, logged: LoggedEntry, changed: bool = False, none_agreed: bool = False
) -> Message:
    """Build the answer; ``none_agreed`` means that no next step was agreed, so that the question is not repeated."""
    logged = await count_progress(bot.database, person=person, logged=logged)
    after = await load_logged_extras(bot.database, person=person, logged=logged, now=bot.now(), asks=not none_agreed)
    index = await bot.accounts.get_index(person.workspace.id)
    account = index.get(logged.entry.account_id or 0)
    hours = () if changed else await choose_hours(bot.database, rep=person.rep, logged=logged, now=bot.now())
    after = replace(after, is_archived=account is not None and account.is_archived, hours=hours)
    words = bot.speak(person.rep)
    return build_activity_logged(words, logged, after=after, changed=changed, none_agreed=none_agreed)


async def answer_line(bot: Bot, *, person: Person, line: LoggedLine) -> Message:
    """Build the answer to a typed line: all its activities, and the first next step that is lacking."""
    if line.has_several:
        message = await _answer_several(bot, person, line, await _choose_call(bot, person, line), asked=0)
    else:
        message = await answer_logged(bot, person=person, logged=line.first)
    return await add_first_morning(bot, person, message)


async def _choose_call(bot: Bot, person: Person, line: LoggedLine) -> LineState:
    """Choose the call of a line whose hour is asked: one at most (V4)."""
    for logged in line.entries:
        hours = await choose_hours(bot.database, rep=person.rep, logged=logged, now=bot.now())
        if hours:
            return LineState(call=logged.entry.id, hours=hours)
    return LineState()


async def answer_entry(
    bot: Bot,
    *,
    person: Person,
    logged: LoggedEntry,
    changed: bool = False,
    none_agreed: bool = False,
    asked: int | None = None,
) -> Message:
    """Build the answer to a change of one entry: with the others of its line, when it was typed with others.

    ``asked`` is how many activities of the line were asked about their next step before; None means that this entry
    was, and has been answered now.
    """
    line = await load_line_of(bot.database, rep=person.rep, logged=logged, now=bot.now())
    if not line.has_several:
        return await answer_logged(bot, person=person, logged=logged, changed=changed, none_agreed=none_agreed)
    entry_id = logged.entry.id
    state = LineState(changed=entry_id if changed else None, none_agreed=entry_id if none_agreed else None)
    if asked is None:
        asked = _find_place(line, logged) + 1
    return await _answer_several(bot, person, line, state, asked=asked)


async def answer_below(
    bot: Bot, *, person: Person, logged: LoggedEntry, changed: bool = False
) -> tuple[MessagePart, ...]:
    """Build what stands below the sentence that tells what became of an entry: the rest of its answer, or its line."""
    line = await load_line_of(bot.database, rep=person.rep, logged=logged, now=bot.now())
    if not line.has_several:
        # Alone, an entry is named in the first part of its answer, which that sentence replaces.
        return (await answer_logged(bot, person=person, logged=logged, changed=changed)).parts[1:]
    state = LineState(changed=logged.entry.id if changed else None)
    return (await _answer_several(bot, person, line, state, asked=_find_place(line, logged) + 1)).parts


def _find_place(line: LoggedLine, logged: LoggedEntry) -> int:
    return [each.entry.id for each in line.entries].index(logged.entry.id)


async def _answer_several(bot: Bot, person: Person, line: LoggedLine, state: LineState, *, asked: int) -> Message:
    """Ask about one next step at a time: that of the first activity that lacks one and was not asked about."""
    places = range(asked, len(line.entries))
    place = next(filter(line.asks_step_at, places), len(line.entries))
    state = replace(state, asked=place)
    if place < len(line.entries):
        after = await load_logged_extras(bot.database, person=person, logged=line.entries[place], now=bot.now())
        state = replace(state, moments=after.moments)
    first = await count_progress(bot.database, person=person, logged=line.first)
    line = replace(line, entries=(first, *line.entries[1:]))
    return build_line_logged(bot.speak(person.rep), line, state)
