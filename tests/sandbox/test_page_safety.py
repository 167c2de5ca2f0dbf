"""The page's server: access control, escaping, and texts in both languages."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

import sandbox.page
from sandbox.errors import SetupWrong
from sandbox.page.templating import PageRenderer
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.sandbox.tiny_bot import FORM, HOME, section

Json = dict[str, Any]
HERE = Path(sandbox.page.__file__).parent
PARTS = [
    *("/", "/part/messages", "/part/sidebar", "/part/home", "/part/modal", "/part/clock"),
    *("/static/page.js", "/static/early.js", "/teams", "/teams/state", "/static/adaptivecards/adaptivecards.min.js"),
]


async def get(sandbox: Sandbox, path: str, **headers: str) -> aiohttp.ClientResponse:
    async with aiohttp.ClientSession() as session, session.get(sandbox.address + path[1:], headers=headers) as response:
        await response.read()
        return response


async def post(sandbox: Sandbox, deed: str, asked: Json, **headers: str) -> tuple[int, Json]:
    address = f"{sandbox.address}do/{deed}"
    async with aiohttp.ClientSession() as session, session.post(address, json=asked, headers=headers) as response:
        return response.status, await response.json()


# Access control


async def test_sandbox_serves_this_machine_only() -> None:
    from sandbox.clock import MovableClock  # noqa: PLC0415 - the name `sandbox` is the room here, not the fixture
    from sandbox.example import build_example  # noqa: PLC0415 - idem

    with pytest.raises(SetupWrong):
        await Sandbox(workspace=build_example(), clock=MovableClock()).start(host="0.0.0.0")  # noqa: S104 - refused


@pytest.mark.parametrize("path", ["/", "/api/auth.test", "/live"])
async def test_request_by_another_host_name_is_refused(sandbox: Sandbox, path: str) -> None:
    response = await get(sandbox, path, Host="evil.example:80")

    assert response.status == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
async def test_post_from_another_site_is_refused(sandbox: Sandbox, sanne: SandboxUser, origin: str) -> None:
    asked = {"as": "U05SANNE", "channel": "C05SALES", "text": "hoi"}

    status, _ = await post(sandbox, "say", asked, Origin=origin)

    assert status == 403
    assert sanne.visible("sales") == []


async def test_post_from_the_page_itself_is_done(sandbox: Sandbox, sanne: SandboxUser) -> None:
    asked = {"as": "U05SANNE", "channel": "C05SALES", "text": "hoi"}

    status, answer = await post(sandbox, "say", asked, Origin=sandbox.address.rstrip("/"))

    assert (status, answer) == (200, {})
    assert [message.plain for message in sanne.visible("sales")] == ["hoi"]


@pytest.mark.parametrize("path", PARTS)
async def test_everything_is_served_under_a_policy_that_allows_only_itself(sandbox: Sandbox, path: str) -> None:
    response = await get(sandbox, path)

    assert response.status == 200
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; ")


# Escaping


async def test_nothing_of_the_page_points_outside() -> None:
    # Microsoft's library names the pages of its manual; a test in a browser watches that it asks for nothing.
    ours = [path for path in HERE.rglob("*") if path.parent.name != "adaptivecards"]
    found = [
        (path.name, address)
        for path in ours
        if path.suffix in {".html", ".css", ".js", ".svg"}
        for address in re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"')]*", path.read_text())
    ]

    assert found == [("icon.svg", "http://www.w3.org/2000/svg")]


HOSTILE = "<img src=x onerror=alert(1)>"


async def test_hostile_text_is_escaped_wherever_it_stands(
    sandbox: Sandbox, client: AsyncWebClient, sanne: SandboxUser
) -> None:
    await sanne.says("sales", HOSTILE)
    label = {"type": "plain_text", "text": HOSTILE}
    button = {
        "type": "button",
        "text": label,
        "action_id": HOSTILE,
        "value": HOSTILE,
        "confirm": {"title": label, "text": label},
    }
    options = [{"text": label, "value": HOSTILE}]
    elements = [
        button,
        {"type": "static_select", "placeholder": label, "options": options, "initial_option": options[0]},
    ]
    blocks = [section(HOSTILE, block_id=HOSTILE), {"type": "actions", "elements": elements}]
    await client.chat_postMessage(channel="C05SALES", text=HOSTILE, blocks=blocks)
    await client.views_publish(user_id="U05SANNE", view={**HOME, "blocks": blocks})
    trigger = sandbox.stage.triggers.issue("U05SANNE")
    title = {"type": "plain_text", "text": "<img src=x onerror=a>"}
    await client.views_open(trigger_id=trigger, view={**FORM, "title": title, "private_metadata": HOSTILE})

    async with aiohttp.ClientSession() as session:
        for path in ("?as=U05SANNE&in=C05SALES", "?as=U05SANNE&tab=home", "part/modal?as=U05SANNE"):
            async with session.get(sandbox.address + path) as response:
                text = await response.text()
            assert "<img" not in text
            assert "&lt;img src=x" in text


# Actions and error messages


@pytest.mark.parametrize(
    ("deed", "asked", "toast"),
    [
        ("say", {"text": "/onzin", "channel": "C05SALES"}, "/onzin is geen bestaande opdracht"),
        (
            "say",
            {"text": "/log x", "channel": "C05SALES"},
            "/log kwam niet aan: er is geen bot verbonden (dispatch_failed)",
        ),
        ("clock", {"moment": "2020-01-01T08:30"}, "De klok kan alleen vooruit."),
    ],
)
async def test_trouble_is_told_in_the_language_of_who_looks(
    sandbox: Sandbox, deed: str, asked: Json, toast: str
) -> None:
    _, answer = await post(sandbox, deed, {"as": "U05SANNE", **asked})

    assert answer["toast"] == toast


async def test_trouble_is_told_in_english_to_who_reads_english(sandbox: Sandbox) -> None:
    _, answer = await post(sandbox, "say", {"as": "U05OLIVER", "text": "/onzin", "channel": "C05SALES"})

    assert answer == {"toast": "/onzin is not a valid command", "code": "command_unknown"}


async def test_clock_is_moved_in_the_zone_of_who_moves_it(sandbox: Sandbox) -> None:
    await post(sandbox, "clock", {"as": "U05OLIVER", "moment": "2099-01-01T08:30"})

    assert sandbox.clock.now().isoformat()[:16] == "2099-01-01T08:30"
    assert sandbox.clock.now() > datetime.fromisoformat("2099-01-01T08:30+00:00")


async def test_unread_messages_are_counted_until_they_are_seen(
    sandbox: Sandbox, client: AsyncWebClient, sanne: SandboxUser
) -> None:
    await client.chat_postMessage(channel="C05SALES", text="een")
    await client.chat_postMessage(channel="C05SALES", text="twee")
    before = sandbox.workspace.count_unread(sanne.user.id, "C05SALES")

    await get(sandbox, "/?as=U05SANNE&in=C05SALES")

    assert (before, sandbox.workspace.count_unread(sanne.user.id, "C05SALES")) == (2, 0)


async def test_change_is_told_to_the_pages_that_show_it(sandbox: Sandbox, client: AsyncWebClient) -> None:
    address = f"{sandbox.address}live?as=U05SANNE&in=C05SALES&count=0"
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        await response.content.readuntil(b"\n\n")
        await client.chat_postEphemeral(channel="C05SALES", user="U05OLIVER", text="niet voor Sanne")
        await client.chat_postMessage(channel="C05SALES", text="voor allen")
        line = await response.content.readuntil(b"\n\n")

    assert json.loads(line.removeprefix(b"data: ")) == {"parts": ["messages", "sidebar"]}


def test_page_says_everything_in_both_languages() -> None:
    renderer = PageRenderer()
    dutch, english = renderer.words_of("nl"), renderer.words_of("en")

    assert list(dutch) == list(english)
    assert [name for name in dutch if holes(dutch[name]) != holes(english[name])] == []


def test_page_uses_all_its_words() -> None:
    sources = [path for path in HERE.parent.rglob("*") if path.suffix in {".py", ".html"}]
    text = "".join(path.read_text() for path in sources if not path.name.startswith("words_"))

    unused = [name for name in PageRenderer().words_of("nl") if not re.search(rf"words\.{name}\b|\"{name}\"", text)]

    assert unused == []


def holes(words: Any) -> list[str]:
    return re.findall(r"\{\w+\}", str(words))
