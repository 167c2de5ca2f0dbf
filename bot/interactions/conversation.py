"""Handle messages to the bot and what follows its main command: find what is meant, or log a contact."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from bot.domain.linking.codes import parse_code
from bot.domain.log.asked_account import is_question
from bot.domain.log.errors import (
    AccountUnknown,
    ContactNotMade,
    KindMissing,
    KindUnknown,
    LogLineError,
    NothingReadable,
)
from bot.domain.log.unlikely_name import is_everyday
from bot.domain.text.bounds import LONGEST_NAME
from bot.domain.text.nearest import count_slips, find_nearest
from bot.domain.text.small_talk import find_small_talk, strip_greeting
from bot.domain.text.words import word_set
from bot.interactions.accounts.cards import find_asked_card, find_card, find_named_in
from bot.interactions.accounts.giving import find_gift
from bot.interactions.calendar import free_days
from bot.interactions.certainties import feedback, referrals
from bot.interactions.deals import commands as deals
from bot.interactions.deals.said import find_deal_said
from bot.interactions.exchange import uploads
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.interactions.lessons import lessons
from bot.interactions.log import lines
from bot.interactions.log.talking import answer_correction
from bot.interactions.people.selling import find_selling
from bot.interactions.questions import ask
from bot.interactions.requests import answer_question, answer_request
from bot.interactions.ritme import WORDS, find_subcommand, show_help, show_today
from bot.interactions.scores_said import find_score_said
from bot.interactions.small_talk import answer_small_talk
from bot.messages.home.menu import build_meant
from bot.messages.text.line_form import OPEN_LINE
from bot.messages.text.menu_values import MeantWord
from bot.messages.text.message import Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.problem import LINE_SHOWN
from bot.services.bot import Bot
from bot.services.exchange.uploads import is_table
from bot.services.log.log_typed_line import TypedLine, parse_typed_line

TODAY_WORDS = frozenset({"", "vandaag", "today", "stand", "ritme"})
HELP_WORDS = frozenset({"help", "hulp", "?"})
# Words that mean the same in a longer message, with what is behind them.
WITH_MORE = word_set(
    """
    vrij off free vakantie holiday vacation ziek sick werkdagen workdays doel goal account klant customer rust peace
    dekking coverage help hulp taal language
    """
)
# "Mijn cijfers", as the button is called.
MINE = ("mijn ", "my ")
OF_MINE = word_set(
    """
    afspraken appointments agenda cijfers figures mensen people deals instellingen settings doel goal netwerk network
    scorekaart scorecard
    """
)
# A longer message with a misspelt word in front is no command.
MOST_WORDS = 3
LINKING = word_set("koppel link")
# The most words that are offered for a misspelt one.
MOST_MEANT = 2
# A button's value has room for what is behind a misspelt word up to here.
LONGEST_MEANT = 300


class Contact(Enum):
    """Whether a message tells of a contact.

    ``NAMELESS``: with an account that is not known; ``KINDLESS``: with a known account, and a word that may be a kind;
    ``DOUBTFUL``: with an everyday word where an account would stand.
    """

    YES = auto()
    NAMELESS = auto()
    KINDLESS = auto()
    DOUBTFUL = auto()
    NO = auto()


async def answer_text(bot: Bot, interaction: Interaction) -> Reply:
    """Answer a message to the bot; a message cannot open a form."""
    line, addressed = strip_greeting(interaction.text.strip()), strip_greeting(interaction.addressed.strip())
    # A picture with a line is a line; a table is to be imported, whatever is said with it.
    if interaction.files and (not line or any(is_table(file.name) for file in interaction.files)):
        return await uploads.receive(bot, interaction)
    first = line.split(maxsplit=1)[0] if line else ""
    said = replace(interaction, text=line, addressed=addressed, opens_forms=False)
    command = await _find_command(bot, said, first)
    if command == "log" and line == first:
        return await lines.WORDS["help"](bot, said)
    if command:
        said = replace(said, text=line[len(first) :].strip(), addressed=addressed[len(first) :].strip())
    handler = _answer_line if command in {"", "log"} else COMMANDS[command]
    return _explain_form(bot, said, await handler(bot, said), typed=f"{bot.commands.name(command)} {said.text}")


async def handle_ritme(bot: Bot, interaction: Interaction) -> Reply:
    """Run the subcommand or command in the first word; any other text is read as a message to the bot."""
    found = find_subcommand(interaction.addressed)
    if found is not None:
        handler, rest = found
        return await handler(bot, replace(interaction, text=rest))
    first, _, rest = interaction.text.strip().partition(" ")
    command = bot.commands.find(f"/{first.casefold()}")
    if command:
        addressed = interaction.addressed.strip().partition(" ")[2].strip()
        return await COMMANDS[command](bot, replace(interaction, text=rest.strip(), addressed=addressed))
    return await _answer_line(bot, replace(interaction, opens_forms=False))


async def _find_command(bot: Bot, said: Interaction, first: str) -> str:
    """Return the command that a message begins with; without a slash only when it cannot be read as a contact."""
    command = bot.commands.find(first.casefold())
    if not first or command:
        return command
    command = bot.commands.find(f"/{first.casefold()}")
    if not command or said.text.casefold() in TODAY_WORDS:
        return ""
    return command if await _find_contact(bot, said) in {Contact.NO, Contact.KINDLESS} else ""


async def _answer_line(bot: Bot, said: Interaction) -> Reply:
    asked = said.text.strip().casefold()
    if asked in TODAY_WORDS:
        return await show_today(bot, said)
    if asked in HELP_WORDS:
        return await show_help(bot, replace(said, text=""))
    told = await _find_days_off(bot, said) or await _find_asked(bot, said, asked) or await _find_told(bot, said)
    if told is not None:
        return told
    if asked in lines.WORDS:
        return await lines.handle_log(bot, said)
    contact = await _find_contact(bot, said)
    if contact is Contact.YES and is_question(said.text):  # how far, or whether: nothing that was done
        return await show_today(bot, said)
    is_open = contact in {Contact.NO, Contact.KINDLESS}
    found = await find_asked_card(bot, said) if is_open and said.text.endswith("?") else None
    if found is None and contact is not Contact.YES:
        found = await find_score_said(bot, said, may_be_line=not is_open)
    found = found or (await _find_command_in(bot, said) if is_open else None)
    found = found or await answer_correction(bot, said)
    if found is None and contact is not Contact.YES:
        may_be_line = contact in {Contact.NAMELESS, Contact.KINDLESS}
        found = await answer_request(bot, said, may_be_line=may_be_line)
    return found or await lines.log_line(bot, said)


async def _find_command_in(bot: Bot, said: Interaction) -> Reply | None:
    found = await find_selling(bot, said) or await _answer_word(bot, said)
    return found or await _find_account_card(bot, said) or _ask_meant(bot, said)


async def _find_asked(bot: Bot, said: Interaction, asked: str) -> Reply | None:
    """Return the answer to "mijn cijfers" and small talk, None for any other message."""
    mine = next((asked.removeprefix(each) for each in MINE if asked.startswith(each)), "")
    if mine in OF_MINE:
        return await WORDS[mine](bot, replace(said, text=""))
    talk = None if asked in lines.WORDS else find_small_talk(said.text)
    if talk is None or asked in WORDS or await _is_account(bot, said):
        return None
    return await answer_small_talk(bot, said, talk)


async def _find_days_off(bot: Bot, said: Interaction) -> Reply | None:
    """Return the answer to days off; they go before small talk: "ik ben morgen ziek" is no good morning."""
    return None if await _is_account(bot, said) else await free_days.find_said(bot, said)


async def _find_told(bot: Bot, said: Interaction) -> Reply | None:
    """Return the answer to a question about an account, its hand-over, or what became of a deal; else None."""
    if await _is_account(bot, said):
        return None
    return await answer_question(bot, said) or await find_gift(bot, said) or await find_deal_said(bot, said)


async def _answer_word(bot: Bot, said: Interaction) -> Reply | None:
    """Do what the word at the beginning means; None when it means nothing, or is an account."""
    first, _, rest = said.text.strip().partition(" ")
    found = find_subcommand(said.addressed)
    has_more = rest and first.casefold() not in WITH_MORE and not (first.casefold() in LINKING and parse_code(rest))
    if found is None or has_more or await _is_account(bot, said):
        return None
    handler, rest = found
    return await handler(bot, replace(said, text=rest))


async def _find_account_card(bot: Bot, said: Interaction) -> Reply | None:
    """Return the card of the account whose bare name was typed, or the line that waits for it; else None."""
    card = await find_card(bot, said) if 0 < len(said.text) <= LONGEST_NAME else None
    return None if card is None else await lines.answer_with_whom(bot, said) or card


def _ask_meant(bot: Bot, said: Interaction) -> Reply | None:
    """Ask whether a known word was meant by the first one; None when it is near none."""
    words = bot.speak(said.person.rep)
    typed, _, rest = said.text.strip().partition(" ")
    near = find_nearest(typed, WORDS)
    is_short = len(said.text.split()) <= MOST_WORDS
    if not near or len(said.text) > LONGEST_MEANT or not (is_short or near[0] in WITH_MORE):
        return None
    names = _name_meant(typed, near, is_dutch=words.language == "nl")[:MOST_MEANT]
    return Reply(message=build_meant(words, typed=typed, meant={name: MeantWord(name, rest.strip()) for name in names}))


def _name_meant(typed: str, near: Sequence[str], *, is_dutch: bool) -> list[str]:
    """Return one word for each thing that may be meant: the nearest one, in Dutch the first near one, a Dutch word."""
    things = dict.fromkeys(WORDS[word] for word in near)
    names = [word for word in WORDS if count_slips(typed, word) is not None] if is_dutch else near
    return [next(word for word in names if WORDS[word] is thing) for thing in things]


async def _find_contact(bot: Bot, said: Interaction) -> Contact:
    typed = TypedLine(rep=said.person.rep, text=said.text, request_key=said.request_key, now=bot.now())
    try:
        await parse_typed_line(bot.database, bot.accounts, typed)
    except KindUnknown:
        return Contact.KINDLESS if await find_named_in(bot, said) else Contact.NO
    except (KindMissing, NothingReadable):
        return Contact.NO
    except AccountUnknown as error:
        return Contact.DOUBTFUL if is_everyday(error.typed) else Contact.NAMELESS
    except ContactNotMade as error:
        # Without an account it may as well be said of the bot's own messages.
        return Contact.YES if error.account is not None else Contact.NAMELESS
    except LogLineError:
        return Contact.YES
    return Contact.YES


async def _is_account(bot: Bot, said: Interaction) -> bool:
    """Return whether the message is exactly the name of an account, such as one called "Top"."""
    index = await bot.accounts.get_index(said.person.rep.workspace_id)
    return bool(index.find_exact(said.text))


def _explain_form(bot: Bot, said: Interaction, reply: Reply, *, typed: str) -> Reply:
    """Explain how to open a form, when the reply has one and its message has no button that opens it."""
    if reply.form is None or reply.message is None:
        return replace(reply, form=None)
    # The form that asks for a whole line is not the one that was meant.
    if any(each.action != OPEN_LINE for each in reply.message.controls):
        return replace(reply, form=None)
    text = bot.speak(said.person.rep).render("errors.form_needs_command", line=shorten(typed, LINE_SHOWN))
    message = replace(reply.message, parts=(*reply.message.parts, Paragraph(text)))
    return replace(reply, message=message, form=None)


COMMANDS: Handlers = {
    "ritme": handle_ritme,
    **lines.COMMANDS,
    **deals.COMMANDS,
    **ask.COMMANDS,
    **lessons.COMMANDS,
    **feedback.COMMANDS,
    **referrals.COMMANDS,
}
