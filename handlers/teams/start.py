"""Start the Teams side: Microsoft's SDK with its endpoint, and the messenger."""

from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack

from bot.ports import Messenger
from bot.services.bot import Bot
from bot.services.delivery.address_book import AddressBook
from bot.settings import TEAMS, Settings
from handlers.front.later import LaterReplies
from handlers.front.profiles import ProfileFollower
from handlers.http.site import Receive
from handlers.teams.context import TeamsContext
from handlers.teams.messenger import TeamsMessenger


async def start_teams(
    stack: AsyncExitStack, settings: Settings, *, bot: Bot, dispatch: Callable[[Messenger], Callable[[], None]]
) -> Mapping[str, Receive]:
    """Return the route of the endpoint; ``dispatch`` sends through a messenger, and returns how to wake it."""
    from handlers.tab.tab import open_tab  # noqa: PLC0415 - needs what comes with the SDK
    from handlers.teams.connection import PATH, TeamsConnection  # noqa: PLC0415 - imports the SDK, which takes a second

    connection = TeamsConnection(settings)
    stack.push_async_callback(connection.close)
    addresses = AddressBook(bot.database, platform=TEAMS)
    later = LaterReplies(bot, dispatch(TeamsMessenger(connection, addresses)))
    context = TeamsContext(bot, later, connection, addresses, ProfileFollower(bot), settings.teams_tenant_id)
    await connection.serve(context)
    return {PATH: connection.receive, **open_tab(stack, settings, bot)}
