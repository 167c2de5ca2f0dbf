"""The form with a rep's settings: opened by a word or a button, checked, and stored."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.people.people import Rep, Targets
from bot.domain.people.rhythm import Intensity, Wishes, find_wish_problems
from bot.messages.people.settings_form import PARTS, SETTINGS_FORM, SWITCHABLE, build_settings_form
from bot.messages.rhythm.rhythm_answers import build_settings_saved
from bot.messages.text.words import load_words
from bot.services.people.people_book import Person
from bot.services.rhythm.save_settings import Settings, save_settings
from handlers.slack.desk import Desk
from handlers.slack.entries import action
from handlers.slack.forms import answer_at
from handlers.slack.views import open_form, read_checks, read_place, read_values

SETTINGS_WORDS = frozenset({"instellingen", "settings"})
TIMES = ("morning_at", "catch_up_at", "wrap_up_at", "quiet_from", "quiet_until")


def register_settings(app: AsyncApp, desk: Desk) -> None:
    """Listen to the button that opens the form, and to the form."""

    @app.action(action("settings_open"))
    async def on_open(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await open_settings(desk, client, body, person=await desk.meet(body, client))
        await ack()

    @app.view(SETTINGS_FORM)
    async def on_submit(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        person = await desk.meet(body, client)
        view = body["view"]
        settings = read_settings(view, person.rep)
        targets = settings.targets
        problems = find_wish_problems(
            Wishes(rhythm=settings.rhythm, targets=(targets.message, targets.call, targets.visit))
        )
        if problems:
            words = desk.bot.speak(person.rep)
            errors = {field: words.plain(f"settings_form.{code}") for field, code in problems.items()}
            await ack(response_action="errors", errors=errors)
            return
        rep = await save_settings(desk.bot.database, rep=person.rep, settings=settings, now=desk.bot.now())
        desk.bot.people.forget(person)
        await ack()
        place = read_place(view)
        if place.url:  # else it was opened on the rep's own page, which shows it from now on
            message = build_settings_saved(load_words(rep.language), rep)
            await answer_at(desk, place, body, person=person, message=message)


async def open_settings(desk: Desk, client: AsyncWebClient, body: Mapping[str, Any], *, person: Person) -> None:
    """Show a rep's settings."""
    await open_form(client, body, build_settings_form(desk.bot.speak(person.rep), person.rep))


def read_settings(view: Mapping[str, Any], rep: Rep) -> Settings:
    """Return what was filled in; an empty time keeps what it was."""
    values = read_values(view)
    return Settings(
        rhythm=replace(
            rep.rhythm,
            intensity=Intensity(values["intensity"] or rep.rhythm.intensity),
            switched_off=read_switched_off(view),
            **_read_times(values),
        ),
        targets=Targets(
            message=int(values["target_message"] or 0),
            call=int(values["target_call"] or 0),
            visit=int(values["target_visit"] or 0),
        ),
        language=values["language"] or rep.language,
    )


def read_switched_off(view: Mapping[str, Any]) -> frozenset[str]:
    """Return everything that is not ticked."""
    fields = {"wanted": SWITCHABLE, **PARTS}
    return frozenset(code for name, codes in fields.items() for code in set(codes) - read_checks(view, name))


def _read_times(values: Mapping[str, str | None]) -> dict[str, Any]:
    return {name: time.fromisoformat(found) for name in TIMES if (found := values[name])}
