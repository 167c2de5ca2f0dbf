"""Random days of two reps, a manager and a second workspace; after every step the bot knows what the rules say."""

import asyncio
import re
from collections.abc import Coroutine, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.messages.text.message import Button, DatePick
from tests.conftest import ACCOUNT_NAMES, StillClock, add_example_accounts, identify
from tests.machine.front_door import FrontDoor, Seen
from tests.machine.read_back import read_accounts, read_logs
from tests.machine.rules import KINDS, Did, Line, Log, Rules

Result = TypeVar("Result")
# The same user id in both workspaces.
PEOPLE = ("T1/UMONA", "T1/UANNA", "T1/UBRAM", "T2/UANNA")
SAID = {
    "message": ("gemaild met", "mails"),
    "call": ("gebeld met", "calls"),
    "visit": ("langs geweest bij", "bezoeken"),
}
KNOWN = ("Acme", "De Vries & Zn.", "Jansen Metaal")
# Nobody knows these at first; each workspace gets to know them by itself.
UNKNOWN = ("Bakkerij Zonnig", "Smederij De Hamer", "Qualitech", "Oosterhof Zuivel")
UNCLEAR, CANDIDATES = "Van Dam", ("Van Dam Logistiek", "Koninklijke Van Dam")
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus")  # as far as the days go
PROGRESS = re.compile(r"Vandaag: berichten (\d+)/5 · telefoontjes (\d+)/2 · bezoeken (\d+)/1")
# On a day on which nobody works there are no targets (R4).
FREE = re.compile(r"Vandaag: (\d+) bericht(?:en)?, (\d+) telefoontjes?, (\d+) bezoek(?:en)?")

people = st.sampled_from(PEOPLE)
kinds = st.sampled_from(list(KINDS))
picks = st.integers(0, 40)
counted = st.tuples(st.just("count"), kinds, st.integers(2, 9))
met = st.tuples(st.just("met"), kinds, st.sampled_from(KNOWN))
strange = st.tuples(st.just("met"), kinds, st.sampled_from((*UNKNOWN, UNCLEAR)))


@dataclass
class Shown:
    """What somebody has on the screen, about a line that is stored."""

    who: str
    line: Line
    seen: Seen
    at: datetime


@dataclass
class Waiting:
    """A line that waits for a name."""

    who: str
    parts: list[Did]
    seen: Seen
    typed: str


class Machine(RuleBasedStateMachine):
    """Plays the bot beside the rules; ``url`` is an empty database and is set by who runs it."""

    url = ""
    # How many steps were played, over all days.
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.clock = StillClock()
        self.door = FrontDoor(self.url, self.clock)
        self.book = Rules()
        self.shown: list[Shown] = []
        self.taken: list[Shown] = []
        self.waiting: list[Waiting] = []
        self.settled: list[Waiting] = []
        self.secrets: dict[str, str] = {}
        self.run(self._meet())

    async def _meet(self) -> None:
        for who in PEOPLE:
            workspace, _, user = who.partition("/")
            person = await identify(self.door.bot.people, self.clock, user, user.title(), workspace=workspace)
            if workspace not in self.book.accounts:
                await add_example_accounts(
                    self.door.bot.database, workspace_id=person.workspace.id, now=self.clock.now()
                )
                self.book.accounts[workspace] = set(ACCOUNT_NAMES)
            self.book.logs[who] = Log()

    def run(self, work: Coroutine[None, None, Result]) -> Result:
        """Wait for the bot; every request takes a minute."""
        self.clock.move(minutes=1)
        return self.runner.run(work)

    def teardown(self) -> None:
        self.runner.run(self.door.close())
        self.runner.close()

    # What is typed

    @rule(who=people, spoken=st.one_of(counted, met, met), days_ago=st.sampled_from((0, 0, 0, 1)))
    def logs(self, who: str, spoken: tuple[str, str, int | str], days_ago: int) -> None:
        days_ago = days_ago if spoken[0] == "met" else 0
        did, said = self._phrase(who, [spoken], days_ago)
        self._stores(who, did, f"gisteren {said}" if days_ago else said)

    @rule(who=people, kind=kinds, account=st.sampled_from(KNOWN), days=st.integers(1, 9))
    def agrees(self, who: str, kind: str, account: str, days: int) -> None:
        (did,), said = self._phrase(who, [("met", kind, account)])
        due = did.day + timedelta(days=days)
        did = Did(did.kind, did.day, 1, account, did.note, due)
        self._stores(who, [did], f"{said}, volgende stap {due.day} {MONTHS[due.month - 1]}")

    @rule(who=people, spoken=st.lists(st.one_of(counted, met), min_size=2, max_size=3, unique_by=lambda each: each[1]))
    def logs_several(self, who: str, spoken: list[tuple[str, str, int | str]]) -> None:
        if len({kind for _, kind, _ in spoken}) == len(spoken):
            did, said = self._phrase(who, spoken)
            self._stores(who, did, said)

    @rule(who=people, first=strange, others=st.lists(st.one_of(counted, met, strange), max_size=2), place=picks)
    def logs_unknown(
        self, who: str, first: tuple[str, str, str], others: list[tuple[str, str, int | str]], place: int
    ) -> None:
        spoken: list[tuple[str, str, int | str]] = [*others]
        spoken.insert(place % (len(others) + 1), first)
        names = [name for sort, _, name in spoken if sort == "met"]
        if len({kind for sort, kind, _ in spoken}) < len(spoken) or len(set(names)) < len(names):
            return
        did, said = self._phrase(who, spoken)
        if not list(self._unclear(who, did)):
            self._stores(who, did, said)
            return
        self._keeps(who, did, self.says(who, said))

    # What is chosen

    @precondition(lambda self: self.waiting)
    @rule(pick=picks, first=st.booleans())
    def chooses(self, pick: int, first: bool) -> None:  # noqa: FBT001 - drawn by name
        waiting = self._settle(pick)
        who, typed = waiting.who, waiting.typed
        name = CANDIDATES[not first] if typed == UNCLEAR else typed
        button = waiting.seen.find(name if typed == UNCLEAR else f"Nieuw: «{name}»")
        assert button is not None, (typed, waiting.seen.labels)
        known = self.book.find(get_workspace(who), name)
        if known is None:
            self.book.add(who, name)
        did = [part if part.account != typed else _named(part, name) for part in waiting.parts]
        seen = self.check(who, self.run(self.door.presses(who, button)))
        if known is not None and typed != UNCLEAR:
            # Somebody else has made it since; it is offered before a second one is made.
            button = seen.find(known)
            assert button is not None, seen
            seen = self.check(who, self.run(self.door.presses(who, button)))
        if list(self._unclear(who, did)):
            self._keeps(who, did, seen)
        else:
            self.settled.append(waiting)
            self._sees_stored(who, did, seen)
            self._presses_in_vain(who, button)

    @precondition(lambda self: self.waiting)
    @rule(pick=picks, other=strange)
    def cancels(self, pick: int, other: tuple[str, str, str]) -> None:
        """Cancel a line, type another, and press a button of the cancelled one."""
        waiting = self._settle(pick)
        self.settled.append(waiting)
        button, made = waiting.seen.find("Annuleren"), waiting.seen.controls[0]
        assert button is not None
        self.check(waiting.who, self.run(self.door.presses(waiting.who, button)))
        did, said = self._phrase(waiting.who, [other])
        if list(self._unclear(waiting.who, did)):
            self._keeps(waiting.who, did, self.says(waiting.who, said))
            self._presses_in_vain(waiting.who, made)

    # What is put right

    @precondition(lambda self: self.shown)
    @rule(pick=picks, place=picks, number=st.integers(2, 20), kind=kinds)
    def edits(self, pick: int, place: int, number: int, kind: str) -> None:
        """Change an activity by the form; a contact changes its note, a count its number and kind."""
        shown = self._pick(self.shown, pick)
        who, line = shown.who, shown.line
        buttons = [button for button in shown.seen.controls if button.label.startswith("Wijzig")]
        at = place % len(buttons)
        form = self.check(who, self.run(self.door.presses(who, buttons[at]))).form
        self.door.forget()
        if line.gone or form is None:
            assert line.gone, "no form"
            return
        values = {"note": self._make_note(who)} if line.parts[at].account else {"count": str(number), "kind": kind}
        seen = self.check(who, self.run(self.door.fills(who, form, values)))
        self.book.logs[who].change(line, at, values)
        assert f"✓ Aangepast: {line.parts[at].name(self.today)}" in seen.lines, seen.lines
        self._sees_progress(who, seen)

    @rule(who=people, number=st.integers(2, 30))
    def corrects(self, who: str, number: int) -> None:
        """Say that the count that was typed last has to be another."""
        log, now = self.book.logs[who], self.clock.now() + timedelta(minutes=1)
        line = log.latest(now)
        if line is None or line is not log.standing[-1] or len(line.parts) > 1 or line.parts[0].account:
            return
        before = line.parts[0].name(self.today)
        seen = self.says(who, f"moet {number} zijn")
        if number == line.parts[0].count:
            assert _starting(seen, "Was:") == [], seen.lines
            return
        log.change(line, 0, {"count": str(number)})
        assert seen.lines[:2] == [f"Was: {before}", f"Nu: {line.parts[0].name(self.today)}"], seen.lines
        self._sees_progress(who, seen)

    # What is taken back

    @rule(who=people)
    def undoes(self, who: str) -> None:
        line = self.book.logs[who].latest(self.clock.now() + timedelta(minutes=1))
        seen = self.says(who, "undo")
        if line is None:
            assert not _starting(seen, "Uit je log gehaald"), seen.lines
            self.door.forget()
        else:
            self._sees_taken(who, line, seen)
            again = self.run(self.door.send_again(self.door.sent[-2]))
            assert _starting(again, "Uit je log") == _starting(seen, "Uit je log"), again.lines

    @precondition(lambda self: self.shown)
    @rule(pick=picks)
    def presses_undo(self, pick: int) -> None:
        shown = self._pick(self.shown, pick)
        button = shown.seen.find("Ongedaan maken")
        assert button is not None, shown.seen
        seen = self.check(shown.who, self.run(self.door.presses(shown.who, button)))
        if shown.line.gone:
            self.door.forget()
        else:
            self._sees_taken(shown.who, shown.line, seen)

    @precondition(lambda self: self.taken)
    @rule(pick=picks)
    def restores(self, pick: int) -> None:
        shown = self._pick(self.taken, pick)
        self.taken.remove(shown)
        button = shown.seen.find("Terugzetten")
        assert button is not None, shown.seen
        seen = self.check(shown.who, self.run(self.door.presses(shown.who, button)))
        if self.clock.now() - shown.at > timedelta(days=1):
            assert not _starting(seen, "✓"), seen.lines
            self.door.forget()
            return
        self.book.logs[shown.who].put(shown.line, gone=False)
        wanted = [f"✓ Teruggezet: {part.name()}" for part in shown.line.parts]
        assert sorted(_starting(seen, "✓ Teruggezet")) == sorted(wanted), seen.lines

    # What goes wrong around it

    @precondition(lambda self: self.door.sent)
    @rule(pick=picks)
    def comes_again(self, pick: int) -> None:
        sent = self._pick(self.door.sent, pick)
        self.check(sent.who, self.run(self.door.send_again(sent)))

    @precondition(lambda self: self.settled)
    @rule(pick=picks, button=picks)
    def presses_an_old_button(self, pick: int, button: int) -> None:
        """A line that was chosen for or cancelled stays as it is."""
        waiting = self._pick(self.settled, pick)
        control = waiting.seen.controls[button % len(waiting.seen.controls)]
        self._presses_in_vain(waiting.who, control)

    @precondition(lambda self: self.shown or self.waiting or self.taken)
    @rule(who=people, pick=picks, button=picks)
    def presses_of_another(self, who: str, pick: int, button: int) -> None:
        others: list[Shown | Waiting] = [*self.shown, *self.taken, *self.waiting]
        shown = self._pick(others, pick)
        if shown.who != who and shown.seen.controls:
            control = shown.seen.controls[button % len(shown.seen.controls)]
            self.check(who, self.run(self.door.presses(who, control)))

    @rule()
    def restarts(self) -> None:
        self.run(self.door.restart())

    @rule(days=st.integers(1, 4))
    def goes_home(self, days: int) -> None:
        self.clock.move(days=days)

    # What has to be so

    @invariant()
    def knows_what_the_rules_say(self) -> None:
        Machine.steps += 1
        stored, steps = self.runner.run(read_logs(self.door.bot.database))
        for who, log in self.book.logs.items():
            assert stored.get(who, []) == log.stored(), who
            found = [step for step in steps.get(who, []) if step[0] not in log.mixed]
            assert found == log.steps(), (who, log.standing)
        assert self.runner.run(read_accounts(self.door.bot.database)) == self.book.accounts

    def check(self, who: str, seen: Seen) -> Seen:
        """Check that somebody sees their own progress, and nothing that another wrote."""
        words = {word for word, owner in self.secrets.items() if owner != who and word in seen.text}
        assert not words, (who, seen.text)
        return seen

    def says(self, who: str, text: str) -> Seen:
        return self.check(who, self.run(self.door.says(who, "log", text)))

    def _sees_progress(self, who: str, seen: Seen) -> None:
        found = [PROGRESS.search(line) or FREE.search(line) for line in seen.lines]
        told = [tuple(map(int, match.groups())) for match in found if match]
        assert told == [self.book.logs[who].progress(self.today)], seen.lines
        listed = self.says(who, "list").lines[1:]
        assert listed == self.book.logs[who].listed() or not self.book.logs[who].entries(), listed

    def _stores(self, who: str, did: Sequence[Did], said: str) -> None:
        self._sees_stored(who, did, self.says(who, said))

    def _sees_stored(self, who: str, did: Sequence[Did], seen: Seen) -> None:
        line = self.book.store(who, did, self.clock.now())
        assert _starting(seen, "✓") == [f"✓ {part.name(self.today)}" for part in line.parts], seen.lines
        assert all(f"“{part.note}”" in seen.lines for part in did if part.note), seen.lines
        self.shown.append(Shown(who, line, seen, self.clock.now()))
        self._sees_progress(who, seen)

    def _keeps(self, who: str, did: list[Did], seen: Seen) -> None:
        # Which of several names is asked for first is free.
        typed = next((name for name in self._unclear(who, did) if f"“{name}”" in seen.lines[0]), "")
        assert typed, seen.lines
        self.waiting.append(Waiting(who, did, seen, typed))

    def _sees_taken(self, who: str, line: Line, seen: Seen) -> None:
        self.book.logs[who].put(line, gone=True)
        assert _starting(seen, "Uit je log gehaald") == [f"Uit je log gehaald: {part.name()}" for part in line.parts], (
            seen.lines
        )
        self.taken.append(Shown(who, line, seen, self.clock.now()))
        self._sees_progress(who, seen)

    def _phrase(
        self, who: str, spoken: Sequence[tuple[str, str, int | str]], days_ago: int = 0
    ) -> tuple[list[Did], str]:
        day = self.today - timedelta(days=days_ago)
        did, said = [], []
        for sort, kind, value in spoken:
            if sort == "count":
                did.append(Did(kind, day, int(value)))
                said.append(f"{value} {SAID[kind][1]}")
            else:
                note = self._make_note(who)
                did.append(Did(kind, day, 1, str(value), note))
                said.append(f"{SAID[kind][0]} {value}, {note}")
        return did, "; ".join(said)

    def _make_note(self, who: str) -> str:
        word = self.make_word(len(self.secrets))
        self.secrets[word] = who
        return f"over {word}"

    @staticmethod
    def make_word(number: int) -> str:
        """Return a word that nobody else writes."""
        random = Random(number)  # noqa: S311 - a word
        return "".join(random.choice("bdfgklmnprst") + random.choice("aeou") for _ in range(4))

    def _unclear(self, who: str, did: Sequence[Did]) -> Iterator[str]:
        names = (part.account for part in did if part.account is not None)
        return (name for name in names if self.book.find(get_workspace(who), name) is None)

    @property
    def today(self) -> date:
        return self.clock.now().date()

    def _presses_in_vain(self, who: str, control: Button | DatePick) -> None:
        self.check(who, self.run(self.door.presses(who, control)))
        self.door.forget()

    def _settle(self, pick: int) -> Waiting:
        waiting = self._pick(self.waiting, pick)
        self.waiting.remove(waiting)
        return waiting

    @staticmethod
    def _pick(found: Sequence[Result], pick: int) -> Result:
        return found[-1 - pick % len(found)]


def get_workspace(who: str) -> str:
    """Return the workspace of a person."""
    return who.partition("/")[0]


def _named(part: Did, name: str) -> Did:
    return Did(part.kind, part.day, part.count, name, part.note, part.due)


def _starting(seen: Seen, start: str) -> list[str]:
    return [line for line in seen.lines if line.startswith(start)]
