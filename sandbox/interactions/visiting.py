"""Open the bot's Home tab, change a profile, or invite the bot to a channel."""

from sandbox.entities import Channel, Json, User
from sandbox.protocol.payloads import build_event, write_view
from sandbox.protocol.people import write_user
from sandbox.running_workspace import RunningWorkspace
from sandbox.workspace import ScreenChange


async def open_home(stage: RunningWorkspace, *, user: User, tab: str = "home") -> None:
    """Send the bot the event that a user opened its ``home`` or ``messages`` tab."""
    ts = stage.next_ts()
    event: Json = {
        "type": "app_home_opened",
        "user": user.id,
        "channel": stage.workspace.open_dm(user.id).id,
        "tab": tab,
        "event_ts": ts,
    }
    home = stage.workspace.homes.get(user.id)
    if tab == "home" and home is not None:
        event["view"] = write_view(stage, home)
    await _tell(stage, event)


async def change_zone(stage: RunningWorkspace, *, user: User, tz: str) -> None:
    """Change the time zone in a user's profile, and send the event to the bot."""
    user.tz = tz
    await _tell_change(stage, user)


async def deactivate(stage: RunningWorkspace, *, user: User, is_deactivated: bool = True) -> None:
    """Take a user's account away, or give it back, and send the event to the bot."""
    user.is_deactivated = is_deactivated
    await _tell_change(stage, user)


async def _tell_change(stage: RunningWorkspace, user: User) -> None:
    stage.workspace.announce(ScreenChange("people", user_id=user.id))
    ts = stage.next_ts()
    written = write_user(stage.workspace, user, now=stage.clock.now(), with_locale=True)
    await _tell(stage, {"type": "user_change", "user": written, "cache_ts": int(float(ts)), "event_ts": ts})


async def invite_bot(stage: RunningWorkspace, *, user: User, channel: Channel) -> None:
    """Add the bot to a channel, on a user's invitation."""
    bot = stage.workspace.bot
    if bot.id in channel.members:
        return
    channel.members.append(bot.id)
    stage.workspace.announce(ScreenChange("channels"))
    event = {
        "type": "member_joined_channel",
        "user": bot.id,
        "channel": channel.id,
        "channel_type": "G" if channel.is_private else "C",
        "team": stage.workspace.team_id,
        "inviter": user.id,
        "event_ts": stage.next_ts(),
    }
    await _tell(stage, event)


async def _tell(stage: RunningWorkspace, event: Json) -> None:
    if event["type"] in stage.workspace.events:
        await stage.delivery.tell(build_event(stage, event=event))
