"""Drafts, which wait for their account: each is stored once, as one entry, and is visible to its rep only."""

import pytest

from bot.domain.home.day import LoggedLine
from bot.domain.log.activity import Kind, LogLine
from bot.domain.log.errors import DraftGone, EntryGone
from bot.messages.text.button_values import DraftAccount, DraftRef
from bot.services.bot import Bot
from bot.services.home.load_day import list_latest
from bot.services.log.finish_draft import finish_draft
from bot.services.log.log_activity import NewActivity, log_activity
from bot.services.log.log_typed_line import TypedLine, log_typed_line, open_draft
from bot.services.log.pending_line import PendingLine
from bot.services.people.person_cache import Person, PersonCache
from bot.storage.log.drafts import Draft
from tests.conftest import WEDNESDAY, StillClock, Talk, identify
from tests.interactions import press


@pytest.fixture
async def bram(people: PersonCache, clock: StillClock, talk: Talk) -> Person:  # noqa: ARG001 - Anna comes first
    return await identify(people, clock, "UBRAM", "Bram Smit")


def find_draft_id(talk: Talk) -> int:
    """Return the draft id that the button for creating an account carries."""
    return next(int(control.value) for control in talk.message.controls if control.action == "draft_create")


async def log_new_customer(bot: Bot, talk: Talk, line: str) -> list[str]:
    """Log a line with an unknown name, press "create", and return the reply."""
    await talk.says(line)
    draft_id = find_draft_id(talk)
    return (await press(bot, "draft_create_anyway", DraftRef(draft_id), person=talk.person)).lines


async def list_notes(bot: Bot, person: Person) -> list[tuple[str | None, str]]:
    entries = await list_latest(bot.database, rep=person.rep)
    return [(entry.account_name, entry.note) for entry in reversed(entries)]


async def test_three_new_customers_in_a_row_are_all_stored(bot: Bot, talk: Talk) -> None:
    answers = [
        await log_new_customer(bot, talk, f"bezoek {name}, {note}")
        for name, note in (("Pietersen", "over de vloer"), ("Bakker", "over het dak"), ("Ouwerkerk", "over de muur"))
    ]
    assert [answer[:2] for answer in answers] == [
        ["✓ Bezoek · Pietersen", "“over de vloer”"],
        ["✓ Bezoek · Bakker", "“over het dak”"],
        ["✓ Bezoek · Ouwerkerk", "“over de muur”"],
    ]
    assert await list_notes(bot, talk.person) == [
        ("Pietersen", "over de vloer"),
        ("Bakker", "over het dak"),
        ("Ouwerkerk", "over de muur"),
    ]


async def test_new_customers_of_two_reps_are_stored_for_each_and_shown_to_no_other(
    bot: Bot, talk: Talk, bram: Person
) -> None:
    other = Talk(bot, bram)
    assert (await log_new_customer(bot, talk, "bezoek Pietersen, gaat scheiden"))[:2] == [
        "✓ Bezoek · Pietersen",
        "“gaat scheiden”",
    ]
    assert (await log_new_customer(bot, other, "gebeld met Bakker, wil een offerte"))[:2] == [
        "✓ Telefoontje · Bakker",
        "“wil een offerte”",
    ]
    assert await list_notes(bot, talk.person) == [("Pietersen", "gaat scheiden")]
    assert await list_notes(bot, bram) == [("Bakker", "wil een offerte")]


async def test_a_kept_line_pressed_twice_at_once_is_stored_once(bot: Bot, talk: Talk, accounts: dict[str, int]) -> None:
    await talk.says("bezoek Van Dm, over de vloer")
    draft = await open_draft(bot.database, rep=talk.person.rep, draft_id=find_draft_id(talk), now=WEDNESDAY)
    assert isinstance(draft, Draft)
    account = (await bot.accounts.get_index(talk.person.workspace.id)).find_exact("Acme")[0]
    assert account.id == accounts["Acme"]
    pressed = [
        await finish_draft(bot.database, bot.accounts, rep=talk.person.rep, draft=draft, account=account, now=WEDNESDAY)
        for _ in range(2)
    ]
    first, second = [each.first.entry for each in pressed if isinstance(each, LoggedLine)]
    assert first == second
    assert await list_notes(bot, talk.person) == [("Acme", "over de vloer")]


async def test_a_line_delivered_again_after_its_account_was_chosen_is_not_stored_again(bot: Bot, talk: Talk) -> None:
    await talk.says("bezoek Pietersen, over de vloer", request="command:1")
    await press(bot, "draft_create_anyway", DraftRef(find_draft_id(talk)), person=talk.person)
    assert (await talk.says("bezoek Pietersen, over de vloer", request="command:1"))[0] == "✓ Bezoek · Pietersen"
    assert await list_notes(bot, talk.person) == [("Pietersen", "over de vloer")]


async def test_a_key_that_a_colleagues_entry_has_shows_nothing_of_it(bot: Bot, talk: Talk, bram: Person) -> None:
    await talk.says("bezoek Acme, gaat scheiden", request="command:1")
    line = LogLine(kind=Kind.CALL, account=None, count=1, day=WEDNESDAY.date(), next_step=None, note="")
    with pytest.raises(EntryGone):
        await log_activity(bot.database, NewActivity(bram.rep, line, request_key="command:1", logged_at=WEDNESDAY))


async def test_a_key_that_a_colleagues_kept_line_has_shows_nothing_of_it(bot: Bot, talk: Talk, bram: Person) -> None:
    await talk.says("bezoek Pietersen, gaat scheiden", request="command:1")
    with pytest.raises(DraftGone):
        await log_typed_line(bot.database, bot.accounts, TypedLine(bram.rep, "bezoek Bakker", "command:1", WEDNESDAY))


async def test_a_colleagues_kept_line_cannot_be_stored(
    bot: Bot, talk: Talk, bram: Person, accounts: dict[str, int]
) -> None:
    pending = await log_typed_line(
        bot.database, bot.accounts, TypedLine(talk.person.rep, "bezoek Pietersen", "command:1", WEDNESDAY)
    )
    assert isinstance(pending, PendingLine)
    with pytest.raises(DraftGone):
        await press(bot, "draft_choose", DraftAccount(pending.draft_id, accounts["Acme"]), person=bram)
