"""The app package for Teams, by the rules of its schema, and what is said where something is missing."""

import json
import re
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bot.interactions.table import SHORTCUTS
from handlers.cli import teams_setup
from tests.handlers.cli.test_commands import Done, run

CLIENT_ID = "0b6daa3f-9a1c-4e55-8a53-8ff32cb7b8a1"
WEBSITE = "https://www.example.com"
# From the published schema of version 1.19: the most characters of each text.
LONGEST = {
    ("name", "short"): 30, ("name", "full"): 100, ("description", "short"): 80, ("description", "full"): 4000,
    ("developer", "name"): 32,
}  # fmt: skip
MOST_COMMANDS, LONGEST_TITLE, LONGEST_DESCRIPTION = 10, 32, 128
REQUIRED = {"$schema", "manifestVersion", "version", "id", "developer", "name", "description", "icons", "accentColor"}
ALLOWED = REQUIRED | {"localizationInfo", "bots", "composeExtensions", "permissions", "validDomains"}
TAB = {"entityId", "name", "contentUrl", "scopes"}
MOST_EXTENSIONS, LONGEST_ID = 10, 64
EXTENSION = {"id", "type", "title", "description", "context", "fetchTask"}
PLACES = {"compose", "commandBox", "message"}
SCOPES = {"personal", "team", "groupChat"}


def make(folder: Path, *words: str, client_id: str = CLIENT_ID, tab_host: str = "") -> Done:
    settings = {"TEAMS_CLIENT_ID": client_id, **({"TEAMS_TAB_HOST": tab_host} if tab_host else {})}
    return run("manifest", *words, folder=folder, settings=settings)


@pytest.fixture
def package(tmp_path: Path) -> zipfile.ZipFile:
    done = make(tmp_path, "--teams", "--website", WEBSITE, "--company", "Bakkerij Zonnig")
    assert done == Done(
        0, "ritme-teams.zip is ready: upload it in Teams under Apps, Manage your apps, Upload an app.\n", ""
    )
    return zipfile.ZipFile(tmp_path / "ritme-teams.zip")


def test_the_package_has_the_manifest_both_languages_and_two_icons(package: zipfile.ZipFile) -> None:
    assert sorted(package.namelist()) == ["color.png", "manifest.json", "nl.json", "outline.png"]
    sizes = {name: struct.unpack(">II", package.read(name)[16:24]) for name in ("color.png", "outline.png")}
    assert sizes == {"color.png": (192, 192), "outline.png": (32, 32)}


def test_the_manifest_keeps_the_rules_of_the_schema(package: zipfile.ZipFile) -> None:
    content: dict[str, Any] = json.loads(package.read("manifest.json"))
    assert (REQUIRED - content.keys(), content.keys() - ALLOWED) == (set(), set())
    assert (content["id"], content["developer"]["name"]) == (CLIENT_ID, "Bakkerij Zonnig")
    assert re.fullmatch(r"\d+\.\d+\.\d+", content["version"])
    assert re.fullmatch(r"#[0-9a-f]{6}", content["accentColor"])
    for (part, name), most in LONGEST.items():
        assert 0 < len(content[part][name]) <= most, (part, name)
    assert all(content["developer"][each].startswith("https://") for each in ("websiteUrl", "privacyUrl"))
    [bot] = content["bots"]
    assert bot["botId"] == CLIENT_ID
    assert set(bot["scopes"]) <= SCOPES
    [commands] = [each["commands"] for each in bot["commandLists"]]
    assert len(commands) <= MOST_COMMANDS
    assert all(len(each["title"]) <= LONGEST_TITLE for each in commands)
    assert all(len(each["description"]) <= LONGEST_DESCRIPTION for each in commands)


def test_a_tab_is_on_its_own_host_with_its_sign_on_and_beside_the_chat(tmp_path: Path) -> None:
    make(tmp_path, "--teams", "--website", WEBSITE, tab_host="ritme.example.com")
    package = zipfile.ZipFile(tmp_path / "ritme-teams.zip")
    content, dutch = (json.loads(package.read(name)) for name in ("manifest.json", "nl.json"))
    assert content.keys() - ALLOWED == {"staticTabs", "webApplicationInfo"}
    ours, chat = content["staticTabs"]
    assert ours.keys() == TAB
    assert (ours["contentUrl"], ours["scopes"]) == ("https://ritme.example.com/teams/tab", ["personal"])
    assert chat == {"entityId": "conversations", "scopes": ["personal"]}
    assert content["validDomains"] == ["ritme.example.com"]
    assert content["webApplicationInfo"] == {"id": CLIENT_ID, "resource": f"api://ritme.example.com/{CLIENT_ID}"}
    assert (ours["name"], dutch["staticTabs[0].name"]) == ("My day", "Mijn dag")


@pytest.mark.parametrize(
    "host", ["https://ritme.example.com", "ritme", "ritme.example.com/x", "ritme.example.com:3000"]
)
def test_a_host_that_is_none_is_refused(tmp_path: Path, host: str) -> None:
    done = make(tmp_path, "--teams", "--website", WEBSITE, tab_host=host)
    assert done.returncode != 0
    assert "must be a host name, such as ritme.example.com" in done.stdout + done.stderr


def test_the_message_extensions_keep_the_rules_of_the_schema_and_are_shortcuts_of_the_bot(
    package: zipfile.ZipFile,
) -> None:
    [extension] = json.loads(package.read("manifest.json"))["composeExtensions"]
    commands = extension["commands"]
    assert extension["botId"] == CLIENT_ID
    assert 0 < len(commands) <= MOST_EXTENSIONS
    assert {each["id"] for each in commands} == SHORTCUTS.keys()
    for each in commands:
        assert each.keys() == EXTENSION
        assert (each["type"], each["fetchTask"]) == ("action", True)  # without a form of the manifest's own
        assert set(each["context"]) <= PLACES
        assert len(each["id"]) <= LONGEST_ID
        assert len(each["title"]) <= LONGEST_TITLE
        assert len(each["description"]) <= LONGEST_DESCRIPTION


def test_every_text_is_there_in_dutch_and_is_no_longer_than_teams_takes(package: zipfile.ZipFile) -> None:
    content, dutch = (json.loads(package.read(name)) for name in ("manifest.json", "nl.json"))
    places = {f"{part}.{name}" for part, name in LONGEST if part != "developer"}
    count = len(content["bots"][0]["commandLists"][0]["commands"])
    places |= {f"bots[0].commandLists[0].commands[{number}].description" for number in range(count)}
    for number in range(len(content["composeExtensions"][0]["commands"])):
        here = {name: f"composeExtensions[0].commands[{number}].{name}" for name in ("title", "description")}
        places |= set(here.values())
        assert len(dutch[here["title"]]) <= LONGEST_TITLE
        assert len(dutch[here["description"]]) <= LONGEST_DESCRIPTION
    assert dutch.keys() - {"$schema"} == places
    too_long = [
        f"{part}.{name}"
        for (part, name), most in LONGEST.items()
        if part != "developer" and len(dutch[f"{part}.{name}"]) > most
    ]
    assert too_long == []


@pytest.mark.parametrize(
    ("words", "client_id", "sentence"),
    [
        ((), CLIENT_ID, "Say for what: `ritme manifest --teams`. For Slack, paste slack-manifest.json.\n"),
        (
            ("--teams", "--website", WEBSITE),
            "geheim",
            "TEAMS_CLIENT_ID must be the “Application (client) ID” of the app registration.\n",
        ),
        (("--teams",), CLIENT_ID, "Say where people find you: --website https://www.example.com\n"),
    ],
)
def test_what_is_missing_is_said(tmp_path: Path, words: tuple[str, ...], client_id: str, sentence: str) -> None:
    assert make(tmp_path, *words, client_id=client_id) == Done(2, "", sentence)
    assert list(tmp_path.iterdir()) == []


def test_without_the_sdk_the_bot_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teams_setup, "find_spec", lambda _name: None)
    done = run("run", folder=tmp_path, settings={"RITME_TEAMS_IS_OPEN": "true"})
    assert done == Done(
        1,
        "",
        "✗ Teams: Microsoft's SDK is not installed.\n"
        "  → Install it with `uv sync --extra teams`, or `pip install ritme[teams]`.\n",
    )


def test_the_doctor_of_a_bot_in_teams_alone_asks_nothing_of_slack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teams_setup, "find_spec", lambda _name: object())
    done = run("doctor", folder=tmp_path, settings={"RITME_TEAMS_IS_OPEN": "true"})
    assert "Slack" not in done.stdout
    assert done.stdout.endswith("✓ Teams: open to every client on this machine, for trying it out\n")


def test_settings_of_teams_that_are_missing_are_named(tmp_path: Path) -> None:
    done = run("run", folder=tmp_path, settings={"TEAMS_CLIENT_ID": CLIENT_ID})
    assert done.returncode == 2
    assert done.stderr.startswith("TEAMS_CLIENT_SECRET is missing: it is under “Certificates & secrets”")
