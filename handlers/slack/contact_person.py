"""The form for somebody at a customer, opened from a plan (Z1)."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.deals.deals import Level
from bot.messages.accounts.contact_person import (
    CONTACT_PERSON_FORM,
    build_contact_person_form,
    build_contact_person_kept,
)
from bot.services.accounts.keep_contact_person import ContactPerson, keep_contact_person
from handlers.slack.desk import Desk
from handlers.slack.entries import action
from handlers.slack.forms import answer_at
from handlers.slack.views import open_form, read_place, read_subject, read_values


def register_contact_person(app: AsyncApp, desk: Desk) -> None:
    """Listen to the button that opens the form, and to the form."""

    @app.action(action("contact_open"))
    async def on_open(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        account_id = int(body["actions"][0]["value"])
        await open_form(client, body, build_contact_person_form(desk.bot.speak(person.rep), account_id=account_id))
        await ack()

    @app.view(CONTACT_PERSON_FORM)
    async def on_submit(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        view = body["view"]
        values = read_values(view)
        somebody = ContactPerson(
            name=(values["name"] or "").strip(),
            role=(values["role"] or "").strip(),
            level=Level(values["level"] or Level.USER),
        )
        account = await keep_contact_person(
            desk.bot.database, rep=person.rep, account_id=int(read_subject(view)), person=somebody
        )
        await ack()
        message = build_contact_person_kept(
            desk.bot.speak(person.rep), name=somebody.name, account=account.name, level=somebody.level
        )
        await answer_at(desk, read_place(view), body, person=person, message=message)
