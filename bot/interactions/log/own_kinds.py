"""Handlers for a workspace's own kinds of activity: the list, and the form of a manager (R1)."""

from bot.domain.log.own_kind_rules import MOST_TARGET, parse_kind_words
from bot.domain.log.own_kinds import KindContent
from bot.interactions.interaction import Filled, Handlers, Interaction, Reply, Shown
from bot.messages.log.own_kinds import (
    OWN_KIND_FORM,
    CountsAs,
    build_kind_archived,
    build_kind_form,
    build_kind_list,
    build_kind_saved,
)
from bot.messages.text.button_values import OwnKindRef
from bot.services.bot import Bot
from bot.services.log.own_kinds import (
    KindChange,
    add_kind,
    archive_kind,
    change_kind,
    check_leads,
    find_kind,
    list_kinds,
    restore_kind,
)


async def show_kinds(bot: Bot, interaction: Interaction) -> Reply:
    """List the workspace's own kinds."""
    rep = interaction.person.rep
    kinds = await list_kinds(bot.database, rep=rep)
    return Reply(message=build_kind_list(bot.speak(rep), kinds, may_change=rep.role.leads))


async def open_new(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form for a new kind."""
    rep = interaction.person.rep
    check_leads(rep)
    return Reply(form=build_kind_form(bot.speak(rep)), shown=Shown.ADDED)


async def open_edit(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form of a kind."""
    rep = interaction.person.rep
    kind = await find_kind(bot.database, rep=rep, kind_id=interaction.read(OwnKindRef).kind_id)
    return Reply(form=build_kind_form(bot.speak(rep), kind), shown=Shown.ADDED)


async def submit(bot: Bot, interaction: Interaction) -> Reply:
    """Store the submitted form, as a new kind or as a change of an existing one."""
    change = _change_by(bot, interaction)
    if interaction.value:
        kind_id = interaction.read(OwnKindRef).kind_id
        known = await find_kind(bot.database, rep=interaction.person.rep, kind_id=kind_id)
        content = read_kind(interaction.filled, target=known.content.target)
        kind = await change_kind(change, kind_id=kind_id, content=content)
    else:
        kind = await add_kind(change, content=read_kind(interaction.filled), request_key=interaction.request_key)
    words = bot.speak(interaction.person.rep)
    return Reply(message=build_kind_saved(words, kind, command=bot.commands.log))


async def archive(bot: Bot, interaction: Interaction) -> Reply:
    """Put a kind out of use."""
    kind_id = interaction.read(OwnKindRef).kind_id
    kind = await archive_kind(_change_by(bot, interaction), kind_id=kind_id, now=bot.now())
    return Reply(message=build_kind_archived(bot.speak(interaction.person.rep), kind))


async def restore(bot: Bot, interaction: Interaction) -> Reply:
    """Put an archived kind back into use."""
    kind = await restore_kind(_change_by(bot, interaction), kind_id=interaction.read(OwnKindRef).kind_id)
    return Reply(message=build_kind_saved(bot.speak(interaction.person.rep), kind, command=bot.commands.log))


def read_kind(filled: Filled, *, target: int = 0) -> KindContent:
    """Parse the submitted form into what was decided; a target belongs to a kind that counts for itself.

    An empty one keeps ``target``.
    """
    counts = filled.option("counts", CountsAs, default=CountsAs.VISIT)
    target = filled.number("target", default=target, lowest=0, highest=MOST_TARGET)
    return KindContent(
        name=filled.text("name"),
        words=parse_kind_words(filled.text("words")),
        counts_for=counts.kind,
        target=target if counts.kind is None else 0,
        period=counts.period,
    )


def _change_by(bot: Bot, interaction: Interaction) -> KindChange:
    return KindChange(database=bot.database, people=bot.people, person=interaction.person)


BUTTONS: Handlers = {
    "own_kind_list": show_kinds,
    "own_kind_new": open_new,
    "own_kind_edit": open_edit,
    "own_kind_archive": archive,
    "own_kind_restore": restore,
}
FORMS: Handlers = {OWN_KIND_FORM: submit}
WORDS: Handlers = dict.fromkeys(("soorten", "soort", "kinds", "kind"), show_kinds)
