"""Random days on which deals come and go, and accounts turn out to be one company, beside the rules of both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.machine.front_door import Seen
from tests.machine.machine import KNOWN, UNKNOWN, Machine, get_workspace, people, picks
from tests.machine.read_back import read_account_ids, read_deals
from tests.machine.rules import Line

# The other accounts stay as they are: their steps follow the rules of the log alone.
UNITED = ("Jansen Metaal", "Acme Nederland", *UNKNOWN)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Deal:
    """A deal as the rules know it."""

    owner: str
    account: str
    name: str
    value: int
    state: str = "open"


@dataclass(frozen=True)
class Change:
    """What was done to a deal, of which the answer can take it back."""

    name: str
    before: Deal
    after: Deal | None
    label: str
    seen: Seen
    at: datetime


@dataclass(frozen=True)
class Merge:
    """Two accounts that are one since, with what moved to the account that was kept."""

    who: str
    kept: str
    merged: str
    entries: list[tuple[Line, int]]
    deals: list[str]
    aliases: list[str]
    owners: dict[str, str]
    seen: Seen
    at: datetime


class AccountDays(Machine):
    """Plays deals and merges among all that the log knows."""

    def __init__(self) -> None:
        # Numbers of the words that are names of deals.
        self.names = count(1000)
        self.deals: dict[str, Deal] = {}
        # The latest change of each deal, and the latest merge of each workspace.
        self.changes: dict[str, Change] = {}
        self.merges: dict[str, Merge] = {}
        super().__init__()

    # Deals

    @rule(who=people, account=st.sampled_from(UNITED[:2]), thousands=st.integers(2, 90))
    def opens_a_deal(self, who: str, account: str, thousands: int) -> None:
        name = self.make_word(next(self.names)).title()
        found = self.book.find(get_workspace(who), account)
        assert found is not None
        seen = self._tells(who, f'nieuw "{account}" "{name}" {thousands}k')
        assert seen.lines[:2] == [f"{found} · {name}", "✓ Deal geopend."], seen.lines
        self.deals[name] = Deal(who, found, name, thousands * 1000)

    @precondition(lambda self: self._in_state("open"))
    @rule(pick=picks, state=st.sampled_from(("won", "lost")))
    def closes_a_deal(self, pick: int, state: str) -> None:
        deal = self._pick(self._in_state("open"), pick)
        said = {"won": "gewonnen", "lost": "verloren"}[state]
        seen = self._tells(deal.owner, f"{deal.name} {said}")
        assert seen.lines[0] == f"{deal.account} · {deal.name}: {said}", seen.lines
        self._changed(deal, replace(deal, state=state), "Ongedaan maken", seen)

    @precondition(lambda self: self._in_state("won", "lost"))
    @rule(pick=picks)
    def opens_it_again(self, pick: int) -> None:
        deal = self._pick(self._in_state("won", "lost"), pick)
        seen = self._tells(deal.owner, f"{deal.name} heropen")
        assert seen.lines[0] == f"{deal.account} · {deal.name}", seen.lines
        self._changed(deal, replace(deal, state="open"), "Ongedaan maken", seen)

    @precondition(lambda self: self._in_state("open"))
    @rule(pick=picks, account=st.sampled_from(UNITED[:2]))
    def moves_a_deal(self, pick: int, account: str) -> None:
        deal = self._pick(self._in_state("open"), pick)
        found = self.book.find(get_workspace(deal.owner), account)
        assert found is not None
        # What was logged with a deal goes along; which contacts that are has tests of its own.
        if found == deal.account or self._entries_at(get_workspace(deal.owner), deal.account):
            return
        seen = self._tells(deal.owner, f"{deal.name} hoort bij {account}")
        assert seen.lines[:2] == [f"{found} · {deal.name}", f"✓ Hoort nu bij {found}."], seen.lines
        self._changed(deal, replace(deal, account=found), "Ongedaan maken", seen)

    @precondition(lambda self: self.deals)
    @rule(pick=picks, is_sure=st.booleans())
    def removes_a_deal(self, pick: int, is_sure: bool) -> None:  # noqa: FBT001 - drawn by name
        deal = self._pick(list(self.deals.values()), pick)
        asked = self._tells(deal.owner, f"verwijder {deal.name}")
        button = asked.find("Ja, haal weg" if is_sure else "Laat staan")
        assert button is not None, asked
        seen = self.check(deal.owner, self.run(self.door.presses(deal.owner, button)))
        if is_sure:
            assert seen.lines == [f"✓ {deal.account} · {deal.name} is weg."], seen.lines
            self._changed(deal, None, "Terugzetten", seen)

    @precondition(lambda self: self.changes)
    @rule(pick=picks)
    def takes_a_change_back(self, pick: int) -> None:
        change = self._pick(list(self.changes.values()), pick)
        del self.changes[change.name]
        button = change.seen.find(change.label)
        if button is None or self.clock.now() > change.at + WEEK - timedelta(hours=1):
            return
        owner = change.before.owner
        seen = self.check(owner, self.run(self.door.presses(owner, button)))
        # What it hung on may have become part of another account since.
        account = self.book.find(get_workspace(owner), change.before.account) or ""
        assert seen.lines[0].startswith(f"{account} · {change.name}"), seen.lines
        self.deals[change.name] = replace(change.before, account=account)
        self._leave_steps_open(owner, account)

    # Accounts that are one

    @rule(who=people, pick=picks, other=picks)
    def unites(self, who: str, pick: int, other: int) -> None:
        workspace = get_workspace(who)
        names = sorted(self.book.accounts[workspace] & set(UNITED))
        if len(names) < 2:
            return
        kept, merged = names[pick % len(names)], names[other % len(names)]
        if kept == merged:
            return
        preview = self._asks_to_unite(who, kept, merged)
        if not self.book.may_unite(who, kept, merged):
            assert "kan dit rechtzetten" in preview.lines[0], preview.lines
            return
        assert preview.lines[0] == f"{merged} en {kept} samenvoegen?", preview.lines
        button = preview.find(f"Verder als {kept}")
        assert button is not None, preview.labels
        seen = self.check(who, self.run(self.door.presses(who, button)))
        assert seen.lines[:2] == [kept, f"✓ {merged} hoort er nu bij. Wie die naam typt, komt hier uit."], seen.lines
        self._united(who, kept, merged, seen)

    @precondition(lambda self: self.merges)
    @rule(pick=picks)
    def takes_them_apart(self, pick: int) -> None:
        merge = self._pick(list(self.merges.values()), pick)
        del self.merges[get_workspace(merge.who)]
        if self.clock.now() > merge.at + WEEK - timedelta(hours=1):
            return
        button = merge.seen.find("Ongedaan maken")
        assert button is not None, merge.seen.labels
        seen = self.check(merge.who, self.run(self.door.presses(merge.who, button)))
        assert seen.lines[:2] == [merge.kept, f"{merge.merged} en {merge.kept} staan weer apart."], seen.lines
        self._apart(merge)

    @invariant()
    def knows_all_deals(self) -> None:
        stored = self.runner.run(read_deals(self.door.bot.database))
        assert stored == {deal.name: (deal.owner, deal.account, deal.value, deal.state) for deal in self.deals.values()}

    def _asks_to_unite(self, who: str, kept: str, merged: str) -> Seen:
        ids = self.runner.run(read_account_ids(self.door.bot.database))[get_workspace(who)]
        card = self.check(who, self.run(self.door.says(who, "ritme", f"account {kept}")))
        assert card.lines[0] == kept, card.lines
        button = card.find("Samenvoegen")
        assert button is not None, card.labels
        form = self.check(who, self.run(self.door.presses(who, button))).form
        assert form is not None
        return self.check(who, self.run(self.door.fills(who, form, {"account": str(ids[merged])})))

    def _united(self, who: str, kept: str, merged: str, seen: Seen) -> None:
        workspace = get_workspace(who)
        entries = self._entries_at(workspace, merged)
        moved = [d.name for d in self.deals.values() if d.account == merged and get_workspace(d.owner) == workspace]
        owners = dict(self.book.owners[workspace])
        aliases = self.book.unite(workspace, kept, merged)
        self._move(entries, moved, kept)
        self._leave_steps_open(who, kept, merged)
        self.merges[workspace] = Merge(who, kept, merged, entries, moved, aliases, owners, seen, self.clock.now())

    def _apart(self, merge: Merge) -> None:
        workspace = get_workspace(merge.who)
        self.book.part(workspace, merge.merged, merge.aliases)
        owned = {name: merge.owners.get(name) for name in (merge.kept, merge.merged)}
        self.book.owners[workspace].update({name: owner for name, owner in owned.items() if owner})
        if owned[merge.kept] is None:
            self.book.owners[workspace].pop(merge.kept, None)
        # What was moved elsewhere since stays there.
        left = [name for name in merge.deals if name in self.deals and self.deals[name].account == merge.kept]
        self._move(merge.entries, left, merge.merged)

    def _move(self, entries: Sequence[tuple[Line, int]], deals: Sequence[str], account: str) -> None:
        for line, at in entries:
            line.parts[at] = replace(line.parts[at], account=account)
        for name in deals:
            self.deals[name] = replace(self.deals[name], account=account)

    def _entries_at(self, workspace: str, account: str) -> list[tuple[Line, int]]:
        return [
            (line, at)
            for who, log in self.book.logs.items()
            for line in log.lines
            for at, part in enumerate(line.parts)
            if get_workspace(who) == workspace and part.account == account
        ]

    def _changed(self, before: Deal, after: Deal | None, label: str, seen: Seen) -> None:
        if after is None:
            del self.deals[before.name]
        else:
            self.deals[before.name] = after
        self.changes[before.name] = Change(before.name, before, after, label, seen, self.clock.now())
        self._leave_steps_open(before.owner, before.account)

    def _leave_steps_open(self, who: str, *names: str) -> None:
        """Leave open what becomes of steps where a deal ends or accounts are one (K1 has tests of its own)."""
        for person, log in self.book.logs.items():
            if get_workspace(person) == get_workspace(who):
                log.mixed.update(names)

    def _tells(self, who: str, text: str) -> Seen:
        return self.check(who, self.run(self.door.says(who, "deal", text)))

    def _in_state(self, *states: str) -> list[Deal]:
        return [deal for deal in self.deals.values() if deal.state in states]


assert set(KNOWN) - set(UNITED), "accounts whose steps follow the rules of the log alone"
