"""R4: a rep's country follows from the zone when first met, is told once, and can be put right."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.calendar.countries import find_country, has_regions, parse_country
from bot.interactions.front import handle_button, handle_form
from bot.interactions.interaction import Filled
from bot.messages.calendar.place import PLACE_FORM, PLACE_OPEN
from bot.messages.text.message import ChoiceField
from bot.ports import Profile
from bot.services.bot import Bot
from bot.services.people.person_cache import Meeting, Person
from tests.conftest import Talk
from tests.interactions import answer_ritme, interact


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Europe/Brussels", "BE"), ("America/New_York", "US"), ("Europe/Vienna", "AT"), ("UTC", None), ("", None)],
)
def test_a_zone_tells_the_country(zone: str, country: str | None) -> None:
    assert find_country(zone) == country


@pytest.mark.parametrize(
    ("typed", "code"), [("be", "BE"), ("Duitsland", "DE"), ("germany", "DE"), ("", ""), ("xx", "XX")]
)
def test_a_country_is_typed_as_a_code_or_by_name(typed: str, code: str) -> None:
    assert parse_country(typed) == code


def test_where_holidays_differ_by_region() -> None:
    assert [code for code in ("NL", "BE", "DE", "GB", "FR", "LU") if has_regions(code)] == ["DE", "GB", "FR"]


async def meet(bot: Bot, zone: str) -> Person:
    """Return Bea, who comes by herself, or is known already."""

    async def fetch() -> Profile:
        return Profile(external_id="UBEA", name="Bea Mol", timezone=zone, locale="nl-NL", workspace="T1")

    return await bot.people.identify("T1", "UBEA", fetch=fetch, now=bot.now(), meeting=Meeting.CAME)


@pytest.mark.usefixtures("anna")
async def test_who_is_met_has_the_country_of_the_own_zone_and_hears_it_once(bot: Bot) -> None:
    bea = await meet(bot, "Europe/Brussels")
    assert bea.rep.country == "BE"
    talk = Talk(bot, bea)
    assert "Voor feestdagen ga ik uit van: België." in await talk.says("5 mails")
    again = Talk(bot, await meet(bot, "Europe/Brussels"))
    assert not any("feestdagen" in line for line in await again.says("2 calls", request="again"))


@pytest.mark.usefixtures("anna")
async def test_who_is_in_the_companys_zone_has_its_country(bot: Bot) -> None:
    bea = await meet(bot, "Europe/Amsterdam")
    assert bea.rep.country is None
    assert "Voor feestdagen ga ik uit van: Nederland." in await Talk(bot, bea).says("5 mails")


@pytest.mark.usefixtures("anna")
async def test_k11_with_a_history_from_before_the_first_line_here_is_not_called_the_first(bot: Bot) -> None:
    bea = await meet(bot, "Europe/Amsterdam")
    first = "Dat was je eerste. "
    plan = "Morgen om 08:30 kom ik met je plan."
    said = await Talk(bot, replace(bea, rep=replace(bea.rep, first_day=date(2025, 1, 1)))).says("5 mails")
    assert [line for line in said if plan in line] == [plan]
    assert not any(first in line for line in said)


@pytest.mark.usefixtures("anna")
async def test_a_country_whose_holidays_differ_asks_for_the_region(bot: Bot) -> None:
    bea = await meet(bot, "Europe/Berlin")
    said = await Talk(bot, bea).says("5 mails")
    assert "Voor feestdagen ga ik uit van: Duitsland. Daar verschillen ze per streek." in said
    opened = await handle_button(bot, PLACE_OPEN, interact(bea))
    assert opened.form is not None
    country, region = (field for field in opened.form.fields if isinstance(field, ChoiceField))
    assert (country.initial, region.initial, region.label) == ("DE", "all", "Waar in Duitsland?")
    assert ("DE:BY", "Bayern") in [(each.value, each.label) for each in region.options]
    assert await fill(bot, bea, country="DE", region="DE:BY") == ["Voor feestdagen houd ik aan: Duitsland, Bayern."]


async def test_another_country_is_chosen_and_then_its_region_asked_for(bot: Bot, anna: Person) -> None:
    assert await fill(bot, anna, country="DE") == [
        "Voor feestdagen houd ik aan: Duitsland.",
        "Daar verschillen ze per streek. Waar zit jij?",
    ]
    # A region of the country that was there before is not one of the new one.
    german = await identify_again(bot, anna)
    assert await fill(bot, german, country="NL", region="DE:BY") == ["Voor feestdagen houd ik aan: Nederland."]
    typed = await answer_ritme(bot, person=anna, text="land duitsland")
    assert typed.lines == ["Voor feestdagen houd ik aan: Duitsland.", "Daar verschillen ze per streek. Waar zit jij?"]


async def fill(bot: Bot, person: Person, **values: str) -> list[str]:
    filled = Filled(values=dict(values))
    done = await handle_form(bot, PLACE_FORM, interact(person, filled=filled, request_key=f"place:{values}"))
    assert done.message is not None
    return done.message.lines


async def identify_again(bot: Bot, person: Person) -> Person:
    found = await bot.people.find("T1", person.rep.external_id, now=bot.now())
    assert found is not None
    return found
