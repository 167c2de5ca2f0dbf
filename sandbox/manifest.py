"""Apply the app's manifest: the commands, scopes and events that Slack would grant."""

from typing import Any

from sandbox.entities import SlashCommand
from sandbox.workspace import SandboxWorkspace

Json = dict[str, Any]


def follow_manifest(workspace: SandboxWorkspace, manifest: Json) -> None:
    """Grant the app exactly the commands, scopes and events in ``manifest`` (Slack's JSON).

    Anything missing fails as it would in Slack: the command is unknown, the call is refused with ``missing_scope``,
    the event is not delivered.
    """
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    workspace.commands = tuple(_read_command(each) for each in features.get("slash_commands", ()))
    workspace.scopes = frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ()))
    workspace.events = frozenset(settings.get("event_subscriptions", {}).get("bot_events", ()))


def _read_command(command: Json) -> SlashCommand:
    return SlashCommand(
        name=command["command"],
        usage_hint=command.get("usage_hint", ""),
        description=command.get("description", ""),
        should_escape=bool(command.get("should_escape")),
    )
