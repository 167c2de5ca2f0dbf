"""Lines with several activities and unclear names: nothing is stored until all are clear, nothing is typed again."""

import asyncio

import pytest
from sqlalchemy import delete

from bot.messages.text.button_values import DraftAccount, DraftRef
from bot.messages.text.record_values import write_value
from bot.services.bot import Bot
from bot.services.people.person_cache import Person, PersonCache
from bot.storage.tables.accounts import accounts as account_table
from tests.bot.interactions.world import open_bot
from tests.bot.services.log.test_several import list_stored, press, press_value
from tests.conftest import StillClock, Talk, identify
from tests.several import read_several

LINE = "5 mails; bezoek Bakkerij Zonnig, over de vloer; gebeld met Van Dam"
KEPT = f"Je regel is bewaard, je hoeft niets opnieuw te typen: “{LINE}”"
REST = "De rest staat klaar: weet ik dit, dan noteer ik alles in één keer."
FIRST = ["“Bakkerij Zonnig” ken ik nog niet. Is het een nieuwe?", KEPT, REST]
SECOND = ["Welke “Van Dam” bedoel je?", KEPT, REST]
STORED = [("event:1", "message", 5), ("event:1#2", "visit", 1), ("event:1#3", "call", 1)]


@pytest.fixture(autouse=True)
def _several(monkeypatch: pytest.MonkeyPatch) -> None:
    read_several(monkeypatch)


@pytest.fixture
async def bram(people: PersonCache, clock: StillClock, talk: Talk) -> Person:  # noqa: ARG001 - Anna comes first
    return await identify(people, clock, "UBRAM", "Bram Smit")


async def test_unclear_names_are_asked_one_after_another_and_then_all_is_stored(bot: Bot, talk: Talk) -> None:
    assert await talk.says(LINE, request="event:1") == FIRST
    assert talk.buttons == ["Nieuw: «Bakkerij Zonnig»", "Annuleren"]
    assert await press(talk, "Nieuw: «Bakkerij Zonnig»") == SECOND
    assert talk.buttons == ["Van Dam Logistiek", "Koninklijke Van Dam", "Nieuw: «Van Dam»", "Annuleren"]
    assert await list_stored(bot) == []
    said = await press(talk, "Koninklijke Van Dam")
    assert [line for line in said if line.startswith("✓ ")] == [
        "✓ 5 berichten",
        "✓ Bezoek · Bakkerij Zonnig",
        "✓ Telefoontje · Koninklijke Van Dam",
    ]
    assert await list_stored(bot) == STORED


async def test_a_single_activity_with_an_unclear_name_has_no_rest(talk: Talk) -> None:
    assert (await talk.says("bezoek Bakkerij Zonnig"))[1:] == [
        "Je regel is bewaard, je hoeft niets opnieuw te typen: “bezoek Bakkerij Zonnig”"
    ]


async def test_the_choices_outlive_a_restart(bot: Bot, talk: Talk, database_url: str, clock: StillClock) -> None:
    await talk.says(LINE, request="event:1")
    await press(talk, "Nieuw: «Bakkerij Zonnig»")
    after = open_bot(database_url, clock)
    again = Talk(after, talk.person)
    again.message = talk.message
    said = await press(again, "Van Dam Logistiek")
    await after.database.close()
    assert said[:2] == ["✓ 5 berichten", "✓ Bezoek · Bakkerij Zonnig"]
    assert await list_stored(bot) == STORED


async def test_a_day_in_the_line_counts_from_when_it_was_typed(talk: Talk, clock: StillClock) -> None:
    await talk.says("gisteren 5 mails; bezoek Bakkerij Zonnig; gebeld met Van Dam", request="event:1")
    await press(talk, "Nieuw: «Bakkerij Zonnig»")
    clock.move(days=2)
    said = await press(talk, "Van Dam Logistiek")
    assert [line for line in said if line.startswith("✓ ")] == [
        "✓ 5 berichten · di 17 mrt",
        "✓ Bezoek · Bakkerij Zonnig · wo 18 mrt",
        "✓ Telefoontje · Van Dam Logistiek · wo 18 mrt",
    ]


async def test_a_button_for_a_name_that_is_settled_asks_for_the_next_one(
    bot: Bot, talk: Talk, accounts: dict[str, int]
) -> None:
    await talk.says(LINE, request="event:1")
    create = talk.value_of("Nieuw: «Bakkerij Zonnig»")
    assert await press_value(talk, "draft_create", create, key="press:1") == SECOND
    # The same press delivered again, another press on the same button, and one that another message has.
    choose = write_value(DraftAccount(int(create), accounts["Acme"]))
    for action, value, key in (
        ("draft_create", create, "press:1"),
        ("draft_create_anyway", create, "press:2"),
        ("draft_choose", choose, "press:3"),
        ("draft_choose", f"{choose}:Bakkerij Zonnig", "press:4"),
    ):
        assert await press_value(talk, action, value, key=key) == SECOND
    assert await list_stored(bot) == []
    await press(talk, "Van Dam Logistiek")
    assert await list_stored(bot) == STORED


async def test_two_choices_for_one_name_at_once_count_once(bot: Bot, talk: Talk, accounts: dict[str, int]) -> None:
    await talk.says(LINE, request="event:1")
    draft_id = int(talk.value_of("Nieuw: «Bakkerij Zonnig»"))
    await asyncio.gather(
        *(
            press_value(talk, "draft_choose", write_value(DraftAccount(draft_id, accounts[name])), key=f"press:{name}")
            for name in ("Acme", "Jansen Metaal")
        )
    )
    assert talk.message.lines == SECOND
    said = await press(talk, "Van Dam Logistiek")
    visits = [line for line in said if line.startswith("✓ Bezoek")]
    assert visits in (["✓ Bezoek · Acme"], ["✓ Bezoek · Jansen Metaal"])
    assert await list_stored(bot) == STORED


async def test_the_line_delivered_again_asks_for_the_name_that_is_unclear_now_and_then_shows_what_was_stored(
    bot: Bot, talk: Talk, accounts: dict[str, int]
) -> None:
    await talk.says(LINE, request="event:1")
    draft_id = int(talk.value_of("Nieuw: «Bakkerij Zonnig»"))
    chosen = write_value(DraftAccount(draft_id, accounts["Acme"]))
    assert await press_value(talk, "draft_choose", chosen, key="press:1") == SECOND
    assert await talk.says(LINE, request="event:1") == SECOND
    stored = await press(talk, "Van Dam Logistiek")
    assert await talk.says(LINE, request="event:1") == stored
    assert await press_value(talk, "draft_choose", chosen, key="press:2") == stored
    assert await list_stored(bot) == STORED


async def test_a_button_of_a_line_that_was_stored_and_taken_back_says_so(bot: Bot, talk: Talk) -> None:
    await talk.says(LINE, request="event:1")
    draft_id = int(talk.value_of("Nieuw: «Bakkerij Zonnig»"))
    await press(talk, "Nieuw: «Bakkerij Zonnig»")
    await press(talk, "Van Dam Logistiek")
    await press(talk, "Ongedaan maken")
    assert await list_stored(bot) == []
    create = write_value(DraftRef(draft_id))
    assert await press_value(talk, "draft_create", create, key="x") == ["Die regel staat niet meer in je log."]
    assert await list_stored(bot) == []


async def test_a_chosen_account_that_is_gone_by_the_end_is_asked_for_again(
    bot: Bot, talk: Talk, accounts: dict[str, int]
) -> None:
    await talk.says(LINE, request="event:1")
    draft_id = int(talk.value_of("Nieuw: «Bakkerij Zonnig»"))
    chosen = write_value(DraftAccount(draft_id, accounts["Acme"]))
    await press_value(talk, "draft_choose", chosen, key="press:1")
    await bot.database.write(
        lambda connection: connection.execute(delete(account_table).where(account_table.c.id == accounts["Acme"]))
    )
    bot.accounts.forget(talk.person.workspace.id)
    assert await press(talk, "Van Dam Logistiek") == FIRST
    said = await press(talk, "Nieuw: «Bakkerij Zonnig»")
    assert [line for line in said if line.startswith("✓ ")] == [
        "✓ 5 berichten",
        "✓ Bezoek · Bakkerij Zonnig",
        "✓ Telefoontje · Van Dam Logistiek",
    ]
    assert await list_stored(bot) == STORED


async def test_cancelling_halfway_stores_nothing_and_gives_the_line_back(bot: Bot, talk: Talk) -> None:
    await talk.says(LINE, request="event:1")
    await press(talk, "Nieuw: «Bakkerij Zonnig»")
    assert await press(talk, "Annuleren") == [f"Goed, niets genoteerd. Dit had je getypt: “{LINE}”"]
    assert await list_stored(bot) == []


async def test_a_colleague_settles_no_name_in_a_line_of_mine(
    bot: Bot, talk: Talk, bram: Person, accounts: dict[str, int]
) -> None:
    await talk.says(LINE, request="event:1")
    draft_id = int(talk.value_of("Nieuw: «Bakkerij Zonnig»"))
    await press(talk, "Nieuw: «Bakkerij Zonnig»")
    gone = ["Die regel is al verwerkt. Kijk maar met /log list."]
    for action, value in (
        ("draft_choose", write_value(DraftAccount(draft_id, accounts["Acme"], "Van Dam"))),
        ("draft_create", write_value(DraftRef(draft_id, "Van Dam"))),
        ("draft_cancel", write_value(DraftRef(draft_id))),
    ):
        assert await press_value(talk, action, value, key=f"press:{action}", by=bram) == gone
    assert await talk.says(LINE, request="event:1") == SECOND
    assert await list_stored(bot) == []
