"""The Web API, called with Slack's client: as strict as Slack, with the same error codes."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.api.files import write_file
from sandbox.entities import Channel, User
from sandbox.manifest import follow_manifest
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.sandbox.tiny_bot import FORM, HISTORY, HOME, plain, section

Json = dict[str, Any]


async def refusal(call: Any) -> Json:
    """Await a call that is refused, and return the response."""
    with pytest.raises(SlackApiError) as raised:
        await call
    answer: Json = raised.value.response.data
    return answer


async def error_of(call: Any) -> str:
    return str((await refusal(call))["error"])


def trigger(sandbox: Sandbox, user_id: str = "U05SANNE", **more: Any) -> str:
    return sandbox.stage.triggers.issue(user_id, **more)


# Tokens and scopes


async def test_token_is_told_whose_it_is_and_what_it_may(client: AsyncWebClient) -> None:
    response = await client.auth_test()

    assert (response["team_id"], response["user_id"], response["bot_id"]) == (
        "T05ROTTEK",
        "U05RITME",
        "B05RITME",
    )
    assert "chat:write" in response.headers["x-oauth-scopes"].split(",")


@pytest.mark.parametrize(("token", "code"), [("", "not_authed"), ("xoxb-wrong", "invalid_auth")])
async def test_call_without_the_right_token_is_refused(sandbox: Sandbox, token: str, code: str) -> None:
    client = AsyncWebClient(token=token, base_url=sandbox.base_url, retry_handlers=[])

    assert await error_of(client.auth_test()) == code


async def test_bot_token_opens_no_connection(sandbox: Sandbox, client: AsyncWebClient) -> None:
    assert await error_of(client.apps_connections_open(app_token=sandbox.bot_token)) == "not_allowed_token_type"


async def test_call_without_its_scope_is_refused_and_told_which(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.workspace.scopes = frozenset({"commands"})

    answer = await refusal(client.chat_postMessage(channel="C05SALES", text="hoi"))

    assert (answer["error"], answer["needed"], answer["provided"]) == ("missing_scope", "chat:write", "commands")


async def test_manifest_decides_on_commands_scopes_and_events(sandbox: Sandbox, client: AsyncWebClient) -> None:
    manifest = {
        "features": {"slash_commands": [{"command": "/deal", "description": "Deals"}]},
        "oauth_config": {"scopes": {"bot": ["chat:write"]}},
        "settings": {"event_subscriptions": {"bot_events": ["message.im"]}},
    }

    follow_manifest(sandbox.workspace, manifest)

    assert [command.name for command in sandbox.workspace.commands] == ["/deal"]
    assert sandbox.workspace.events == frozenset({"message.im"})
    assert await error_of(client.users_info(user="U05SANNE")) == "missing_scope"


async def test_unknown_method_is_refused(client: AsyncWebClient) -> None:
    answer = await refusal(client.api_call("chat.sing"))

    assert (answer["error"], answer["req_method"]) == ("unknown_method", "chat.sing")


async def test_missing_argument_is_refused(client: AsyncWebClient) -> None:
    answer = await refusal(client.api_call("chat.postMessage", json={"text": "hoi"}))

    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]


# Messages


async def test_message_is_posted_where_the_bot_is(client: AsyncWebClient, sanne: SandboxUser) -> None:
    response = await client.chat_postMessage(channel="C05SALES", text="A &amp; B", blocks=[section("*A* &amp; B")])

    (message,) = sanne.visible("sales")
    assert (message.ts, message.text, message.plain) == (response["ts"], "A &amp; B", "A & B")
    assert response["message"]["bot_id"] == "B05RITME"


async def test_message_to_a_person_is_posted_in_the_direct_message(client: AsyncWebClient, sanne: SandboxUser) -> None:
    response = await client.chat_postMessage(channel="U05SANNE", text="Goedemorgen")

    assert response["channel"] == "D05SANNE"
    assert [message.plain for message in sanne.visible()] == ["Goedemorgen"]


@pytest.mark.parametrize(("channel", "code"), [("C05RANDOM", "not_in_channel"), ("C0NONE", "channel_not_found")])
async def test_message_where_the_bot_is_not_is_refused(client: AsyncWebClient, channel: str, code: str) -> None:
    assert await error_of(client.chat_postMessage(channel=channel, text="hoi")) == code


async def test_private_channel_without_the_bot_does_not_exist_for_it(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.workspace.channels.append(Channel("G05BOSS", "directie", ["U05MARIEKE"], is_private=True))

    assert await error_of(client.conversations_info(channel="G05BOSS")) == "channel_not_found"


async def test_message_with_invalid_blocks_is_refused_and_told_where(client: AsyncWebClient) -> None:
    call = client.chat_postMessage(channel="C05SALES", text="hoi", blocks=[section("x" * 3001)])

    answer = await refusal(call)

    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"blocks": [section("x" * 3000)] * 4 + [section("x" * 1201)], "text": "x"}, "msg_blocks_too_long"),
        ({"blocks": "geen lijst", "text": "x"}, "invalid_blocks_format"),
        ({"blocks": [TABLE, TABLE], "text": "x"}, "invalid_attachments"),
        ({"text": ""}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "x", "metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        ({"text": "x", "attachments": [{"text": "x"}]}, "invalid_attachments"),
    ],
)
async def test_message_that_slack_would_not_take_is_refused(client: AsyncWebClient, body: Json, code: str) -> None:
    call = client.api_call("chat.postMessage", json={"channel": "C05SALES", **body})

    assert await error_of(call) == code


async def test_message_in_a_form_is_read_too(client: AsyncWebClient, sanne: SandboxUser) -> None:
    blocks = '[{"type": "header", "text": {"type": "plain_text", "text": "Hoi"}}]'

    await client.api_call("chat.postMessage", params={"channel": "C05SALES", "text": "Hoi", "blocks": blocks})

    assert [message.plain for message in sanne.visible("sales")] == ["Hoi"]


async def test_message_without_fallback_is_taken_but_noted(sandbox: Sandbox, client: AsyncWebClient) -> None:
    response = await client.api_call("chat.postMessage", json={"channel": "C05SALES", "blocks": [section("Hoi")]})

    assert response["warning"] == "missing_text_in_message"
    assert sandbox.workspace.complaints == ["chat.postMessage: blocks without a fallback text"]


async def test_message_is_changed_and_taken_away(client: AsyncWebClient, sanne: SandboxUser) -> None:
    posted = await client.chat_postMessage(channel="C05SALES", text="een")

    await client.chat_update(channel="C05SALES", ts=posted["ts"], text="twee")
    assert [message.plain for message in sanne.visible("sales")] == ["twee"]
    await client.chat_delete(channel="C05SALES", ts=posted["ts"])
    assert sanne.visible("sales") == []


async def test_message_of_a_person_cannot_be_changed(client: AsyncWebClient, sanne: SandboxUser) -> None:
    said = await sanne.says("sales", "van mij")

    assert await error_of(client.chat_update(channel="C05SALES", ts=said.ts, text="x")) == "cant_update_message"
    assert await error_of(client.chat_delete(channel="C05SALES", ts=said.ts)) == "cant_delete_message"


async def test_ephemeral_message_is_for_one_and_not_in_history(
    client: AsyncWebClient, sanne: SandboxUser, oliver: SandboxUser
) -> None:
    posted = await client.chat_postEphemeral(channel="C05SALES", user="U05SANNE", text="Psst")

    history = await client.conversations_history(channel="C05SALES")
    changed = client.chat_update(channel="C05SALES", ts=posted["message_ts"], text="x")
    assert [message.plain for message in sanne.visible("sales")] == ["Psst"]
    assert oliver.visible("sales") == []
    assert history["messages"] == []
    assert await error_of(changed) == "message_not_found"


async def test_ephemeral_message_to_somebody_elsewhere_is_refused(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.workspace.add_user(User("U05NEW", "nieuw", "Nieuw Iemand"))

    call = client.chat_postEphemeral(channel="C05SALES", user="U05NEW", text="Psst")

    assert await error_of(call) == "user_not_in_channel"


async def test_history_is_newest_first_and_carries_metadata_when_asked(client: AsyncWebClient) -> None:
    metadata = {"event_type": "delivery", "event_payload": {"id": "7"}}
    await client.chat_postMessage(channel="U05SANNE", text="een", metadata=metadata)
    second = await client.chat_postMessage(channel="U05SANNE", text="twee")

    all_of_it = await client.conversations_history(channel="D05SANNE", include_all_metadata=True)
    page = await client.conversations_history(channel="D05SANNE", limit=1)
    older = await client.conversations_history(channel="D05SANNE", latest=second["ts"])

    assert [(each["text"], each.get("metadata")) for each in all_of_it["messages"]] == [
        ("twee", None),
        ("een", metadata),
    ]
    assert [each["text"] for each in page["messages"]] == ["twee"]
    assert page["has_more"] is True
    assert [(each["text"], each.get("metadata")) for each in older["messages"]] == [("een", None)]


async def test_timestamps_come_from_the_clock_and_always_rise(sandbox: Sandbox, client: AsyncWebClient) -> None:
    stamps = [(await client.chat_postMessage(channel="C05SALES", text=str(n)))["ts"] for n in range(5)]

    assert stamps == sorted(set(stamps))
    assert abs(float(stamps[0]) - sandbox.clock.now().timestamp()) < 10


# People and channels


async def test_person_is_told_with_zone_and_with_locale_when_asked(client: AsyncWebClient) -> None:
    oliver = (await client.users_info(user="U05OLIVER", include_locale=True))["user"]
    sanne = (await client.users_info(user="U05SANNE"))["user"]

    assert (oliver["tz"], oliver["locale"], oliver["is_bot"]) == ("Europe/London", "en-GB", False)
    assert (sanne["tz"], "locale" in sanne) == ("Europe/Amsterdam", False)
    assert await error_of(client.users_info(user="U0NONE")) == "user_not_found"


async def test_stranger_is_told_apart(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.workspace.add_user(User("U05GUEST", "gast", "Gast", is_stranger=True))

    guest = (await client.users_info(user="U05GUEST"))["user"]

    assert guest["is_stranger"] is True
    assert guest["team_id"] != "T05ROTTEK"


async def test_channels_are_listed_by_type_and_joined(client: AsyncWebClient) -> None:
    public = (await client.conversations_list())["channels"]
    direct = (await client.conversations_list(types="im"))["channels"]
    await client.conversations_join(channel="C05RANDOM")
    random = (await client.conversations_info(channel="C05RANDOM"))["channel"]

    assert [(each["name"], each["is_member"]) for each in public] == [
        ("algemeen", False),
        ("sales", True),
        ("random", False),
    ]
    assert [each["user"] for each in direct] == ["U05SANNE", "U05OLIVER", "U05MARIEKE"]
    assert random["is_member"] is True
    members = await client.conversations_members(channel="C05RANDOM")
    assert members["members"] == ["U05SANNE", "U05OLIVER", "U05MARIEKE", "U05RITME"]


async def test_direct_message_is_opened_once(client: AsyncWebClient) -> None:
    first = await client.conversations_open(users="U05SANNE")
    second = await client.conversations_open(users=["U05SANNE"])

    assert first["channel"]["id"] == second["channel"]["id"] == "D05SANNE"


# Views


async def test_modal_opens_once_per_trigger(sandbox: Sandbox, client: AsyncWebClient, sanne: SandboxUser) -> None:
    trigger_id = trigger(sandbox)

    response = await client.views_open(trigger_id=trigger_id, view=FORM)

    assert sanne.modal is not None
    assert (response["view"]["id"], response["view"]["hash"]) == (sanne.modal.id, sanne.modal.hash)
    assert await error_of(client.views_open(trigger_id=trigger_id, view=FORM)) == "exchanged_trigger_id"
    assert await error_of(client.views_open(trigger_id="1.2.x", view=FORM)) == "invalid_trigger_id"


async def test_modal_that_slack_would_not_take_is_refused(sandbox: Sandbox, client: AsyncWebClient) -> None:
    view = {**FORM, "title": plain("x" * 25)}

    answer = await refusal(client.views_open(trigger_id=trigger(sandbox), view=view))

    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]


async def test_modal_that_is_too_large_is_refused(sandbox: Sandbox, client: AsyncWebClient) -> None:
    view = {**HISTORY, "blocks": [section("x" * 3000)] * 90}

    call = client.views_open(trigger_id=trigger(sandbox), view=view)

    assert await error_of(call) == "view_too_large"


async def test_modals_are_stacked_three_high(sandbox: Sandbox, client: AsyncWebClient, sanne: SandboxUser) -> None:
    await client.views_open(trigger_id=trigger(sandbox), view=FORM)

    async def push() -> Any:
        assert sanne.modal is not None
        trigger_id = trigger(sandbox, view_id=sanne.modal.id)
        return await client.views_push(trigger_id=trigger_id, view=HISTORY)

    await push()
    third = await push()
    assert await error_of(push()) == "push_limit_reached"
    assert third["view"]["root_view_id"] == sandbox.workspace.modals["U05SANNE"][0].id


async def test_modal_is_not_pushed_from_outside_one(sandbox: Sandbox, client: AsyncWebClient) -> None:
    assert await error_of(client.views_push(trigger_id=trigger(sandbox), view=HISTORY)) == "not_found"


async def test_view_is_changed_only_by_who_knows_its_latest_version(
    sandbox: Sandbox, client: AsyncWebClient, sanne: SandboxUser
) -> None:
    opened = (await client.views_open(trigger_id=trigger(sandbox), view=FORM))["view"]

    await client.views_update(view_id=opened["id"], hash=opened["hash"], view=HISTORY)

    assert sanne.modal is not None
    assert sanne.modal.title == "Geschiedenis"
    late = client.views_update(view_id=opened["id"], hash=opened["hash"], view=FORM)
    assert await error_of(late) == "hash_conflict"
    assert await error_of(client.views_update(view_id="V0NONE", view=FORM)) == "not_found"


async def test_view_is_found_by_its_own_external_id(sandbox: Sandbox, client: AsyncWebClient) -> None:
    await client.views_open(trigger_id=trigger(sandbox), view={**FORM, "external_id": "mine"})

    response = await client.views_update(external_id="mine", view=HISTORY)
    again = client.views_open(trigger_id=trigger(sandbox, "U05OLIVER"), view={**FORM, "external_id": "mine"})

    assert response["view"]["callback_id"] == "history"
    assert (await again)["ok"] is True


async def test_external_id_is_given_once(sandbox: Sandbox, client: AsyncWebClient) -> None:
    await client.views_open(trigger_id=trigger(sandbox), view={**FORM, "external_id": "mine"})

    call = client.views_open(trigger_id=trigger(sandbox, "U05OLIVER"), view={**FORM, "external_id": "mine"})

    assert await error_of(call) == "duplicate_external_id"


async def test_home_is_published_only_over_the_version_known(client: AsyncWebClient, sanne: SandboxUser) -> None:
    first = (await client.views_publish(user_id="U05SANNE", view=HOME))["view"]
    await client.views_publish(user_id="U05SANNE", view=HOME, hash=first["hash"])

    late = client.views_publish(user_id="U05SANNE", view=HOME, hash=first["hash"])

    assert await error_of(late) == "hash_conflict"
    assert await error_of(client.views_publish(user_id="U05SANNE", view=FORM)) == "invalid_arguments"
    assert sanne.home is not None
    assert sanne.home.id == first["id"]


# Files and the rest


async def test_file_is_uploaded_shared_and_served(client: AsyncWebClient, sanne: SandboxUser) -> None:
    await client.files_upload_v2(
        channel="C05SALES", filename="week.png", content=b"\x89PNG", title="De week", initial_comment="Kijk"
    )

    (message,) = sanne.visible("sales")
    assert (message.text, [file.title for file in message.files]) == ("Kijk", ["De week"])
    address = f"{client.base_url.removesuffix('api/')}files/{message.files[0].id}/week.png"
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        assert (response.content_type, await response.read()) == ("image/png", b"\x89PNG")


async def test_file_that_is_no_image_is_only_offered_for_download(client: AsyncWebClient, sanne: SandboxUser) -> None:
    await client.files_upload_v2(channel="C05SALES", filename="x.html", content=b"<script>")

    (message,) = sanne.visible("sales")
    address = f"{client.base_url.removesuffix('api/')}files/{message.files[0].id}/x.html"
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"] == "attachment"


async def test_file_of_a_user_reaches_the_bot_and_is_fetched_with_its_token(
    sandbox: Sandbox, client: AsyncWebClient, sanne: SandboxUser
) -> None:
    message = await sanne.uploads("map/klanten €.csv", b"naam", text="kijk")

    assert (message.text, [file.name for file in message.files]) == ("kijk", ["klanten €.csv"])
    address = write_file(sandbox.stage, message.files[0])["url_private"]
    async with aiohttp.ClientSession() as session:
        found = []
        for token in (client.token, "xoxb-other"):
            headers = {"Authorization": f"Bearer {token}"}
            async with session.get(address, headers=headers, allow_redirects=False) as response:
                found.append((response.status, await response.read()))
    assert found == [(200, b"naam"), (302, b"")]


async def test_reaction_is_added_once(client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="C05SALES", text="hoi")

    await client.reactions_add(channel="C05SALES", timestamp=posted["ts"], name="tada")

    again = client.reactions_add(channel="C05SALES", timestamp=posted["ts"], name="tada")
    assert await error_of(again) == "already_reacted"


async def test_rest_of_the_methods_answer(sandbox: Sandbox, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="C05SALES", text="hoi")
    link = await client.chat_getPermalink(channel="C05SALES", message_ts=posted["ts"])

    assert (await client.api_test())["ok"] is True
    assert (await client.team_info())["team"]["name"] == "Rotterdam Techniek"
    assert (await client.bots_info(bot="B05RITME"))["bot"]["user_id"] == "U05RITME"
    assert [each["id"] for each in (await client.users_list())["members"]] == [
        user.id for user in sandbox.workspace.users
    ]
    assert link["permalink"] == f"{sandbox.address}archives/C05SALES/p{posted['ts'].replace('.', '')}"
