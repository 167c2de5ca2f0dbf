"""The activity form: open it empty or for an account, validate and store it."""

from datetime import date

from bot.domain.accounts.errors import AccountGone
from bot.domain.log.activity import Kind
from bot.errors import ButtonExpired
from bot.interactions.interaction import Filled, Handlers, Interaction, Reply, Shown
from bot.interactions.log.logged import answer_entry, answer_logged
from bot.interactions.welcome.first_steps import add_first_morning, find_first_morning
from bot.messages.log.log_form import LOG_FORM, MOST_AT_ONCE, OWN_PREFIX, build_log_form, build_message_form
from bot.messages.text.button_values import EntryRef
from bot.messages.text.message import Option
from bot.messages.text.record_values import GREATEST_ID
from bot.services.bot import Bot
from bot.services.log.change_entry import find_entry
from bot.services.log.submit_form import NEW_PREFIX, ActivityForm, find_problems, submit_form
from bot.services.log.suggest_accounts import guess_message, make_account_option, suggest_accounts
from bot.services.people.person_cache import Person


def open_log_form(
    bot: Bot, interaction: Interaction, *, kind: Kind = Kind.VISIT, account: Option | None = None
) -> Reply:
    """Open the form for a new entry; its answer appears where the form was requested."""
    rep = interaction.person.rep
    today = bot.now().astimezone(rep.zone).date()
    form = build_log_form(bot.speak(rep), today=today, kind=kind, account=account, own_kinds=rep.own_kinds)
    return Reply(form=form, shown=Shown.ADDED)


async def open_empty(bot: Bot, interaction: Interaction) -> Reply:
    """Open an empty form."""
    return open_log_form(bot, interaction)


async def open_for_message(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form for a message: its text becomes the note, its account, kind and day are guessed."""
    rep, said_at = interaction.person.rep, interaction.said_at or bot.now()
    guess = await guess_message(bot.database, bot.accounts, rep=rep, text=interaction.text, said_at=said_at)
    account = None if guess.account is None else make_account_option(guess.account)
    form = build_message_form(bot.speak(rep), guess, note=interaction.text, account=account, own_kinds=rep.own_kinds)
    return Reply(form=form, shown=Shown.ADDED)


async def submit(bot: Bot, interaction: Interaction) -> Reply:
    """Store the submitted form, as a new entry or as a change of an existing one."""
    person, now = interaction.person, bot.now()
    words = bot.speak(person.rep)
    filled = read_activity(interaction.filled)
    subject = interaction.read(EntryRef) if interaction.value else None
    entry_id = subject.entry_id if subject else None
    agreed = await _find_agreed_day(bot, person, entry_id)
    today = now.astimezone(person.rep.zone).date()
    alone = any(kind.id == filled.own_kind_id and kind.kind is Kind.OWN for kind in person.rep.own_kinds)
    problems = find_problems(filled, today=today, agreed=agreed, needs_account=not alone)
    if problems:
        return Reply(problems={field: words.plain(f"log_form.{block}") for field, block in problems.items()})
    logged = await submit_form(
        bot, rep=person.rep, filled=filled, entry_id=entry_id, request_key=interaction.request_key, now=now
    )
    if interaction.is_on_page:  # the Home page is re-rendered with the change
        await find_first_morning(bot, person)
        return Reply()
    if subject is None:
        message = await answer_logged(bot, person=person, logged=logged)
        return Reply(message=await add_first_morning(bot, person, message))
    return Reply(message=await answer_entry(bot, person=person, logged=logged, changed=True, asked=subject.asked))


def read_activity(filled: Filled) -> ActivityForm:
    """Parse the submitted form into domain types."""
    own_kind_id = read_own_kind(filled.choice("kind"))
    return ActivityForm(
        kind=Kind.OWN if own_kind_id is not None else _read_kind(filled),
        own_kind_id=own_kind_id,
        account=read_account(filled.choice("account")),
        count=filled.number("count", default=1, lowest=1, highest=MOST_AT_ONCE),
        day=filled.day("day") or date.max,
        note=filled.text("note"),
        next_date=filled.day("next_date"),
        next_time=filled.time("next_time"),
    )


def read_own_kind(chosen: str | None) -> int | None:
    """Return the id of the own kind that was chosen, None for one of the three of the rhythm.

    Raises:
        ButtonExpired: it is no id.
    """
    if chosen is None or not chosen.startswith(OWN_PREFIX):
        return None
    number = chosen.removeprefix(OWN_PREFIX)
    if not (number.isascii() and number.isdecimal() and int(number) <= GREATEST_ID):
        raise ButtonExpired
    return int(number)


def _read_kind(filled: Filled) -> Kind:
    kind = filled.option("kind", Kind, default=Kind.VISIT)
    if kind is Kind.OWN:
        raise ButtonExpired
    return kind


def read_account(chosen: str | None) -> str | None:
    """Return the account that was chosen, an id or a name with a mark before it.

    Raises:
        AccountGone: it is neither.
    """
    if chosen is None or chosen.startswith(NEW_PREFIX):
        return chosen
    if not (chosen.isascii() and chosen.isdecimal() and int(chosen) <= GREATEST_ID):
        raise AccountGone
    return chosen


async def suggest(bot: Bot, interaction: Interaction) -> list[Option]:
    """Return the accounts whose name contains the text being typed."""
    return await suggest_accounts(bot, rep=interaction.person.rep, typed=interaction.text)


async def _find_agreed_day(bot: Bot, person: Person, entry_id: int | None) -> date | None:
    """Return the local day of the edited entry's next step, None for a new entry or one without a step."""
    if entry_id is None:
        return None
    entry = await find_entry(bot.database, rep=person.rep, entry_id=entry_id)
    return entry.next_step.date if entry.next_step else None


BUTTONS: Handlers = {"log_open": open_empty}
FORMS: Handlers = {LOG_FORM: submit}
SUGGESTERS = {"account": suggest}
# What a platform offers in the menu of a message, and anywhere.
SHORTCUTS: Handlers = {"log_message": open_for_message, "log_something": open_empty}
