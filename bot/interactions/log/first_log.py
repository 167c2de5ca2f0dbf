"""The first contact of somebody who is new, in a short form."""

from bot.domain.log.activity import Kind
from bot.errors import ButtonExpired
from bot.interactions.interaction import Filled, Handlers, Interaction, Reply, Shown
from bot.interactions.log.logged import answer_logged
from bot.interactions.welcome.first_steps import add_first_morning, find_first_morning
from bot.messages.welcome.first_log import FIRST_LOG_FORM, build_first_log_form
from bot.services.bot import Bot
from bot.services.log.submit_form import NEW_PREFIX, ActivityForm, find_problems, submit_form


async def open_form(bot: Bot, interaction: Interaction) -> Reply:
    """Open the short form."""
    return Reply(form=build_first_log_form(bot.speak(interaction.person.rep)), shown=Shown.ADDED)


async def submit(bot: Bot, interaction: Interaction) -> Reply:
    """Store the contact; a company that is not known yet is added."""
    person, now = interaction.person, bot.now()
    words, today = bot.speak(person.rep), now.astimezone(person.rep.zone).date()
    name = interaction.filled.text("who")
    if not name:
        return Reply(problems={"who": words.plain("welcome.first_who_missing")})
    filled = ActivityForm(
        kind=_read_kind(interaction.filled),
        account=f"{NEW_PREFIX}{name}",  # one that is known by this name is found
        count=1,
        day=today,
        note=interaction.filled.text("note"),
        next_date=interaction.filled.day("next_date"),
        next_time=None,
    )
    problems = find_problems(filled, today=today)
    if problems:
        return Reply(problems={field: words.plain(f"log_form.{block}") for field, block in problems.items()})
    logged = await submit_form(
        bot, rep=person.rep, filled=filled, entry_id=None, request_key=interaction.request_key, now=now
    )
    if interaction.is_on_page:  # the Home page is re-rendered with the change
        await find_first_morning(bot, person)
        return Reply()
    message = await answer_logged(bot, person=person, logged=logged)
    return Reply(message=await add_first_morning(bot, person, message), shown=Shown.ADDED)


def _read_kind(filled: Filled) -> Kind:
    kind = filled.option("kind", Kind, default=Kind.CALL)
    if kind is Kind.OWN:
        raise ButtonExpired
    return kind


BUTTONS: Handlers = {"first_log_open": open_form}
FORMS: Handlers = {FIRST_LOG_FORM: submit}
