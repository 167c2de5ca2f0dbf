"""The closed deals of a workspace with everything that may explain their outcome (Z7, O4)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import DealState
from bot.domain.deals.early_signs import EarlyContact, SignedDeal, find_signs
from bot.domain.statistics.patterns import ClosedDeal, Pattern, Trait, bucket_contacts, bucket_response, find_patterns
from bot.domain.statistics.team_totals import TotalsRule
from bot.services.deals.day_memo import WorkspaceDayKey
from bot.storage.deals import past_deals as past_deal_rows
from bot.storage.deals.past_deals import PastDeal

# The most recently closed deals; older ones say little about how customers buy now.
LOOKED_AT = 2_000
# Signs are taken from this many first contacts.
FIRST_CONTACTS = 3


@dataclass(frozen=True, slots=True)
class History:
    """A workspace's closed deals, with their contacts by deal id."""

    deals: Sequence[PastDeal]
    contacts: dict[int, list[EarlyContact]]
    questions: dict[int, set[str]]

    @property
    def owners(self) -> set[int]:
        """The owners of the deals."""
        return {deal.owner_id for deal in self.deals if deal.owner_id is not None}

    def find_patterns(self) -> tuple[Pattern, ...]:
        """Return the proven patterns of won and lost deals that may be shown (K10): over enough people on both sides.

        In a workspace where one person has deals they are that person's own.
        """
        closed = [self._list_traits(deal) for deal in self.deals]
        patterns = find_patterns(closed)
        return patterns if len(self.owners) == 1 else tuple(each for each in patterns if self._may_show(each, closed))

    def _may_show(self, pattern: Pattern, closed: Sequence[ClosedDeal]) -> bool:
        owner_of = {deal.id: deal.owner_id for deal in self.deals}
        sides: dict[bool, set[int]] = {True: set(), False: set()}
        for deal in closed:
            owner_id = owner_of[deal.id]
            if owner_id is not None:
                sides[(pattern.trait, pattern.value) in deal.traits].add(owner_id)
        return all(map(TotalsRule().may_show, sides.values()))

    def may_show_to(self, rep_id: int) -> bool:
        """Return whether figures over all these deals may be shown to a rep: over enough people, or only the own."""
        return self.owners <= {rep_id} or TotalsRule().may_show(self.owners)

    def list_signed(self, *, first: int = FIRST_CONTACTS) -> list[SignedDeal]:
        """Return the deals with the signs of their first contacts."""
        return [
            SignedDeal(
                id=deal.id,
                name=f"{deal.account_name} · {deal.name}",
                is_won=deal.state is DealState.WON,
                signs=find_signs(self.contacts.get(deal.id, [])[:first]),
            )
            for deal in self.deals
        ]

    def _list_traits(self, deal: PastDeal) -> ClosedDeal:
        contacts = self.contacts.get(deal.id, [])
        traits = {(Trait.QUESTION, question) for question in self.questions.get(deal.id, ())}
        if deal.segment:
            traits.add((Trait.SEGMENT, deal.segment))
        if deal.source:
            traits.add((Trait.SOURCE, deal.source))
        if deal.entry_level:
            traits.add((Trait.ENTRY_LEVEL, deal.entry_level))
        if contacts:
            traits.add((Trait.CONTACTS, bucket_contacts(len(contacts))))
            first = min(contact.day for contact in contacts)
            traits.add((Trait.FIRST_RESPONSE, bucket_response(_count_weekdays(deal.opened_on, first))))
        name = f"{deal.account_name} · {deal.name}"
        return ClosedDeal(id=deal.id, name=name, is_won=deal.state is DealState.WON, traits=frozenset(traits))


async def load_history(connection: AsyncConnection, *, workspace_id: int) -> History:
    """Return a workspace's most recently closed deals."""
    deals = await past_deal_rows.list_past_deals(connection, workspace_id=workspace_id, limit=LOOKED_AT)
    ids = [deal.id for deal in deals]
    return History(
        deals=deals,
        contacts=await past_deal_rows.list_early_contacts(connection, deal_ids=ids),
        questions=await past_deal_rows.list_questions_asked(connection, deal_ids=ids),
    )


async def load_patterns(
    connection: AsyncConnection, missing: Collection[WorkspaceDayKey]
) -> dict[WorkspaceDayKey, tuple[Pattern, ...]]:
    """Return what went with winning and losing in workspaces, as far as it is proven, by workspace and local day."""
    # One workspace after the other: each has thousands of contacts, which are not to be held all at once.
    return {
        (workspace_id, day): (await load_history(connection, workspace_id=workspace_id)).find_patterns()
        for workspace_id, day in sorted(missing)
    }


def _count_weekdays(first: date, last: date) -> int:
    """Return how many weekdays lie after ``first``, up to and including ``last``; 0 when ``last`` is earlier."""
    days = max(0, (last - first).days)
    return sum((first.weekday() + number + 1) % 7 < 5 for number in range(days))  # noqa: PLR2004 - Monday to Friday
