"""Users and channels as Slack's API represents them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.entities import Channel, User
from sandbox.workspace import SandboxWorkspace

Json = dict[str, Any]


def write_user(workspace: SandboxWorkspace, user: User, *, now: datetime, with_locale: bool) -> Json:
    """Return a user as ``users.info`` does; the UTC offset is that at ``now``, the locale is included on request.

    A deactivated user has neither.
    """
    there = now.astimezone(ZoneInfo(user.tz))
    offset = there.utcoffset()
    written: Json = {
        "id": user.id,
        "team_id": workspace.team_of(user),
        "name": user.name,
        "deleted": user.is_deactivated,
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": there.tzname(),
        "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
        "profile": _write_profile(workspace, user),
        "is_admin": user.is_admin,
        "is_owner": user.is_admin,
        "is_restricted": user.is_guest,
        "is_ultra_restricted": False,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": int(now.timestamp()),
    }
    if user.is_stranger:
        written["is_stranger"] = True
    if user.is_deactivated:
        return {name: value for name, value in written.items() if name not in {"tz", "tz_label", "tz_offset"}}
    if with_locale:
        written["locale"] = user.locale
    return written


def write_channel(workspace: SandboxWorkspace, channel: Channel) -> Json:
    """Return a channel or direct message as ``conversations.info`` does."""
    bot_is_there = workspace.bot.id in channel.members
    if channel.is_im:
        other = next((member for member in channel.members if member != workspace.bot.id), workspace.bot.id)
        return {"id": channel.id, "is_im": True, "user": other, "is_archived": False, "is_open": True}
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": False,
        "is_general": channel is workspace.channels[0],
        "is_member": bot_is_there,
        "is_shared": False,
        "is_ext_shared": False,
        "context_team_id": workspace.team_id,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(channel.members),
    }


def _write_profile(workspace: SandboxWorkspace, user: User) -> Json:
    profile: Json = {
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "title": user.title,
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "team": workspace.team_of(user),
    }
    if user.is_bot:
        profile |= {"bot_id": workspace.bot_id, "api_app_id": workspace.app_id}
    return profile
