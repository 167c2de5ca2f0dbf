"""Handle messages to the bot without a slash command: find the command that is meant, or log a contact."""

from dataclasses import replace

from bot.domain.log.errors import KindMissing, KindUnknown, LogLineError, NothingReadable
from bot.domain.text.bounds import LONGEST_NAME
from bot.domain.text.small_talk import find_small_talk, strip_greeting
from bot.interactions.accounts.cards import find_card
from bot.interactions.exchange import uploads
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.interactions.log.lines import WORDS as LOG_WORDS
from bot.interactions.log.lines import handle_log
from bot.interactions.people.selling import find_selling
from bot.interactions.ritme import handle_ritme, show_today
from bot.interactions.small_talk import answer_small_talk
from bot.messages.text.message import Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.problem import LINE_SHOWN
from bot.services.bot import Bot
from bot.services.exchange.uploads import is_table
from bot.services.log.log_typed_line import TypedLine, parse_typed_line

# Single words that work in a message to the bot without a slash command.
RHYTHM_WORDS = frozenset(
    {"stop", "start", "pauze", "pause", "hervat", "resume", "instellingen", "settings", "vrij", "week", "jaar"}
)
TODAY_WORDS = frozenset({"", "vandaag", "today", "stand", "ritme"})


async def answer_text(bot: Bot, interaction: Interaction, *, commands: Handlers) -> Reply:
    """Answer a message to the bot with the handler of one of ``commands``; a message cannot open a form."""
    line, addressed = strip_greeting(interaction.text.strip()), strip_greeting(interaction.addressed.strip())
    # A picture with a line is a line; a table is to be imported, whatever is said with it.
    if interaction.files and (not line or any(is_table(file.name) for file in interaction.files)):
        return await uploads.receive(bot, interaction)
    first = line.split(maxsplit=1)[0] if line else ""
    said = replace(interaction, text=line, addressed=addressed, opens_forms=False)
    command = await _find_command(bot, said, first)
    if command:
        said = replace(said, text=line[len(first) :].strip(), addressed=addressed[len(first) :].strip())
    handler = _answer_line if command in {"", "log"} else commands[command]
    return _explain_form(bot, said, await handler(bot, said), typed=f"{bot.commands.name(command)} {said.text}")


async def _find_command(bot: Bot, said: Interaction, first: str) -> str:
    """Return the command that a message begins with; without a slash only when it cannot be read as a contact."""
    command = bot.commands.find(first.casefold())
    if not first or command:
        return command
    command = bot.commands.find(f"/{first.casefold()}")
    if not command or said.text.casefold() in TODAY_WORDS:
        return ""
    return "" if await _is_contact(bot, said) else command


async def _answer_line(bot: Bot, said: Interaction) -> Reply:
    if said.text.casefold() in RHYTHM_WORDS:
        return await handle_ritme(bot, said)
    if said.text.casefold() in TODAY_WORDS:
        return await show_today(bot, said)
    talk = None if said.text.casefold() in LOG_WORDS else find_small_talk(said.text)
    if talk is not None and not await _is_account(bot, said):
        return await answer_small_talk(bot, said, talk)
    found = await find_selling(bot, said) or await _find_account_card(bot, said)
    return found or await handle_log(bot, said)


async def _find_account_card(bot: Bot, said: Interaction) -> Reply | None:
    """Return the card of the account whose bare name was typed; None for what can be read as a contact."""
    is_short = 0 < len(said.text) <= LONGEST_NAME
    if not is_short or said.text.casefold() in LOG_WORDS or await _is_contact(bot, said):
        return None
    return await find_card(bot, said)


async def _is_contact(bot: Bot, said: Interaction) -> bool:
    typed = TypedLine(rep=said.person.rep, text=said.text, request_key=said.request_key, now=bot.now())
    try:
        await parse_typed_line(bot.database, bot.accounts, typed)
    except (KindMissing, KindUnknown, NothingReadable):
        return False
    except LogLineError:
        return True
    return True


async def _is_account(bot: Bot, said: Interaction) -> bool:
    """Return whether the message is exactly the name of an account, such as one called "Top"."""
    index = await bot.accounts.get_index(said.person.rep.workspace_id)
    return bool(index.find_exact(said.text))


def _explain_form(bot: Bot, said: Interaction, reply: Reply, *, typed: str) -> Reply:
    """Explain how to open a form, when the reply has one and its message has no button that opens it."""
    if reply.form is None or reply.message is None or any(reply.message.controls):
        return replace(reply, form=None)
    text = bot.speak(said.person.rep).render("errors.form_needs_command", line=shorten(typed, LINE_SHOWN))
    message = replace(reply.message, parts=(*reply.message.parts, Paragraph(text)))
    return replace(reply, message=message, form=None)
