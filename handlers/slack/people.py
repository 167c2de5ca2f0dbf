"""Look up Slack users and channels, and follow changes of a user's time zone, locale and status."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import Away, FoundChannel, Profile
from handlers.front.directory import ReachesEverybody
from handlers.front.profiles import find_absence
from handlers.slack.incoming import read_channel_id, read_user_id

CHANNELS_ASKED = 1000


async def fetch_profile(client: AsyncWebClient, user: str) -> Profile:
    """Fetch a user's profile from Slack."""
    answer = await client.users_info(user=user, include_locale=True)
    return read_profile(answer["user"])


def read_profile(user: Mapping[str, Any]) -> Profile:
    """Convert Slack's user object to a `Profile`."""
    shown = user.get("profile", {})
    return Profile(
        external_id=user["id"],
        name=user.get("real_name") or shown.get("real_name") or shown.get("display_name") or user["name"],
        timezone=user.get("tz") or "",
        locale=user.get("locale") or "",
        workspace=user.get("team_id") or "",
        is_stranger=bool(user.get("is_stranger") or user.get("is_bot")),
        away=read_status(shown),
        is_deactivated=bool(user.get("deleted")),
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_administrator=bool(user.get("is_admin") or user.get("is_owner")),
    )


def read_status(shown: Mapping[str, Any]) -> Away | None:
    """Return the absence that a profile's status announces; None if it announces none."""
    emoji, text, ends = (shown.get(f"status_{each}") for each in ("emoji", "text", "expiration"))
    return find_absence(emoji or "", text or "", ends=ends or 0)


class SlackDirectory(ReachesEverybody):
    """Resolves the channels and users named in a command."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def find_channel(self, typed: str) -> FoundChannel | None:
        """Return the channel, if it exists and the bot is a member."""
        channel_id = read_channel_id(typed) or await self._find_named(typed)
        if channel_id is None:
            return None
        try:
            answer = await self._client.conversations_info(channel=channel_id)
        except SlackApiError:
            return None
        channel = answer["channel"]
        if not channel.get("is_member"):
            return None
        return FoundChannel(address=channel["id"], name=f"#{channel['name']}")

    def find_person(self, typed: str) -> str | None:
        """Return the id of the mentioned user."""
        return read_user_id(typed)

    async def fetch_profile(self, external_id: str) -> Profile | None:
        """Return the profile of a user, None if Slack gives none."""
        try:
            return await fetch_profile(self._client, external_id)
        except SlackApiError:
            return None

    async def _find_named(self, typed: str) -> str | None:
        name = typed.strip().removeprefix("#").casefold()
        if not name:
            return None
        answer = await self._client.conversations_list(
            types="public_channel,private_channel", exclude_archived=True, limit=CHANNELS_ASKED
        )
        return next((channel["id"] for channel in answer["channels"] if channel["name"] == name), None)


FollowProfile = Callable[[Profile], Awaitable[object]]


def register_people(app: AsyncApp, *, follow: FollowProfile) -> None:
    """Register the listener that follows profile changes of known users."""

    @app.event("user_change")
    async def on_user_change(event: dict[str, Any]) -> None:
        user = event["user"]
        if not user.get("is_bot") and (user.get("tz") or user.get("deleted")):
            await follow(read_profile(user))
