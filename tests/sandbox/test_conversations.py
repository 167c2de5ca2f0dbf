"""Conversations with a small real Bolt app, over Slack's protocol."""

from datetime import date, time
from typing import Any

import pytest

from sandbox.entities import View
from sandbox.errors import AnswerRefused, CommandTimedOut, CommandUnknown, NotConnected, NotThere
from sandbox.interactions.forms import NOT_A_NUMBER, REQUIRED, TOO_LONG
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox

Json = dict[str, Any]


async def open_form(sanne: SandboxUser) -> View:
    await sanne.types_command("/log")
    assert sanne.modal is not None
    return sanne.modal


# Commands


async def test_command_is_answered_for_one_pair_of_eyes(
    heard: list[Json], sanne: SandboxUser, oliver: SandboxUser
) -> None:
    shown = await sanne.types_command("/log bezoek Acme", "sales")

    assert shown is not None
    assert shown.text == "Bezoek bij Acme vastgelegd"
    assert shown.plain == ("Bezoek bij Acme vastgelegd\n1 van 1 bezoek vandaag\nAlleen jij ziet dit\nEn verder")
    assert shown.buttons == ["Wijzigen", "Ongedaan maken"]
    assert sanne.visible("sales") == [shown]
    assert oliver.visible("sales") == []
    assert [body["text"] for body in heard] == ["bezoek Acme"]


async def test_command_carries_who_where_and_escaped_text(heard: list[Json], sanne: SandboxUser) -> None:
    await sanne.types_command("/log bezoek De Vries & Zn. <hoi>", "#sales")

    body = heard[0]
    assert (body["command"], body["text"]) == ("/log", "bezoek De Vries &amp; Zn. &lt;hoi&gt;")
    assert (body["user_id"], body["channel_id"], body["channel_name"]) == ("U05SANNE", "C05SALES", "sales")
    assert body["team_id"] == "T05ROTTEK"


async def test_command_without_channel_is_given_in_the_direct_message(heard: list[Json], sanne: SandboxUser) -> None:
    await sanne.types_command("/log bezoek Acme")

    assert heard[0]["channel_name"] == "directmessage"


async def test_command_answered_in_the_channel_is_seen_by_all(
    heard: list[Json], sanne: SandboxUser, oliver: SandboxUser
) -> None:
    await sanne.types_command("/log hardop", "sales")

    assert [message.plain for message in oliver.visible("sales")] == ["Voor iedereen"]
    assert len(heard) == 1


async def test_command_answered_at_the_response_url_is_shown(heard: list[Json], sanne: SandboxUser) -> None:
    shown = await sanne.types_command("/log achteraf")

    assert shown is not None
    assert shown.plain == "Achteraf"
    assert len(heard) == 1


@pytest.mark.slow
@pytest.mark.usefixtures("heard")
async def test_command_times_out_when_it_is_not_acknowledged_in_three_seconds(sanne: SandboxUser) -> None:
    with pytest.raises(CommandTimedOut) as raised:
        await sanne.types_command("/log traag")

    assert str(raised.value) == '/log failed with the error "operation_timeout"'


async def test_command_that_the_app_lacks_does_not_reach_it(heard: list[Json], sanne: SandboxUser) -> None:
    with pytest.raises(CommandUnknown):
        await sanne.types_command("/onzin")

    assert heard == []


@pytest.mark.usefixtures("heard")
async def test_command_with_invalid_blocks_is_refused(sanne: SandboxUser) -> None:
    with pytest.raises(AnswerRefused) as raised:
        await sanne.types_command("/log fout")

    assert raised.value.code == "invalid_blocks"


async def test_command_without_a_bot_fails(sanne: SandboxUser) -> None:
    with pytest.raises(NotConnected):
        await sanne.types_command("/log bezoek Acme")


# Messages


async def test_words_in_the_direct_message_are_heard_and_answered(heard: list[Json], sanne: SandboxUser) -> None:
    await sanne.says("log bezoek Acme", dm=True)

    assert [message.plain for message in sanne.visible("ritme")] == [
        "log bezoek Acme",
        "Gehoord: log bezoek Acme",
    ]
    event = heard[0]["event"]
    assert (event["type"], event["channel_type"], event["user"]) == ("message", "im", "U05SANNE")


async def test_words_in_a_channel_are_heard_when_the_bot_is_mentioned(
    heard: list[Json], sanne: SandboxUser, oliver: SandboxUser
) -> None:
    await sanne.says("sales", "zomaar iets")
    await sanne.says("sales", "<@BOT> ben je er?")

    assert [body["event"]["type"] for body in heard] == ["app_mention"]
    assert heard[0]["event"]["text"] == "<@U05RITME> ben je er?"
    assert [message.plain for message in oliver.visible("sales")] == [
        "zomaar iets",
        "@Ritme ben je er?",
        "Ja?",
    ]


async def test_words_where_the_bot_is_not_are_not_heard(heard: list[Json], sanne: SandboxUser) -> None:
    await sanne.says("random", "<@BOT> ben je er?")

    assert heard == []


async def test_words_with_addresses_arrive_as_links(heard: list[Json], sanne: SandboxUser) -> None:
    await sanne.says("bel acme.nl & mail jan@acme.nl", dm=True)

    assert heard[0]["event"]["text"] == ("bel <http://acme.nl|acme.nl> &amp; mail <mailto:jan@acme.nl|jan@acme.nl>")


# Buttons, selects and pickers


async def test_button_replaces_the_message_it_stands_in(heard: list[Json], sanne: SandboxUser) -> None:
    shown = await sanne.types_command("/log bezoek Acme")
    assert shown is not None

    changed = await sanne.clicks(shown, "Ongedaan maken")

    assert changed is shown
    assert [message.plain for message in sanne.visible()] == ["Ongedaan gemaakt"]
    assert heard[1]["actions"][0]["action_id"] == "undo"


async def test_button_of_an_ephemeral_message_comes_without_the_message(heard: list[Json], sanne: SandboxUser) -> None:
    shown = await sanne.types_command("/log bezoek Acme")
    assert shown is not None

    await sanne.clicks(shown, "undo")

    assert "message" not in heard[1]
    assert heard[1]["container"]["is_ephemeral"] is True


async def test_button_that_is_not_there_cannot_be_clicked(heard: list[Json], sanne: SandboxUser) -> None:
    shown = await sanne.types_command("/log bezoek Acme")
    assert shown is not None

    with pytest.raises(NotThere) as raised:
        await sanne.clicks(shown, "Verwijderen")

    assert raised.value.there == ("Wijzigen", "Ongedaan maken")
    assert len(heard) == 1


@pytest.mark.parametrize(
    ("element", "choice", "expected"),
    [
        ("Volgende stap", date(2026, 3, 20), {"selected_date": "2026-03-20"}),
        ("hour", time(14, 30), {"selected_time": "14:30"}),
        (
            "Soort",
            "Telefoontje",
            {"selected_option": {"text": {"type": "plain_text", "text": "Telefoontje"}, "value": "call"}},
        ),
        ("menu", "wipe", {"selected_option": {"text": {"type": "plain_text", "text": "Wis"}, "value": "wipe"}}),
    ],
)
async def test_choice_reaches_the_bot_and_is_answered(
    heard: list[Json], sanne: SandboxUser, element: str, choice: Any, expected: Json
) -> None:
    shown = await sanne.types_command("/log bezoek Acme")
    assert shown is not None

    answer = await sanne.picks(shown, element, choice)

    assert answer is not None
    assert answer.plain == "Genoteerd"
    action = heard[1]["actions"][0]
    assert {key: action[key] for key in expected} == expected


async def test_choice_is_in_the_state_of_what_follows(heard: list[Json], sanne: SandboxUser) -> None:
    shown = await sanne.types_command("/log bezoek Acme")
    assert shown is not None

    await sanne.picks(shown, "day", "2026-03-20")

    assert heard[1]["state"]["values"]["next"] == {
        "day": {"type": "datepicker", "selected_date": "2026-03-20"},
        "hour": {"type": "timepicker", "selected_time": None},
        "kind": {"type": "static_select", "selected_option": None},
    }


# Modals


async def test_modal_comes_up_with_its_fields(heard: list[Json], sanne: SandboxUser) -> None:
    assert await sanne.types_command("/log") is None

    form = sanne.modal
    assert form is not None
    assert (form.title, form.submit, form.close) == ("Contact wijzigen", "Opslaan", "Annuleren")
    assert form.fields == ["Soort", "Klant", "Aantal", "Dag", "Tijd", "Notitie", "Plaats", "Wie nog meer", "Bijzonder"]
    assert len(heard) == 1


async def test_modal_is_sent_in_with_all_its_values(heard: list[Json], sanne: SandboxUser) -> None:
    form = await open_form(sanne)
    await sanne.picks(form, "Klant", "acme")
    filled = {
        "Soort": "Bezoek",
        "Aantal": "2",
        "Dag": date(2026, 3, 17),
        "time": "14:00",
        "Notitie": "Goed gesprek",
        "Wie nog meer": ["U05OLIVER"],
        "Bijzonder": ["Offerte"],
    }

    assert await sanne.submits(form, filled) is None

    acme = {"text": {"type": "plain_text", "text": "Acme"}, "value": "Acme"}
    assert sanne.modal is None
    assert heard[-1]["view"]["private_metadata"] == "7"
    assert heard[-1]["view"]["state"]["values"] == {
        "kind": {
            "pick": {
                "type": "radio_buttons",
                "selected_option": {"text": {"type": "plain_text", "text": "Bezoek"}, "value": "visit"},
            }
        },
        "account": {"find": {"type": "external_select", "selected_option": acme}},
        "count": {"n": {"type": "number_input", "value": "2"}},
        "day": {"d": {"type": "datepicker", "selected_date": "2026-03-17"}},
        "time": {"t": {"type": "timepicker", "selected_time": "14:00"}},
        "note": {"words": {"type": "plain_text_input", "value": "Goed gesprek"}},
        "place": {"town": {"type": "plain_text_input", "value": None}},
        "with": {"people": {"type": "multi_users_select", "selected_users": ["U05OLIVER"]}},
        "marks": {
            "boxes": {
                "type": "checkboxes",
                "selected_options": [{"text": {"type": "plain_text", "text": "Offerte"}, "value": "quote"}],
            }
        },
    }


async def test_modal_with_empty_fields_is_refused_before_the_bot_hears(heard: list[Json], sanne: SandboxUser) -> None:
    form = await open_form(sanne)

    errors = await sanne.submits(form, {"Aantal": "twee", "Notitie": "x" * 201})

    assert errors == {"kind": REQUIRED, "count": NOT_A_NUMBER, "note": TOO_LONG}
    assert len(heard) == 1


@pytest.mark.usefixtures("heard")
async def test_modal_shows_the_errors_of_the_bot(sanne: SandboxUser) -> None:
    form = await open_form(sanne)

    errors = await sanne.submits(form, {"Soort": "visit", "Notitie": "fout"})

    assert errors == {"note": "Dit kan niet"}
    assert sanne.modal is form


@pytest.mark.usefixtures("heard")
async def test_modal_refuses_errors_for_blocks_it_does_not_have(sanne: SandboxUser) -> None:
    form = await open_form(sanne)

    with pytest.raises(AnswerRefused) as raised:
        await sanne.submits(form, {"Soort": "visit", "Notitie": "verkeerd"})

    assert raised.value.code == "invalid_errors"


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize(
    ("note", "titles"),
    [("verder", ["Contact wijzigen", "Geschiedenis"]), ("anders", ["Geschiedenis"]), ("weg", [])],
)
async def test_modal_follows_what_the_bot_answers(
    sandbox: Sandbox, sanne: SandboxUser, note: str, titles: list[str]
) -> None:
    form = await open_form(sanne)

    assert await sanne.submits(form, {"Soort": "visit", "Notitie": note}) is None

    assert [view.title for view in sandbox.workspace.modals["U05SANNE"]] == titles


async def test_modal_pushed_on_top_goes_back_when_closed(heard: list[Json], sanne: SandboxUser) -> None:
    form = await open_form(sanne)
    await sanne.clicks(form, "Geschiedenis")
    pushed = sanne.modal
    assert pushed is not None
    assert pushed.plain == "Twee eerdere bezoeken"

    await sanne.closes(pushed)

    assert sanne.modal is form
    assert [body["type"] for body in heard if "type" in body] == ["block_actions"]


async def test_modal_keeps_what_was_filled_in_when_the_bot_changes_it(heard: list[Json], sanne: SandboxUser) -> None:
    form = await open_form(sanne)
    await sanne.picks(form, "Soort", "visit")

    await sanne.clicks(form, "Andere vorm")

    assert form.plain.startswith("Een andere vorm\n")
    assert await sanne.submits(form) is None
    assert heard[-1]["view"]["state"]["values"]["kind"]["pick"]["selected_option"]["value"] == "visit"


async def test_modal_tells_the_bot_that_it_was_closed(heard: list[Json], sanne: SandboxUser) -> None:
    form = await open_form(sanne)

    await sanne.closes(form, all_of_them=True)

    assert sanne.modal is None
    assert (heard[-1]["type"], heard[-1]["is_cleared"]) == ("view_closed", True)


async def test_input_that_dispatches_tells_the_bot_at_once_and_others_do_not(
    heard: list[Json], sanne: SandboxUser
) -> None:
    form = await open_form(sanne)

    await sanne.picks(form, "Notitie", "stil")
    await sanne.picks(form, "Plaats", "Delft")

    (body,) = heard[1:]
    assert (body["actions"][0]["action_id"], body["actions"][0]["value"]) == ("town", "Delft")
    assert body["view"]["state"]["values"]["note"]["words"]["value"] == "stil"


async def test_select_that_looks_up_offers_what_fits(heard: list[Json], sanne: SandboxUser) -> None:
    form = await open_form(sanne)

    assert await sanne.looks_up(form, "Klant", "acme") == ["Acme", "Acme Nederland"]
    assert heard[-1]["value"] == "acme"


# Home, profile and channels


async def test_home_is_published_when_it_is_opened(heard: list[Json], sanne: SandboxUser) -> None:
    home = await sanne.opens_home()

    assert home is not None
    assert home.plain == "Jouw dag\n3 van 5 berichten"
    await sanne.clicks(home, "Vastleggen")
    assert sanne.modal is not None
    assert [body["event"]["tab"] for body in heard if "event" in body] == ["home"]


async def test_zone_change_is_told_to_the_bot(heard: list[Json], sanne: SandboxUser) -> None:
    await sanne.changes_zone("Europe/London")

    user = heard[0]["event"]["user"]
    assert (user["id"], user["tz"], user["locale"]) == ("U05SANNE", "Europe/London", "nl-NL")


async def test_invitation_lets_the_bot_hear_a_channel(heard: list[Json], sanne: SandboxUser) -> None:
    await sanne.invites_bot("random")
    await sanne.says("random", "<@BOT> ben je er?")

    assert [body["event"]["type"] for body in heard] == ["member_joined_channel", "app_mention"]
