"""Handlers for one person on two platforms: a code, said on the one and typed on the other."""

from dataclasses import replace

from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.messages.linking.linking import (
    LINK_CANCEL,
    LINK_HEAR,
    LINK_LOG,
    LINK_STOP,
    LinkShown,
    build_code,
    build_code_cancelled,
    build_linked,
    build_linked_told,
    build_unlinked,
)
from bot.messages.linking.linking_values import LinkedTo
from bot.ports import Address
from bot.services.bot import Bot
from bot.services.delivery.outbox import save_reply
from bot.services.linking.link_people import (
    LinkedPerson,
    cancel_code,
    give_code,
    hear_on,
    keep_log_of,
    unlink,
    use_code,
)
from bot.services.people.person_cache import Person, make_identity


async def say_link(bot: Bot, interaction: Interaction) -> Reply:
    """Link with the typed code; without one give a code, or show what is linked."""
    person = interaction.person
    if interaction.text.strip():
        return await _use_code(bot, interaction)
    given = await give_code(bot.database, person=person, request_key=interaction.request_key, now=bot.now())
    if isinstance(given, LinkedPerson):
        return _show(bot, person, given)
    words, platform = bot.speak(person.rep), person.workspace.platform
    return Reply(message=build_code(words, given.code, here=platform, there=given.on, ritme=bot.commands.ritme))


async def say_unlink(bot: Bot, interaction: Interaction) -> Reply:
    """Make two of one again."""
    person = interaction.person
    was = await unlink(bot.database, person=person, now=bot.now())
    _forget(bot, was)
    return Reply(message=build_unlinked(bot.speak(person.rep), _describe(was, person)))


async def cancel(bot: Bot, interaction: Interaction) -> Reply:
    """Let the code be used no more."""
    await cancel_code(bot.database, person=interaction.person)
    return Reply(message=build_code_cancelled(bot.speak(interaction.person.rep)))


async def hear(bot: Bot, interaction: Interaction) -> Reply:
    """Choose where the mornings come."""
    person, chosen = interaction.person, interaction.read(LinkedTo)
    linked = await hear_on(bot.database, person=person, platform=chosen.platform)
    return _show(bot, person, linked)


async def keep_log(bot: Bot, interaction: Interaction) -> Reply:
    """Choose whose log counts."""
    person, chosen = interaction.person, interaction.read(LinkedTo)
    linked = await keep_log_of(bot.database, person=person, platform=chosen.platform, now=bot.now())
    return _show(bot, person, linked)


async def _use_code(bot: Bot, interaction: Interaction) -> Reply:
    """Link, and tell the side that gave the code."""
    person = interaction.person
    linked = await use_code(bot.database, person=person, typed=interaction.text, now=bot.now())
    _forget(bot, linked)
    own, other = linked.get_side(person.workspace.id), linked.get_other(person.workspace.id)
    there = make_identity(other.rep, other.workspace)
    shown = replace(_describe(linked, person), name=own.rep.name)
    told = build_linked_told(bot.speak(other.rep), shown, here=other.platform, there=own.platform)
    await save_reply(
        bot.database,
        person=Person(rep=linked.home.rep, workspace=linked.home.workspace, come_as=there),
        address=Address(workspace=there.workspace, channel=there.address),
        message=told,
        request_key=f"{interaction.request_key}:linked",
        now=bot.now(),
    )
    return Reply(message=build_linked(bot.speak(person.rep), _describe(linked, person), is_new=True))


def _show(bot: Bot, person: Person, linked: LinkedPerson) -> Reply:
    _forget(bot, linked)
    return Reply(message=build_linked(bot.speak(person.rep), _describe(linked, person), is_new=False))


def _forget(bot: Bot, linked: LinkedPerson) -> None:
    """Have both sides looked up again, on either platform."""
    bot.people.forget_reps(linked.home.rep.id, linked.away.rep.id)


def _describe(linked: LinkedPerson, person: Person) -> LinkShown:
    return LinkShown(
        home=linked.home.platform,
        away=linked.away.platform,
        heard_on=linked.heard_on,
        logged=linked.home.logged,
        rests=linked.away.logged,
        name=linked.get_other(person.here.workspace_id).rep.name,
        team=linked.team_left,
    )


BUTTONS: Handlers = {LINK_CANCEL: cancel, LINK_STOP: say_unlink, LINK_HEAR: hear, LINK_LOG: keep_log}
WORDS: Handlers = {
    **dict.fromkeys(("koppel", "koppelen", "link"), say_link),
    **dict.fromkeys(("ontkoppel", "ontkoppelen", "unlink"), say_unlink),
}
