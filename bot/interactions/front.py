"""The front door: find the handler of an interaction by name, and turn its named errors into replies."""

from dataclasses import replace
from datetime import timedelta
from secrets import token_hex

import structlog

from bot.domain.log.errors import LogLineError
from bot.domain.people.errors import RightMissing
from bot.domain.text.bounds import LONGEST_INPUT, check_line
from bot.errors import ButtonExpired, DatabaseBusy, FieldTooLong, LineTooLong, RitmeError
from bot.interactions.conversation import answer_text
from bot.interactions.interaction import Handler, Interaction, Reply, Shown, check_day
from bot.interactions.linking.home_directory import HomeDirectory
from bot.interactions.table import BUTTONS, COMMANDS, FORMS, SHORTCUTS, SUGGESTERS
from bot.messages.people.setup import build_sent_privately
from bot.messages.text.message import Message, Option
from bot.messages.text.problem import build_problem, build_unexpected, explain_error
from bot.messages.text.words import Words, load_words
from bot.ports import UserKey
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from bot.services.people.who_can import list_who_can
from bot.storage.deadline import limit_request, storing_aside
from bot.storage.handled_requests import RequestAtHand, handling, save_handled

log = structlog.get_logger()

# What somebody can press who does not want to begin.
NO_BEGINNING = frozenset({"welcome_later", "team_decline"})
# In seconds, of the three that a platform waits for an answer in total.
LANGUAGE_SECONDS = 0.2
# Who does something within this time of being met has not read the greeting yet.
JUST_MET = timedelta(minutes=1)


async def handle_command(bot: Bot, name: str, interaction: Interaction) -> Reply:
    """Handle a slash command; ``name`` is our own name for it ("log"), whatever this installation calls it."""
    return await _perform(bot, f"command:{name}", COMMANDS[name], interaction)


async def handle_button(bot: Bot, name: str, interaction: Interaction) -> Reply:
    """Handle a button."""
    return await _perform(bot, name, BUTTONS.get(name, _refuse), interaction)


async def handle_shortcut(bot: Bot, name: str, interaction: Interaction) -> Reply:
    """Handle a shortcut: one anywhere, or one in the menu of a message, whose text and time it comes with."""
    return await _perform(bot, f"shortcut:{name}", SHORTCUTS.get(name, _refuse), interaction)


async def handle_form(bot: Bot, name: str, interaction: Interaction) -> Reply:
    """Handle a submitted form; named errors become problems by field, "" when the field is unknown."""
    interaction = await _note_seen(bot, name, interaction)
    try:
        _check_filled(interaction)
        # A form that was refused is sent again when it is mended, under the same key.
        return await _handle_once(bot, f"form:{name}", FORMS.get(name, _refuse), interaction, keeps_refusal=False)
    except RitmeError as error:
        await _name_who_can(bot, interaction.person, error)
        sentence = explain_error(bot.speak(interaction.person.rep), error, commands=bot.commands)
        return Reply(problems={getattr(error, "field", ""): sentence})


async def handle_text(bot: Bot, interaction: Interaction) -> Reply:
    """Answer a message to the bot; named errors become the answer."""
    return await _perform(bot, "text", answer_text, interaction)


async def suggest_options(bot: Bot, field: str, interaction: Interaction) -> list[Option]:
    """Return the options that match the text being typed in a form field."""
    suggest = SUGGESTERS.get(field)
    return await suggest(bot, interaction) if suggest else []


async def explain_unexpected(bot: Bot, user: UserKey, error: Exception, *, line: str, is_stored: bool) -> Message:
    """Log an unexpected error and return an apology; ``is_stored``: something had been committed before the error."""
    words = await _find_words(bot, user)
    if isinstance(error, RightMissing):
        error.who = ", ".join(await bot.people.list_administrators(user.workspace))
    if isinstance(error, RitmeError):
        return build_problem(words, error, commands=bot.commands, line=line)
    incident = token_hex(3)
    log.error("interaction.failed", incident=incident, is_stored=is_stored, exc_info=error)
    return build_unexpected(words, incident=incident, line=line, is_stored=is_stored)


async def _find_words(bot: Bot, user: UserKey) -> Words:
    """Return the user's language, or for an unknown user the workspace's.

    It is the default after `LANGUAGE_SECONDS`, since the database may be what failed.
    """
    try:
        with limit_request(LANGUAGE_SECONDS):
            person = await bot.people.find(user.workspace, user.user, now=bot.now())
            language = "" if person else await bot.people.find_language(user.workspace)
    except DatabaseBusy:
        person, language = None, bot.people.default_language
    return bot.speak(person.rep) if person else load_words(language)


def _follow_names(bot: Bot, person: Person) -> None:
    """Drop account names that are older than what another replica is known to have changed."""
    bot.accounts.forget_older(person.workspace.id, person.workspace.accounts_version)


async def _note_seen(bot: Bot, name: str, interaction: Interaction) -> Interaction:
    """Save that this person does something, with which who had not begun does so."""
    _follow_names(bot, interaction.person)
    before = interaction.person
    with storing_aside():
        after = await bot.people.note_seen(before, now=bot.now(), begins=name not in NO_BEGINNING)
    if after.come_as is not None:
        interaction = replace(interaction, directory=HomeDirectory(interaction.directory, after))
    if after is before:
        return interaction
    met_at, now = before.rep.awaited_since, bot.now()
    has_begun = met_at is not None and not after.rep.is_awaited
    return replace(interaction, person=after, begins=has_begun and met_at is not None and now - met_at < JUST_MET)


async def _name_who_can(bot: Bot, person: Person, error: RitmeError) -> None:
    """Have a refusal name who can do it."""
    if isinstance(error, RightMissing):
        error.who = ", ".join(await list_who_can(bot.database, rep=person.rep, needed=error.needed))


async def _perform(bot: Bot, name: str, handler: Handler, interaction: Interaction) -> Reply:
    interaction = await _note_seen(bot, name, interaction)
    try:
        _check_typed(interaction)
        reply = await _handle_once(bot, name, handler, interaction, keeps_refusal=True)
    except RitmeError as error:
        await _name_who_can(bot, interaction.person, error)
        words = bot.speak(interaction.person.rep)
        line = interaction.text if isinstance(error, LogLineError) or interaction.opens_forms else ""
        message = build_problem(words, error, commands=bot.commands, line=line)
        return Reply(message=message, shown=Shown.ADDED)
    return _send_pictures_privately(bot, interaction.person, reply)


async def _handle_once(
    bot: Bot, name: str, handler: Handler, interaction: Interaction, *, keeps_refusal: bool
) -> Reply:
    """Handle an interaction, and remember that it was, so that it changes nothing when it is delivered again.

    What was refused is remembered if ``keeps_refusal``: what it lacked then may be there at a later delivery.
    """
    rep = interaction.person.rep
    request = RequestAtHand(rep.workspace_id, rep.id, f"{name}:{interaction.request_key}")
    try:
        with handling(request):
            reply = await handler(bot, interaction)
    except DatabaseBusy:
        raise
    except RitmeError:
        if keeps_refusal:
            await _remember(bot, request)
        raise
    if not reply.problems:
        await _remember(bot, request)
    return reply


async def _remember(bot: Bot, request: RequestAtHand) -> None:
    if request.has_written:
        now = bot.now()
        await bot.database.write(lambda connection: save_handled(connection, request, now=now))


def _check_typed(interaction: Interaction) -> None:
    """Let no text in that would keep everybody else waiting (what is behind is linear), and no odd day."""
    for text in (interaction.text, interaction.addressed, interaction.value):
        check_line(text, limit=LONGEST_INPUT)
    if interaction.picked is not None:
        check_day(interaction.picked)


def _check_filled(interaction: Interaction) -> None:
    check_line(interaction.value, limit=LONGEST_INPUT)
    for name, value in interaction.filled.values.items():
        try:
            check_line(value or "", limit=LONGEST_INPUT)
        except LineTooLong as error:
            raise FieldTooLong(name, error.limit) from error


def _send_pictures_privately(bot: Bot, person: Person, reply: Reply) -> Reply:
    """Send a message with images as a private message: rendering takes longer than a reply may."""
    if reply.message is None or not reply.message.has_pictures:
        return reply
    notice = build_sent_privately(bot.speak(person.rep))
    return replace(reply, message=notice, shown=Shown.ADDED, private=reply.message)


async def _refuse(_bot: Bot, _interaction: Interaction) -> Reply:
    raise ButtonExpired
