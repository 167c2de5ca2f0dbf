"""Handle the activities of Teams: what users write, press and fill in; `bot.interactions` routes them by name."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog

from bot.domain.text.bounds import LONGEST_INPUT
from bot.interactions.front import explain_unexpected, handle_button, handle_form, handle_shortcut, suggest_options
from bot.interactions.interaction import Interaction, Reply, Shown
from bot.interactions.welcome.channels import handle_invitation
from bot.logs import log_context
from bot.ports import Address, UserKey
from bot.storage.deadline import has_stored, limit_request
from handlers.front.channels import tell_channel
from handlers.front.keys import make_key
from handlers.front.lines import answer_line
from handlers.front.posting import try_posting
from handlers.front.show import ReplyPlace, open_form, show_reply
from handlers.teams.answers import DONE, RESPONSE, say, show, suggest, tell
from handlers.teams.cards import draw_card, draw_message
from handlers.teams.context import TeamsContext
from handlers.teams.forms import FORM, KEY, SHOWN_IN, SUBJECT, SUBMIT, draw_again, draw_dialog, read_filled
from handlers.teams.incoming import Activity, Pressed, parse_activity, read_pressed, read_used
from handlers.teams.text import Element

log = structlog.get_logger()

CARD, FETCH, SUBMITTED, SEARCH = "adaptiveCard/action", "task/fetch", "task/submit", "application/search"
# A message extension, and its dialog.
USED, USED_SUBMITTED = "composeExtension/fetchTask", "composeExtension/submitAction"
DIALOGS = frozenset({FETCH, SUBMITTED, USED, USED_SUBMITTED})


@dataclass(frozen=True, slots=True)
class Response:
    """The response to an activity: its HTTP status, and a body for an invoke."""

    status: int = 200
    body: Element | None = None


Turn = Callable[[TeamsContext, Activity], Awaitable[Element | None]]


async def answer_activity(context: TeamsContext, body: Mapping[str, Any]) -> Response:
    """Handle one verified activity within the request deadline; what Teams tells of itself is left alone."""
    kind = body.get("name") if body.get("type") == "invoke" else body.get("type")
    turn = _TURNS.get(str(kind))
    if turn is None:
        return Response()
    try:
        activity = parse_activity(body)
    except ValueError:
        log.warning("request.malformed")
        return Response(400)
    if context.tenant not in {"", activity.tenant}:
        log.warning("request.foreign_tenant")
        return Response(403)
    with limit_request(), log_context(workspace=activity.tenant):
        try:
            return Response(body=await turn(context, activity))
        except Exception as error:  # noqa: BLE001 - the SDK would answer 500, without a word to the user
            return Response(body=await _explain(context, activity, error))


async def _explain(context: TeamsContext, activity: Activity, error: Exception) -> Element | None:
    """Apologise without the outbox, which may be what failed; a dialog says it itself."""
    user = UserKey(activity.tenant, activity.user)
    message = await explain_unexpected(context.bot, user, error, line=activity.text, is_stored=has_stored())
    if activity.name in DIALOGS:
        return tell(message)
    if activity.name == SEARCH:
        return suggest([])
    await try_posting(context.connector.send(context.at(activity).at, draw_message(message)))
    return say(DONE) if activity.name == CARD else None


async def _on_message(context: TeamsContext, activity: Activity) -> None:
    """Answer a line, or an action that an older client sends as a message; what is private in the personal chat."""
    interaction, pressed = await context.read(activity), read_pressed(activity)
    reply = await (_perform(context, interaction, pressed) if pressed.name else answer_line(context.bot, interaction))
    personal = activity.place if activity.is_personal else await context.addresses.find_person(interaction.person)
    if not activity.is_personal:
        thread = Address(activity.tenant, activity.conversation, thread=activity.thread)
        if await tell_channel(context.later, interaction, reply, at=thread, is_reached=personal is not None):
            return
    if reply.problems and personal:
        await context.at(activity, personal).post_card(draw_again(pressed.data, reply.problems, is_dialog=False))
        return
    surface = context.at(activity, personal) if reply.form and personal else None
    # A form cannot wait in the outbox: what is said with it goes before it, at once.
    if surface is None or reply.message is None or not await surface.post_card(draw_card(reply.message)):
        address = interaction.person.here.address
        await context.later.send_to(interaction, reply, channel=address, thread=None, only_for=None)
    if surface and reply.form:
        await surface.post_form(reply.form)


async def _on_card(context: TeamsContext, activity: Activity) -> Element:
    """Perform an action of a card, and answer in its place or below it."""
    interaction, pressed = await context.read(activity), read_pressed(activity)
    reply = await _perform(context, interaction, pressed)
    if reply.problems:
        return show(draw_again(pressed.data, reply.problems, is_dialog=False))
    surface = context.at(activity)
    replaces = reply.shown is Shown.REPLACED or pressed.name == SUBMIT
    place = ReplyPlace(url=RESPONSE, replaces=replaces)
    await open_form(surface, reply, place)
    await show_reply(surface, context.later, interaction, reply, place)
    return await surface.finish()


async def _on_fetch(context: TeamsContext, activity: Activity) -> Element:
    """Open the dialog of a button, or say in it why there is none."""
    interaction, pressed = await context.read(activity), read_pressed(activity)
    reply = await _perform(context, interaction, pressed)
    if reply.form is None:
        return tell(reply.message)
    replaced = activity.reply_to if reply.shown is Shown.REPLACED else ""
    place = ReplyPlace(url=activity.reply_to, replaces=bool(replaced))
    await show_reply(context.at(activity), context.later, interaction, reply, place)
    return draw_dialog(reply.form, key=interaction.request_key, shown_in=replaced)


async def _on_shortcut(context: TeamsContext, activity: Activity) -> Element:
    """Open the dialog of a message extension."""
    used = read_used(activity)
    read = replace(await context.read(activity), text=used.text[:LONGEST_INPUT], said_at=used.said_at)
    reply = await handle_shortcut(context.bot, used.name, read)
    return tell(reply.message) if reply.form is None else draw_dialog(reply.form, key=read.request_key, shown_in="")


async def _on_submitted(context: TeamsContext, activity: Activity) -> Element:
    """Take in a dialog, which closes, or stays with the sentences of its problems."""
    data = read_pressed(activity).data
    interaction = _fill(await context.read(activity), data)
    reply = await handle_form(context.bot, str(data.get(FORM) or ""), interaction)
    if reply.problems:
        return draw_again(data, reply.problems, is_dialog=True)
    shown_in = str(data.get(SHOWN_IN) or "")
    place = ReplyPlace(url=shown_in, replaces=bool(shown_in))
    await show_reply(context.at(activity), context.later, interaction, reply, place)
    if reply.form is not None:
        return draw_dialog(reply.form, key=interaction.request_key, shown_in=shown_in)
    # Whoever has no personal chat with the bot reads in the dialog what was kept.
    is_told = activity.is_with_bot or await context.addresses.find_person(interaction.person)
    return tell(None if is_told else reply.message)


async def _on_search(context: TeamsContext, activity: Activity) -> Element:
    """Suggest what matches the text in a field."""
    typed, name = (str(activity.value.get(each) or "") for each in ("queryText", "dataset"))
    interaction = replace(await context.read(activity), text=typed)
    return suggest(await suggest_options(context.bot, name, interaction))


async def _on_installation(context: TeamsContext, activity: Activity) -> None:
    """Have somebody, or a channel, greeted where the bot was added; forget the conversation it was removed from."""
    if activity.action.startswith("add"):
        inviter = await context.identify(activity)
        if not activity.is_personal:
            await handle_invitation(context.bot, inviter, channel=activity.conversation)
            context.later.wake_dispatcher()
    elif person := await context.bot.people.find(activity.tenant, activity.user, now=context.bot.now()):
        await context.addresses.forget(person, address=activity.address)
        context.bot.people.forget(person)  # who may hear of the bot elsewhere from now on


async def _perform(context: TeamsContext, interaction: Interaction, pressed: Pressed) -> Reply:
    if pressed.name == SUBMIT:
        return await handle_form(context.bot, str(pressed.data.get(FORM) or ""), _fill(interaction, pressed.data))
    return await handle_button(
        context.bot, pressed.name, replace(interaction, value=pressed.value, picked=pressed.picked)
    )


def _fill(interaction: Interaction, data: Mapping[str, Any]) -> Interaction:
    """Return a form that is handed in, under the key of the request that opened it: sent twice, it is done once."""
    key = make_key(interaction.person.here.external_id, str(data.get(KEY) or interaction.request_key))
    return replace(
        interaction, request_key=key, value=str(data.get(SUBJECT) or ""), filled=read_filled(data), opens_forms=False
    )


_TURNS: Mapping[str, Turn] = {
    "message": _on_message,
    "installationUpdate": _on_installation,
    CARD: _on_card,
    FETCH: _on_fetch,
    SUBMITTED: _on_submitted,
    USED: _on_shortcut,
    USED_SUBMITTED: _on_submitted,
    SEARCH: _on_search,
}
