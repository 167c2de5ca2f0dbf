"""Somebody leaves: hand over the accounts, open deals and open steps in one form, and take that back (K3, K12)."""

from bot.errors import ButtonExpired
from bot.interactions.interaction import Filled, Handlers, Interaction, Reply, Shown, added
from bot.messages.people.handover import (
    HANDOVER_FORM,
    RECEIVERS,
    build_handed_over,
    build_handover_form,
    build_handover_offer,
    build_handover_undone,
    build_nobody_to_receive,
)
from bot.messages.text.button_values import HandoverRef, RepRef
from bot.messages.text.record_values import GREATEST_ID
from bot.messages.text.words import Words
from bot.services.bot import Bot
from bot.services.people.hand_over_work import (
    HandoverPreview,
    find_leaver,
    hand_over_work,
    load_handover,
    undo_handover,
)
from bot.services.people.person_cache import Person


async def say_leaver(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form for somebody who leaves; where no form can open, show the button that opens it."""
    person = interaction.person
    mentioned = interaction.directory.find_person(interaction.text)
    leaver = await find_leaver(bot.database, person=person, external_id=mentioned, typed=interaction.text)
    preview = await load_handover(bot.database, person=person, leaver_id=leaver.id)
    words = bot.speak(person.rep)
    if not interaction.opens_forms:
        return Reply(message=build_handover_offer(words, preview.leaver, preview.counts))
    return _open(words, preview)


async def open_form(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form from the proposal."""
    person = interaction.person
    preview = await load_handover(bot.database, person=person, leaver_id=interaction.read(RepRef).rep_id)
    return _open(bot.speak(person.rep), preview)


async def submit(bot: Bot, interaction: Interaction) -> Reply:
    """Hand everything over to the chosen colleagues."""
    person = interaction.person
    done = await hand_over_work(
        bot.database,
        person=person,
        leaver_id=interaction.read(RepRef).rep_id,
        receiver_ids=_read_receivers(interaction.filled),
        request_key=interaction.request_key,
        now=bot.now(),
    )
    bot.people.forget(Person(rep=done.leaver, workspace=person.workspace))
    shares = [(share.receiver.name, share.counts) for share in done.shares]
    return Reply(message=build_handed_over(bot.speak(person.rep), done.leaver, shares, handover_id=done.id))


async def undo(bot: Bot, interaction: Interaction) -> Reply:
    """Take a hand-over back."""
    person, handover_id = interaction.person, interaction.read(HandoverRef).handover_id
    undone = await undo_handover(bot.database, person=person, handover_id=handover_id, now=bot.now())
    bot.people.forget(Person(rep=undone.leaver, workspace=person.workspace))
    words = bot.speak(person.rep)
    return Reply(message=build_handover_undone(words, undone.leaver, undone.counts, is_repeated=undone.is_repeated))


def _open(words: Words, preview: HandoverPreview) -> Reply:
    if not preview.colleagues:
        return added(build_nobody_to_receive(words))
    form = build_handover_form(words, preview.leaver, preview.counts, preview.colleagues)
    return Reply(form=form, shown=Shown.ADDED)


def _read_receivers(filled: Filled) -> list[int]:
    chosen = [typed for name in RECEIVERS if (typed := filled.choice(name)) is not None]
    if not all(typed.isascii() and typed.isdecimal() and int(typed) <= GREATEST_ID for typed in chosen):
        raise ButtonExpired
    return [int(typed) for typed in chosen]


WORDS: Handlers = dict.fromkeys(("vertrekt", "vertrek", "overdragen", "leaves", "leaver"), say_leaver)
BUTTONS: Handlers = {"handover_open": open_form, "handover_undo": undo}
FORMS: Handlers = {HANDOVER_FORM: submit}
