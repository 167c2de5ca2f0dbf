"""The form of an activity: what is filled in is checked and stored, and account names are suggested."""

from datetime import date, time
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.domain.log.activity import Kind
from bot.messages.log.log_form import LOG_FORM
from bot.messages.text.message import Message
from bot.services.answer_logged import answer_logged
from bot.services.log.change_entry import find_entry
from bot.services.log.submit_form import Filled, find_problems, submit_form
from bot.services.log.suggest_accounts import suggest_accounts
from bot.services.people.people_book import Person
from handlers.slack.blocks import draw_reply
from handlers.slack.desk import Desk
from handlers.slack.incoming import read_request_key
from handlers.slack.views import ReplyPlace, draw_option, read_place, read_subject, read_values

OK = 200


def register_forms(app: AsyncApp, desk: Desk) -> None:
    """Listen to the form, and to what is typed in its account field."""

    @app.view(LOG_FORM)
    async def on_submit(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        rep, view, now = person.rep, body["view"], desk.bot.now()
        words = desk.bot.speak(rep)
        filled, subject = read_filled(view), read_subject(view)
        agreed = await find_agreed_day(desk, person, subject)
        problems = find_problems(filled, today=now.astimezone(rep.zone).date(), agreed=agreed)
        if problems:
            errors = {field: words.plain(f"log_form.{block}") for field, block in problems.items()}
            await ack(response_action="errors", errors=errors)
            return
        logged = await submit_form(
            desk.bot,
            rep=rep,
            filled=filled,
            entry_id=int(subject) if subject else None,
            request_key=read_request_key(body),
            now=now,
        )
        await ack()
        place = read_place(view)
        if not place.url:  # opened on the rep's own page, which draws itself again
            return
        message = await answer_logged(desk.bot, person=person, logged=logged, changed=bool(subject))
        await answer_at(desk, place, body, person=person, message=message)

    @app.options("account")
    async def on_typing(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        options = await suggest_accounts(desk.bot, rep=person.rep, typed=body.get("value") or "")
        await ack(options=[draw_option(option) for option in options])


def read_filled(view: dict[str, Any]) -> Filled:
    """Return what was filled in, in the terms of the domain."""
    values = read_values(view)
    day, next_date, next_time = values["day"], values["next_date"], values["next_time"]
    return Filled(
        kind=Kind(values["kind"] or Kind.VISIT),
        account=values["account"],
        count=int(values["count"] or 1),
        day=date.fromisoformat(day) if day else date.max,
        note=values["note"] or "",
        next_date=date.fromisoformat(next_date) if next_date else None,
        next_time=time.fromisoformat(next_time) if next_time else None,
    )


async def find_agreed_day(desk: Desk, person: Person, subject: str) -> date | None:
    """Return the day of the next step that the edited entry has, None for a new entry or one without."""
    if not subject:
        return None
    entry = await find_entry(desk.bot.database, rep=person.rep, entry_id=int(subject))
    return entry.next_step.date if entry.next_step else None


async def answer_at(desk: Desk, place: ReplyPlace, body: dict[str, Any], *, person: Person, message: Message) -> None:
    """Show the answer where the form was opened, or as a direct message when that is not possible any more."""
    reply = draw_reply(message)
    shown = await AsyncWebhookClient(place.url).send(
        text=reply["text"],
        blocks=reply["blocks"],
        response_type="ephemeral",
        replace_original=place.replaces,
    )
    if shown.status_code == OK:
        return
    await desk.reply_later(body, person=person, channel=person.rep.address, message=message)
