"""Apply the app's manifest: the commands, scopes and events that Slack would grant."""

from typing import Any

from sandbox.entities import Shortcut, SlashCommand
from sandbox.workspace import SandboxWorkspace

Json = dict[str, Any]


def follow_manifest(workspace: SandboxWorkspace, manifest: Json) -> None:
    """Grant the app exactly the commands, shortcuts, scopes and events in ``manifest`` (Slack's JSON).

    Anything missing fails as it would in Slack: the command is unknown, the call is refused with ``missing_scope``,
    the event is not delivered.
    """
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    workspace.commands = tuple(_read_command(each) for each in features.get("slash_commands", ()))
    workspace.shortcuts = tuple(_read_shortcut(each) for each in features.get("shortcuts", ()))
    workspace.scopes = frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ()))
    workspace.events = frozenset(settings.get("event_subscriptions", {}).get("bot_events", ()))


def _read_command(command: Json) -> SlashCommand:
    return SlashCommand(
        name=command["command"],
        usage_hint=command.get("usage_hint", ""),
        description=command.get("description", ""),
        should_escape=bool(command.get("should_escape")),
    )


def _read_shortcut(shortcut: Json) -> Shortcut:
    return Shortcut(shortcut["name"], shortcut["callback_id"], is_of_message=shortcut["type"] == "message")
