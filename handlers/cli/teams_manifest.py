"""`ritme manifest --teams`: the app package to upload to Microsoft Teams."""

import json
import re
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer

from handlers.cli.runtime import load_checked_settings, stop

MANIFEST_VERSION = "1.19"
SCHEMA = f"https://developer.microsoft.com/json-schemas/teams/v{MANIFEST_VERSION}/MicrosoftTeams.schema.json"
ACCENT = "#1f3a5f"
CLIENT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
# What Teams offers above the text field in a personal chat: what is typed, and what it does in English and in Dutch.
COMMANDS = (
    ("log", "Log what you did: log visit Acme", "Log wat je deed: log bezoek Acme"),
    ("vandaag", "Your day so far", "Je dag tot nu toe"),
    ("deal", "Your deals: open one, move it, win it", "Je deals: openen, verder brengen, winnen"),
    ("vragen", "Which question to ask now", "Welke vraag je nu stelt"),
    ("lessen", "What you took from deals that were lost", "Wat je meenam uit deals die niet doorgingen"),
    ("feedback", "What a customer thinks of us", "Wat een klant van ons vindt"),
    ("referral", "Introductions, from asking to customer", "Introducties, van vragen tot klant"),
    ("week", "Your week", "Je week"),
    ("instellingen", "How much I say, and when", "Hoeveel ik zeg, en wanneer"),
    ("help", "What you can say to me", "Wat je tegen me kunt zeggen"),
)
# What Teams offers beside the text field and above it, and in the menu of a message: the name of the shortcut, where it
# is offered, and its title and what it does in English and in Dutch.
EXTENSIONS = (
    (
        "log_something",
        ("compose", "commandBox"),
        ("Log activity", "Log a visit, a call or a message in a form"),
        ("Iets loggen", "Log een bezoek, telefoontje of bericht in een formulier"),
    ),
    (
        "log_message",
        ("message",),
        ("Log this message", "Log a contact with this message as the note"),
        ("Log dit bericht", "Log een contact met dit bericht als notitie"),
    ),
)
SHORT = "Keeps a sales team in rhythm: log with a line, a plan every morning."
SHORT_IN_DUTCH = "Houdt een verkoopteam in ritme: loggen in één regel, elke ochtend een plan."
FULL = (
    "Log a visit, a call or a message with one line. Ritme remembers what you agreed, says every morning at your own"
    " hour whose turn it is, asks the question that moves a deal, and gives the team its totals, never with names."
)
FULL_IN_DUTCH = (
    "Log een bezoek, een telefoontje of een bericht in één regel. Ritme onthoudt wat je afsprak, zegt elke ochtend op"
    " je eigen uur wie er aan de beurt is, stelt de vraag die een deal verder brengt, en geeft het team zijn totalen,"
    " nooit met namen."
)
TAB, TAB_IN_DUTCH = "My day", "Mijn dag"
_BARS = '<rect x="{0}" y="{1}" width="{2}" height="{3}" rx="{4}" fill="#ffffff"/>'


def manifest(
    *,
    teams: Annotated[bool, typer.Option("--teams", help="For Microsoft Teams.")] = False,
    company: Annotated[str, typer.Option(help="Your company, as Teams names the maker of the app.")] = "Ritme",
    website: Annotated[str, typer.Option(help="Your website; https.")] = "",
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("ritme-teams.zip"),
) -> None:
    """Make the app package for Microsoft Teams, from TEAMS_CLIENT_ID. For Slack, paste slack-manifest.json."""
    if not teams:
        stop("Say for what: `ritme manifest --teams`. For Slack, paste slack-manifest.json.")
    settings = load_checked_settings()
    client_id = settings.teams_client_id
    if not CLIENT_ID.fullmatch(client_id):
        stop("TEAMS_CLIENT_ID must be the “Application (client) ID” of the app registration.")
    if not website.startswith("https://"):
        stop("Say where people find you: --website https://www.example.com")
    write_package(out, build_manifest(client_id, company=company, website=website, tab_host=settings.teams_tab_host))
    typer.echo(f"{out} is ready: upload it in Teams under Apps, Manage your apps, Upload an app.")


def build_manifest(client_id: str, *, company: str, website: str, tab_host: str) -> dict[str, Any]:
    """Return the manifest of the app, in English; `build_dutch` is its other language.

    With a ``tab_host`` the app has a personal tab there, on which Teams signs its user on.
    """
    commands = [{"title": title, "description": text} for title, text, _ in COMMANDS]
    return {
        "$schema": SCHEMA,
        "manifestVersion": MANIFEST_VERSION,
        "version": version("ritme"),
        "id": client_id,
        "developer": {
            "name": company[:32],
            "websiteUrl": website,
            "privacyUrl": website,
            "termsOfUseUrl": website,
        },
        "localizationInfo": {
            "defaultLanguageTag": "en",
            "additionalLanguages": [{"languageTag": "nl", "file": "nl.json"}],
        },
        "name": {"short": "Ritme", "full": "Ritme, a good sales rhythm"},
        "description": {"short": SHORT, "full": FULL},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": ACCENT,
        "bots": [
            {
                "botId": client_id,
                "scopes": ["personal", "team"],
                "isNotificationOnly": False,
                "supportsFiles": False,
                "commandLists": [{"scopes": ["personal"], "commands": commands}],
            }
        ],
        "composeExtensions": [{"botId": client_id, "commands": [_build_extension(*each[:3]) for each in EXTENSIONS]}],
        "permissions": ["identity", "messageTeamMembers"],
        **_build_tab(client_id, tab_host),
    }


def _build_tab(client_id: str, host: str) -> dict[str, Any]:
    """Return the parts of the manifest about the personal tab; Teams shows it beside the chat."""
    if not host:
        return {"validDomains": []}
    tab = {"entityId": "today", "name": TAB, "contentUrl": f"https://{host}/teams/tab", "scopes": ["personal"]}
    return {
        "validDomains": [host],
        "staticTabs": [tab, {"entityId": "conversations", "scopes": ["personal"]}],
        "webApplicationInfo": {"id": client_id, "resource": f"api://{host}/{client_id}"},
    }


def _build_extension(name: str, places: tuple[str, ...], texts: tuple[str, str]) -> dict[str, Any]:
    """Return a command that opens a form, which the bot is asked for."""
    title, description = texts
    return {
        "id": name,
        "type": "action",
        "title": title,
        "description": description,
        "context": list(places),
        "fetchTask": True,
    }


def build_dutch(*, has_tab: bool) -> dict[str, str]:
    """Return the manifest's texts in Dutch, by their place."""
    place = "bots[0].commandLists[0].commands"
    commands = {f"{place}[{number}].description": text for number, (_, _, text) in enumerate(COMMANDS)}
    for number, (_, _, _, (title, text)) in enumerate(EXTENSIONS):
        place = f"composeExtensions[0].commands[{number}]"
        commands |= {f"{place}.title": title, f"{place}.description": text}
    return {
        "$schema": SCHEMA.replace("MicrosoftTeams.schema", "MicrosoftTeams.Localization.schema"),
        "name.short": "Ritme",
        "name.full": "Ritme, een goed verkoopritme",
        "description.short": SHORT_IN_DUTCH,
        "description.full": FULL_IN_DUTCH,
        **commands,
        **({"staticTabs[0].name": TAB_IN_DUTCH} if has_tab else {}),
    }


def write_package(path: Path, content: dict[str, Any]) -> None:
    """Write the zip: the manifest in both languages and the two icons, without folders."""
    files = {
        "manifest.json": json.dumps(content, ensure_ascii=False, indent=2).encode(),
        "nl.json": json.dumps(build_dutch(has_tab="staticTabs" in content), ensure_ascii=False, indent=2).encode(),
        "color.png": _draw_icon(192, background=f'<rect width="192" height="192" fill="{ACCENT}"/>'),
        "outline.png": _draw_icon(32),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)


def _draw_icon(size: int, *, background: str = "") -> bytes:
    """Return a square PNG: three bars that rise, in white."""
    import resvg_py

    unit = size / 16
    bars = (_BARS.format(unit * x, unit * (13 - height), unit * 2, unit * height, unit) for x, height in _RISE)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">{background}{"".join(bars)}</svg>'
    return bytes(resvg_py.svg_to_bytes(svg_string=svg))


# Where each bar stands and how high it is, in sixteenths of the icon.
_RISE = ((3, 4), (7, 7), (11, 10))
