"""The deal card: build it, also after a change with an undo button, and handle the buttons under a card or a nudge."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deals import DealState, DealStatus, EventKind
from bot.domain.hints.hints import MethodPart
from bot.domain.lessons.lessons import LessonState
from bot.interactions.interaction import Handlers, Interaction, Reply, Shown, added
from bot.messages.deals.deal_answers import build_give_hint
from bot.messages.deals.deal_card import build_deal_card, build_deal_undone
from bot.messages.deals.deal_closed import build_step_kept, describe_ended_steps
from bot.messages.deals.deal_requests import parse_action
from bot.messages.deals.likeness import build_alike
from bot.messages.lessons.lessons import build_lesson_form, offer_lesson
from bot.messages.text.button_values import DealAction, DealEvents, DealGift, DealRef, StepRef
from bot.messages.text.message import Message
from bot.services.bot import Bot
from bot.services.deals.change_deal import Changed, ChangeOutcome, change_deal, hand_over, undo_changes
from bot.services.deals.keep_step import keep_step, list_ended_steps
from bot.services.deals.load_deals import load_deal_card
from bot.services.deals.load_likeness import find_likeness
from bot.services.lessons.save_lesson import find_lesson_of_deal
from bot.services.people.find_receiver import get_receiver
from bot.services.people.person_cache import Person


async def show_card(bot: Bot, *, person: Person, deal_id: int, notice: str = "", undo: Sequence[int] = ()) -> Message:
    """Build a deal's card; ``notice`` is the template block shown first, ``undo`` lists events that can be undone."""
    card = await load_deal_card(bot.database, person=person, deal_id=deal_id, now=bot.now())
    # Similar deals are left out after a change: the card then only confirms the change.
    like = None if notice else await find_likeness(bot.database, deal=card.deal)
    return build_deal_card(bot.speak(person.rep), card, undo=undo, notice=notice, like=like)


async def show_changed(bot: Bot, person: Person, changed: Changed, *, notice: str | None = None) -> Reply:
    """Build the card after a change, with undo; the owner of a deal that was just lost gets the lesson form (N1)."""
    said = name_notice(changed) if notice is None else notice
    undo = [event.id for event in changed.events]
    card = await show_card(bot, person=person, deal_id=changed.deal.id, notice=said, undo=undo)
    if not changed.events:
        return Reply(message=card)
    if is_closed_by(changed):
        ended = await list_ended_steps(bot.database, rep=person.rep, deal_id=changed.deal.id)
        card = replace(card, parts=(*card.parts, *describe_ended_steps(bot.speak(person.rep), ended)))
    return await _ask_what_was_learned(bot, person, changed, card)


def name_notice(changed: Changed) -> str:
    """Return the name of the template block that describes the change."""
    if changed.outcome is ChangeOutcome.OUTDATED:
        return "moved_on"
    kinds = {event.kind for event in changed.events}
    if is_closed_by(changed):
        return f"{changed.deal.state}_now"
    if EventKind.STAGE in kinds:
        return "moved"
    if kinds in ({EventKind.NAME}, {EventKind.ACCOUNT}):
        return "renamed" if EventKind.NAME in kinds else "at_account"
    return "changed" if kinds else ""


def is_closed_by(changed: Changed) -> bool:
    """Return whether the change won or lost the deal."""
    return changed.deal.state is not DealState.OPEN and EventKind.STATE in {event.kind for event in changed.events}


async def apply_line(bot: Bot, person: Person, deal_id: int, line: DealLine) -> Reply:
    """Apply a parsed line to a deal, and show its card."""
    changed = await change_deal(bot.database, person=person, deal_id=deal_id, line=line, now=bot.now())
    is_open = line.state is DealState.OPEN and changed.deal.state is DealState.OPEN
    is_open_already = is_open and changed.outcome is not ChangeOutcome.OUTDATED and not changed.events
    return await show_changed(bot, person, changed, notice="still_open" if is_open_already else None)


async def hand_over_to(
    bot: Bot, interaction: Interaction, deal_id: int, receiver: str, status: DealStatus | None = None
) -> Reply:
    """Hand a deal over to a colleague; ``receiver`` is the platform's user id."""
    person = interaction.person
    colleague = await get_receiver(bot.database, person=person, external_id=receiver)
    changed = await hand_over(bot.database, person=person, deal_id=deal_id, to=colleague, now=bot.now(), status=status)
    return await show_changed(bot, person, changed, notice=name_notice(changed) or "changed")


async def change(bot: Bot, interaction: Interaction) -> Reply:
    """Win, lose, reopen or move a deal from its card, which is replaced."""
    action = interaction.read(DealAction)
    reply = await apply_line(bot, interaction.person, action.deal_id, parse_action(action))
    return replace(reply, message=None) if interaction.is_on_page else reply


async def change_below(bot: Bot, interaction: Interaction) -> Reply:
    """Apply the same change from a nudge, which is left in place."""
    return replace(await change(bot, interaction), shown=Shown.ADDED)


async def pass_on(bot: Bot, interaction: Interaction) -> Reply:
    """Hand over the deal that was chosen from several."""
    gift = interaction.read(DealGift)
    return await hand_over_to(bot, interaction, gift.deal_id, gift.receiver, DealStatus(gift.state, gift.stage))


async def undo_change(bot: Bot, interaction: Interaction) -> Reply:
    """Undo changes of a deal, and show its card."""
    asked, person = interaction.read(DealEvents), interaction.person
    changed = await undo_changes(bot.database, person=person, deal_id=asked.deal_id, event_ids=asked.event_ids)
    if changed is None:
        return Reply(message=build_deal_undone(bot.speak(person.rep)))
    notice = "undone" if changed.outcome is ChangeOutcome.DONE else "undone_before"
    return Reply(message=await show_card(bot, person=person, deal_id=changed.deal.id, notice=notice))


async def show(bot: Bot, interaction: Interaction) -> Reply:
    """Show a deal's card below a nudge."""
    deal_id = interaction.read(DealRef).deal_id
    return added(await show_card(bot, person=interaction.person, deal_id=deal_id))


async def show_alike(bot: Bot, interaction: Interaction) -> Reply:
    """List the closed deals that started like this one (O4)."""
    person = interaction.person
    card = await load_deal_card(bot.database, person=person, deal_id=interaction.read(DealRef).deal_id, now=bot.now())
    return added(build_alike(bot.speak(person.rep), await find_likeness(bot.database, deal=card.deal)))


async def keep(bot: Bot, interaction: Interaction) -> Reply:
    """Keep a step that ended with its deal."""
    person = interaction.person
    step = await keep_step(bot.database, rep=person.rep, step_id=interaction.read(StepRef).step_id)
    return added(build_step_kept(bot.speak(person.rep), step))


async def explain_giving(bot: Bot, interaction: Interaction) -> Reply:
    """Explain how to hand a deal over: the receiver can only be typed."""
    person = interaction.person
    card = await load_deal_card(bot.database, person=person, deal_id=interaction.read(DealRef).deal_id, now=bot.now())
    return added(build_give_hint(bot.speak(person.rep), card.deal, command=bot.commands.deal))


async def _ask_what_was_learned(bot: Bot, person: Person, changed: Changed, card: Message) -> Reply:
    """Add the lesson form to the card of a deal that its owner has just lost (N1)."""
    if changed.deal.state is not DealState.LOST or MethodPart.LOSS in person.rep.rhythm.switched_off:
        return Reply(message=card)
    lesson = await find_lesson_of_deal(bot.database, rep=person.rep, deal_id=changed.deal.id)
    if lesson is None or lesson.state is LessonState.KEPT:
        return Reply(message=card)
    words = bot.speak(person.rep)
    # A repeated press must not open a second form on top of the first.
    form = build_lesson_form(words, lesson) if changed.outcome is ChangeOutcome.DONE else None
    return Reply(message=replace(card, parts=(*card.parts, *offer_lesson(words, lesson))), form=form)


BUTTONS: Handlers = {
    "deal_change": change,
    "deal_change_below": change_below,
    "deal_hand_over": pass_on,
    "deal_undo": undo_change,
    "deal_show": show,
    "deal_alike": show_alike,
    "deal_give": explain_giving,
    "step_keep": keep,
}
