"""Meet a colleague whom somebody named: known already, or looked up on the platform."""

from bot.domain.linking.errors import ColleagueThere
from bot.domain.log.stored_text import LONGEST_NAME, clean_characters
from bot.domain.people.errors import PersonUnknown
from bot.interactions.interaction import Interaction
from bot.ports import Profile
from bot.services.bot import Bot
from bot.services.people.person_cache import Meeting, Person


async def meet_colleague(
    bot: Bot, interaction: Interaction, external_id: str, *, meeting: Meeting, allows_guest: bool
) -> Person:
    """Return a colleague by the platform's id; who is new here is added.

    Raises:
        PersonUnknown: the platform has no such user.
        StrangerRefused: the user belongs to another workspace.
        GuestRefused: the user is a guest, who is not allowed here.
        ColleagueThere: the user is linked, and logs on another platform.
        ChosenAtHome: who names the colleague is, and is not where the team is.
    """
    if clean_characters(external_id) != external_id or len(external_id) > LONGEST_NAME:
        raise PersonUnknown(external_id[:LONGEST_NAME])

    async def fetch() -> Profile:
        profile = await interaction.directory.fetch_profile(external_id)
        if profile is None:
            raise PersonUnknown(external_id)
        return profile

    workspace = interaction.person.workspace
    found = await bot.people.identify(
        workspace.external_id, external_id, fetch=fetch, now=bot.now(), meeting=meeting, allows_guest=allows_guest
    )
    if found.workspace.id != workspace.id:
        raise ColleagueThere(found.rep.name)
    return found
