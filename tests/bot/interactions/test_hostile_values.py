"""Forged values that no form or button produces get an error message, never an unexpected error."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bot.interactions.interaction import Filled, Reply
from bot.interactions.table import FORMS
from bot.messages.text.message import (
    AccountField,
    ChannelField,
    ChecksField,
    ChoiceField,
    DateField,
    Field,
    Form,
    NumberField,
    PeopleField,
    TextField,
    TimeField,
)
from bot.services.bot import Bot
from tests.bot.interactions.case import Case
from tests.bot.interactions.catalogue import PICKERS, list_buttons, list_cases, list_forms
from tests.bot.interactions.world import World

NUMBERS = ("-1", "0", "201", "2147483648", "99999999999999999999", "1.5", "1e3", "²", "٣", "x", "nan", "1_0")
DAYS = ("0001-01-01", "1899-12-31", "9999-12-31", "2026-02-30", "20260318", "x", "2026-03-18T10:00")
TIMES = ("25:00", "10:00+02:00", "10:00:00.5", "x", "24:00")
TEXTS = ("", " ", "\x00", "\ud800", "a" * 3_001, "\u200f", "💥" * 300)
CHOICES = ("x", "", "0", "🙂", "new:", "new:\x00", "2147483648", "99999999999999999999", "-1", "abc")
EXPIRED = "Deze knop is verlopen. Vraag het opnieuw, dan krijg je verse knoppen."
# Commands and buttons that open a form, besides those whose name says so.
OPENS = frozenset(
    {
        *("log", "ask", "account_merge", "account_quiet_on"),
        *("meeting_note", "question_give", "steps_choose", "team_target", "channel_choose"),
    }
)
MORE_SETTINGS = Case("command", "ritme", "instellingen meer")
HOSTILE: dict[type[Field], tuple[str, ...]] = {
    TextField: TEXTS,
    AccountField: (*CHOICES, "new:" + "a" * 300),
    NumberField: NUMBERS,
    ChoiceField: (*CHOICES, *NUMBERS),
    DateField: DAYS,
    TimeField: TIMES,
    ChannelField: ("C05VERKOOP", "\x00"),
}


async def list_shown(bot: Bot, world: World) -> dict[str, Form]:
    """Return every form by name, as shown to Anna."""
    shown = {}
    for case in (*list_cases(world), MORE_SETTINGS):
        if case is MORE_SETTINGS or case.name in OPENS or case.name.endswith(("open", "change", "edit")):
            form = (await case.perform(bot, world.anna)).form
            if form is not None:
                shown[form.name] = form
    return shown


def list_hostile(form: Form, case: Case) -> Iterator[tuple[Case, bool]]:
    """Return the form filled in validly, except for one field, and whether it is the last of that field."""
    values, checks = case.filled.values, case.filled.checks
    for field in form.fields:
        if isinstance(field, ChecksField | PeopleField):
            yield replace(case, filled=Filled(values, {**checks, field.name: frozenset(CHOICES)})), True
            continue
        hostile = HOSTILE[type(field)]
        for value in (None, *hostile):
            yield replace(case, filled=Filled({**values, field.name: value}, checks)), value is hostile[-1]


def is_answered(reply: Reply) -> bool:
    return bool(reply.message or reply.form or reply.problems or reply == Reply())


async def try_out(bot: Bot, world: World, case: Case, key: str, *, is_last: bool) -> str:
    """Return the fault, or "" if this request and the overviews after it were all answered.

    A value that was refused is followed by the overviews with the last one of its field only.
    """
    for each in (case, *AFTERWARDS):
        try:
            reply = await each.perform(bot, world.anna, key=key)
        except Exception as error:  # noqa: BLE001 - any error is what this looks for
            return f"{case.id} {case.filled}: {each.id} raised {error!r:.200}"
        if not is_answered(reply):
            return f"{case.id} {case.filled}: no answer to {each.id}"
        if reply.problems and not is_last:
            break
    return ""


AFTERWARDS = tuple(
    Case("command", name, text=text)
    for name, text in (
        ("log", "list"),
        ("ritme", ""),
        ("ritme", "week"),
        ("ritme", "jaar"),
        ("deal", "Kwartel"),
        ("ask", "Kwartel"),
        ("feedback", ""),
        ("lessons", ""),
        ("ritme", "instellingen"),
    )
)


@pytest.mark.slow
async def test_every_field_of_every_form_answers_hostile_values(bot: Bot, world: World) -> None:
    shown = await list_shown(bot, world)
    assert set(shown) == set(FORMS)
    hostile = [each for case in list_forms(world) for each in list_hostile(shown[case.name], case)]
    assert len(hostile) > 300
    tried = [
        await try_out(bot, world, case, f"hostile:{number}", is_last=is_last)
        for number, (case, is_last) in enumerate(hostile)
    ]
    if failures := [each for each in tried if each]:
        pytest.fail("\n".join(failures), pytrace=False)


async def test_a_number_out_of_range_is_said_at_its_field(bot: Bot, world: World) -> None:
    forms = {case.name: case for case in list_forms(world)}
    for name, field, sentence in (
        ("log_form", "count", "Vul hier een heel getal in van 1 tot en met 200."),
        ("settings_form", "target_visit", "Vul hier een heel getal in van 0 tot en met 50."),
        ("feedback", "score", "Vul hier een heel getal in van 0 tot en met 10."),
    ):
        for number in ("-1", "201", "1.5", "x", "99999999999999999999"):
            case = replace(forms[name], filled=Filled({**forms[name].filled.values, field: number}))
            assert (await case.perform(bot, world.anna)).problems == {field: sentence}


@pytest.mark.parametrize("day", [date.min, date(1899, 12, 31), date(2100, 1, 1), date.max])
async def test_a_day_that_nobody_means_is_refused_by_every_calendar(bot: Bot, world: World, day: date) -> None:
    for case in list_buttons(world):
        if case.name in PICKERS:
            reply = await replace(case, picked=day).perform(bot, world.anna)
            assert reply.message is not None
            assert reply.message.lines == ["Die dag kan niet: kies er een van 2000 tot en met 2099."]


@pytest.mark.parametrize("number", [2**31, 2**63, 2**200])
async def test_an_id_that_no_database_takes_is_a_sentence_under_every_button(
    bot: Bot, world: World, number: int
) -> None:
    foreign = Case("form", "playbook", value="xx", filled=Filled(values={"text": ""}))
    assert (await foreign.perform(bot, world.anna)).problems == {"": EXPIRED}
    for case in [*list_buttons(world), *list_forms(world)]:
        written = case.by(world.anna).value
        ids = [part for part in written.split(":") if part.isdecimal()]
        value = ":".join(str(number) if part.isdecimal() else part for part in written.split(":"))
        if ids and case.record is not None:
            said = replace(case, record=None, value=value)
            assert is_answered(await said.perform(bot, world.anna)), said.id
