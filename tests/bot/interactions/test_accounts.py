"""Accounts put right where they are seen: the card after a bare name, errors at fields, rights, and both languages."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.domain.people.people import Role
from bot.interactions.front import handle_button, handle_form, handle_text
from bot.interactions.interaction import Filled, Reply
from bot.messages.text.button_values import AccountPair, AccountRef, PersonRef
from bot.messages.text.formats import make_money_format
from bot.messages.text.record_values import write_value
from bot.services.accounts.add_account import add_account
from bot.services.bot import Bot
from bot.services.home.load_day import load_current_day
from bot.services.people.person_cache import Person
from tests.bot.interactions.world import dump, open_bot
from tests.conftest import StillClock, identify
from tests.interactions import answer_deal, answer_ritme, interact

Values = Mapping[str, str | None]
FORM: Values = {"name": "Acme", "stage": "suspect", "owner": "nobody"}


async def types(bot: Bot, person: Person, text: str, *, key: str = "said:1") -> list[str]:
    reply = await handle_text(bot, interact(person, text=text, addressed=text, request_key=key))
    assert reply.message is not None
    return reply.message.lines


async def fills(bot: Bot, person: Person, account_id: int, values: Values, *, form: str = "account") -> Reply:
    value, filled = write_value(AccountRef(account_id)), Filled(values)
    return await handle_form(bot, form, interact(person, value=value, filled=filled, request_key=f"filled:{values}"))


async def presses(bot: Bot, person: Person, name: str, record: object, *, key: str = "pressed:1") -> list[str]:
    reply = await handle_button(bot, name, interact(person, value=write_value(record), request_key=key))  # type: ignore[arg-type]
    assert reply.message is not None
    return reply.message.lines


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Acme", "Acme"),
        ("acme", "Acme"),
        ("Jansen Metaal", "Jansen Metaal"),
        ("jansen", "Jansen Metaal"),
        ("de vries", "De Vries & Zn."),
        ("acme nederlnd", "Acme Nederland"),
        ("van dam", "“van dam” past bij meer dan één account. Welke bedoel je?"),
        ("bezoek Acme", "✓ Bezoek · Acme"),
        ("3 mails Acme", "✓ 3 berichten · Acme"),
        (
            "onbekend",
            (
                "Dat snap ik niet. Zeg wat je deed, zoals “bezoek Acme” of “5 mails”, "
                "of vraag “hoeveel nog?” of “wie vandaag?”."
            ),
        ),
    ],
)
@pytest.mark.usefixtures("accounts")
async def test_a_bare_name_in_a_direct_message_shows_the_card(bot: Bot, anna: Person, typed: str, first: str) -> None:
    assert (await types(bot, anna, typed))[0] == first


@pytest.mark.usefixtures("accounts")
async def test_the_card_of_an_account_without_anything_says_so(bot: Bot, anna: Person) -> None:
    assert await types(bot, anna, "Acme") == [
        "Acme",
        "Suspect · van niemand",
        "Nog geen contact gelogd.",
        "Nog niemand genoteerd die daar zit. Wie beslist er?",
    ]
    english = replace(anna, rep=replace(anna.rep, language="en"))
    assert await types(bot, english, "Acme") == [
        "Acme",
        "Suspect · no owner",
        "No contact logged yet.",
        "Nobody noted there yet. Who decides?",
    ]


async def test_k7_an_amount_is_shown_in_the_currency_in_which_it_was_typed(
    bot: Bot, anna: Person, accounts: dict[str, int]
) -> None:
    for account, line in (("Acme", '"Lijn" £90k'), ("De Vries", '"Hal" 20k'), ("De Vries", '"Kast" $5k')):
        await answer_deal(bot, person=anna, text=f"nieuw {account} {line}")
    assert [line for line in await types(bot, anna, "Acme") if "Deal" in line] == ["Deal Lijn · intake · £ 90.000"]
    assert [line for line in await types(bot, anna, "De Vries") if "Deal" in line] == [
        "Deal Kast · intake · $ 5.000",
        "Deal Hal · intake · € 20.000",
    ]
    pair = AccountPair(accounts["De Vries & Zn."], accounts["Acme"])
    moving = [line for line in await presses(bot, anna, "account_turn", pair) if "1 deal" in line]
    assert moving == ["Naar De Vries & Zn. gaat: 1 deal (£ 90.000)."]


def test_k7_an_amount_without_its_currency_is_never_shown() -> None:
    with pytest.raises(TypeError):
        make_money_format("nl")(Decimal(5))  # type: ignore[arg-type] # as a template may by mistake


@pytest.mark.usefixtures("accounts")
async def test_a_contact_of_an_own_kind_is_listed_by_its_name(bot: Bot, anna: Person) -> None:
    await types(bot, anna, "over-delivery Acme", key="said:2")
    assert "wo 18 mrt · Extra geleverd" in await types(bot, anna, "Acme")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", " ", "Hier kan ik niets van maken. Probeer eens: /log bezoek Acme"),
        ("value", "veel", "Dat lees ik niet als bedrag. Bijvoorbeeld: 45k of 12.500"),
        ("value", "-5", "Dat lees ik niet als bedrag. Bijvoorbeeld: 45k of 12.500"),
        ("contract_end", "45/13", "Dat lees ik niet als dag. Bijvoorbeeld: 30 juni, eind maart 2027 of 31-12-2027"),
        ("owner", "999999", "Die collega ken ik hier niet (meer). Kies een ander."),
    ],
)
async def test_what_cannot_be_read_is_said_at_its_field(
    bot: Bot, anna: Person, accounts: dict[str, int], field: str, typed: str, sentence: str
) -> None:
    before = await dump(bot.database)
    reply = await fills(bot, anna, accounts["Acme"], {**FORM, field: typed})
    assert reply.problems == {field: sentence}
    assert await dump(bot.database) == before


@pytest.mark.parametrize(("until", "problem"), [("ooit", "day_unclear"), ("1 maart 2026", "day_passed")])
async def test_an_end_of_rest_that_cannot_be_is_said_at_its_field(
    bot: Bot, anna: Person, accounts: dict[str, int], until: str, problem: str
) -> None:
    reply = await fills(bot, anna, accounts["Acme"], {"until": until}, form="account_quiet")
    assert reply.problems == {"until": bot.speak(anna.rep).plain(f"account_form.{problem}")}


async def test_an_account_at_rest_comes_back_into_the_plan_on_its_day(
    bot: Bot, anna: Person, clock: StillClock
) -> None:
    acme = await add_account(bot.database, bot.accounts, rep=anna.rep, name="Acme", now=clock.now())
    await fills(bot, anna, acme.id, {"until": "vrijdag"}, form="account_quiet")

    async def suggested() -> list[str]:
        day = await load_current_day(bot.database, person=anna, now=clock.now())
        return [each.account_name for each in day.suggestions]

    assert await suggested() == []
    clock.move(days=1)
    assert await suggested() == []
    clock.move(days=1)
    assert await suggested() == ["Acme"]
    assert (await types(bot, anna, "Acme"))[:3] == ["Acme", "Suspect · van Anna de Wit", "Nog geen contact gelogd."]


async def test_an_archived_account_is_in_no_plan_and_no_coverage_but_its_name_is_found(
    bot: Bot, anna: Person, clock: StillClock
) -> None:
    acme = await add_account(bot.database, bot.accounts, rep=anna.rep, name="Acme", now=clock.now())
    await presses(bot, anna, "account_archive_on", AccountRef(acme.id))
    day = await load_current_day(bot.database, person=anna, now=clock.now())
    assert day.suggestions == ()
    assert (await answer_ritme(bot, person=anna, text="dekking")).lines[1:] == [
        "Er staan nog geen accounts op je naam. Log een contact, dan komt het bedrijf er vanzelf bij."
    ]
    assert (await types(bot, anna, "bezoek Acme"))[:2] == [
        "✓ Bezoek · Acme",
        "Acme staat in het archief. Terughalen kan op de kaart.",
    ]


async def bram_as(bot: Bot, clock: StillClock, role: Role) -> Person:
    bram = await identify(bot.people, clock, "UBRAM", "Bram Smit")
    return replace(bram, rep=replace(bram.rep, role=role))


OF_ANNA = "Acme is van Anna de Wit. Alleen de eigenaar, de manager van het team of een beheerder kan dit rechtzetten."


@pytest.mark.parametrize(
    "name", ["account_edit", "account_quiet_on", "account_quiet_off", "account_archive_on", "account_delete"]
)
async def test_a_colleague_is_told_who_can_put_an_account_right(
    bot: Bot, anna: Person, clock: StillClock, name: str
) -> None:
    acme = await add_account(bot.database, bot.accounts, rep=anna.rep, name="Acme", now=clock.now())
    bram = await bram_as(bot, clock, Role.REP)
    before = await dump(bot.database)
    assert await presses(bot, bram, name, AccountRef(acme.id)) == [OF_ANNA]
    assert await dump(bot.database) == before
    card = await handle_button(bot, "account_show", interact(bram, value=write_value(AccountRef(acme.id))))
    assert card.message is not None
    assert card.message.lines[-1] == (
        "Van Anna de Wit: die kan dit wijzigen, en ook de manager van het team of een beheerder."
    )
    assert [each.action for each in card.message.controls] == ["account_log", "account_people", "account_merge"]


async def test_a_manager_puts_the_accounts_of_a_rep_without_a_team_right(
    bot: Bot, anna: Person, clock: StillClock
) -> None:
    acme = await add_account(bot.database, bot.accounts, rep=anna.rep, name="Acme", now=clock.now())
    bram = await bram_as(bot, clock, Role.MANAGER)
    assert (await presses(bot, bram, "account_archive_on", AccountRef(acme.id)))[1] == (
        "✓ Opgeborgen. De naam blijf ik kennen, en alles wat eraan hangt blijft staan."
    )


async def test_a_colleagues_note_is_not_on_the_card(bot: Bot, anna: Person, clock: StillClock) -> None:
    await add_account(bot.database, bot.accounts, rep=anna.rep, name="Acme", now=clock.now())
    await types(bot, anna, "gebeld met Acme, de prijs is te hoog")
    bram = await bram_as(bot, clock, Role.REP)
    assert (await types(bot, bram, "Acme", key="said:2"))[3] == "wo 18 mrt · Telefoontje · van een collega"
    assert (await types(bot, anna, "Acme", key="said:3"))[3] == ("wo 18 mrt · Telefoontje · “de prijs is te hoog”")


async def test_a_merge_pressed_again_later_shows_that_they_are_one(
    bot: Bot, anna: Person, accounts: dict[str, int]
) -> None:
    pair = AccountPair(accounts["Acme Nederland"], accounts["Acme"])
    assert (await presses(bot, anna, "account_unite", pair))[1] == (
        "✓ Acme hoort er nu bij. Wie die naam typt, komt hier uit."
    )
    assert (await presses(bot, anna, "account_unite", pair, key="pressed:2"))[1] == "Deze twee zijn al één account."
    assert (await presses(bot, anna, "account_unite", pair))[1] == (
        "✓ Acme hoort er nu bij. Wie die naam typt, komt hier uit."
    )


async def test_an_account_is_not_merged_with_itself(bot: Bot, anna: Person, accounts: dict[str, int]) -> None:
    reply = await fills(bot, anna, accounts["Acme"], {"account": str(accounts["Acme"])}, form="account_merge")
    assert reply.problems == {"account": "Dat is hetzelfde account. Kies een ander."}
    reply = await fills(bot, anna, accounts["Acme"], {"account": "new:Zuid"}, form="account_merge")
    assert reply.problems == {"account": "Kies een account dat al bestaat."}


async def test_another_replica_logs_a_merged_account_where_it_belongs(
    bot: Bot, anna: Person, accounts: dict[str, int], clock: StillClock, database_url: str
) -> None:
    other = open_bot(database_url, clock)
    try:
        assert (await types(other, anna, "gebeld met Acme"))[0] == "✓ Telefoontje · Acme"
        await presses(bot, anna, "account_unite", AccountPair(accounts["Acme Nederland"], accounts["Acme"]))
        assert (await types(other, anna, "bezoek Acme", key="said:2"))[0] == "✓ Bezoek · Acme Nederland"
        rows = await dump(bot.database)
        assert {row["account_id"] for row in rows["activities"]} == {accounts["Acme Nederland"]}
    finally:
        await other.database.close()


async def test_an_old_button_of_a_merged_account_works_for_the_one_that_is_kept(
    bot: Bot, anna: Person, accounts: dict[str, int]
) -> None:
    await presses(bot, anna, "account_unite", AccountPair(accounts["Acme Nederland"], accounts["Acme"]))
    assert (await presses(bot, anna, "account_show", AccountRef(accounts["Acme"]), key="pressed:2"))[0] == (
        "Acme Nederland"
    )
    filled = {"name": "Piet", "role": "", "level": "executive"}
    await fills(bot, anna, accounts["Acme"], filled, form="contact_person")
    rows = await dump(bot.database)
    assert [row["account_id"] for row in rows["contacts"]] == [accounts["Acme Nederland"]]


async def test_a_renamed_account_is_found_by_both_names(bot: Bot, anna: Person, accounts: dict[str, int]) -> None:
    await fills(bot, anna, accounts["Jansen Metaal"], {**FORM, "name": "Staalbouw Zuid"})
    assert (await types(bot, anna, "jansen metaal"))[0] == "Staalbouw Zuid"
    assert (await types(bot, anna, "bezoek staalbouw zuid", key="said:2"))[0] == "✓ Bezoek · Staalbouw Zuid"
    await fills(bot, anna, accounts["Jansen Metaal"], {**FORM, "name": "Jansen Metaal"})
    assert (await types(bot, anna, "staalbouw zuid"))[0] == "Jansen Metaal"


async def test_somebody_of_a_taken_name_is_said_at_the_name(bot: Bot, anna: Person, accounts: dict[str, int]) -> None:
    acme = accounts["Acme"]
    for name in ("Piet", "Els"):
        await fills(bot, anna, acme, {"name": name, "role": "", "level": "user"}, form="contact_person")
    [piet, _] = (await dump(bot.database))["contacts"]
    value = write_value(PersonRef(acme, piet["id"]))
    filled = Filled({"name": "els", "level": "user", "account": str(acme)})
    reply = await handle_form(bot, "person", interact(anna, value=value, filled=filled))
    assert reply.problems == {"name": "Bij Acme staat al iemand die els heet."}


async def test_a_contract_end_and_a_value_are_typed_as_reps_do(
    bot: Bot, anna: Person, accounts: dict[str, int]
) -> None:
    await fills(bot, anna, accounts["Acme"], {**FORM, "value": "€ 12.500,- per jaar", "contract_end": "eind 2027"})
    [acme] = [row for row in (await dump(bot.database))["accounts"] if row["id"] == accounts["Acme"]]
    assert (acme["value"], acme["contract_end"]) == (12_500, date(2027, 12, 31))


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("waarde 45k", "€ 45.000 per jaar"),
        ("contract tot eind maart 2027", "contract tot wo 31 mrt 2027"),
        ("is klant", "Klant · van niemand"),
        ("segment Tuinbouw", "Suspect · van niemand · Tuinbouw"),
        ("niet benaderen tot 1 september", "Wil niet benaderd worden, tot di 1 sep."),
        ("archiveren", "Staat in het archief: niet in plannen, dekking of voorstellen."),
        ("heet nu Acme Holding", "Ook bekend als Acme."),
    ],
)
@pytest.mark.usefixtures("accounts")
async def test_a_typed_line_puts_one_thing_right(bot: Bot, anna: Person, typed: str, line: str) -> None:
    before = (await answer_ritme(bot, person=anna, text="account Acme")).lines
    after = (await answer_ritme(bot, person=anna, text=f"account Acme {typed}")).lines
    assert line in set(after) - set(before)
    assert after[1][:1] == "✓"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("Acme waarde veel", "Dat lees ik niet als bedrag. Bijvoorbeeld: 45k of 12.500"),
        ("Acme is geweldig", "Dat ken ik niet als stand. Wel: suspect, prospect, klant of oud-klant."),
        ("Acme niet benaderen tot 1 maart 2026", "Die dag is al geweest. Noem er een die nog komt, zoals 1 september."),
        ("Acme samenvoegen met Nergens", "“Nergens” ken ik niet. Log er iets mee, dan maak ik het aan."),
        ("Acme samenvoegen met Acme Nederland", "Acme en Acme Nederland samenvoegen?"),
        ("Acme mensen", "Wie zit er bij Acme?"),
        ("Acme terughalen", "Acme"),
    ],
)
@pytest.mark.usefixtures("accounts")
async def test_a_typed_line_that_changes_nothing_answers(bot: Bot, anna: Person, typed: str, line: str) -> None:
    before = await dump(bot.database)
    assert (await answer_ritme(bot, person=anna, text=f"account {typed}")).lines[0] == line
    assert await dump(bot.database) == before
