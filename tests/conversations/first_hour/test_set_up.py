"""A whole team in one form; everybody hears who did that and what is seen of them, and can decline."""

from collections.abc import Mapping

import pytest

from sandbox.entities import User, View
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from schedules.service import Service
from tests.conversations.first_hour.conftest import PLAIN
from tests.conversations.first_hour.test_greeting import heard, hears, move, read

NAMES = ("Anna Bos", "Bram Smit", "Carla Vos", "Dirk Jan", "Eva Mulder")
FIELDS = [
    "Wie doen er mee?",
    "Naam van het team",
    "Wie leidt het?",
    "Verkoopt wie leidt zelf ook?",
    "In welk kanaal komt de dagstand?",
    "Doel per dag: Bericht",
    "Doel per dag: Telefoontje",
    "Doel per dag: Bezoek",
    "Iemand met andere doelen?",
    "Werkdagen",
    "Het ochtendplan komt om",
    "Feestdagen van",
    "Taal in het kanaal",
]

WRONG = (
    ("team", "  ", "Geef het team een naam van hooguit 80 tekens, bijvoorbeeld: /ritme team Noord"),
    ("morning_at", "21:00", "Dit valt in je stille uren. Kies een ander moment, of maak de stilte korter."),
    (
        "channel",
        "C05RANDOM",
        "Dat kanaal zie ik niet. Nodig me daar eerst uit met /invite en probeer het dan opnieuw.",
    ),
    (
        "person_targets",
        "Klaas 3 1 0",
        (
            "“Klaas 3 1 0” kan ik niet lezen. Zo kan het: Sanne 3 2 1 (berichten, telefoontjes, bezoeken), elke "
            "collega op een eigen regel."
        ),
    ),
)


@pytest.fixture
def team(sandbox: Sandbox, service: Service) -> list[SandboxUser]:  # noqa: ARG001 - the bot has to run
    """Five colleagues besides Sanne, Oliver and Marieke."""
    for name in NAMES:
        first = name.split()[0]
        sandbox.workspace.users.append(User(id=f"U05{first.upper()}", name=first.lower(), real_name=name))
    return [sandbox.person(f"U05{name.split()[0].upper()}") for name in NAMES]


async def set_up(who: SandboxUser, filled: Mapping[str, object]) -> dict[str, str] | None:
    """Open the form with the command, fill it in and send it."""
    await who.types_command("/ritme inrichten")
    form = who.modal
    assert form is not None
    return await who.submits(form, filled)


async def open_page(user: SandboxUser) -> View:
    """Open the Home page."""
    home = await user.opens_home()
    assert home is not None
    return home


@pytest.mark.daily
async def test_the_form_asks_for_people_and_a_name_and_everybody_hears_it(
    marieke: SandboxUser, sanne: SandboxUser, oliver: SandboxUser, team: list[SandboxUser]
) -> None:
    await marieke.opens_messages()
    await marieke.clicks(await hears(marieke, "Hoi Marieke"), "Richt je team in")
    form = marieke.modal
    assert form is not None
    assert form.fields == FIELDS
    people = [sanne.user.id, oliver.user.id, *(each.user.id for each in team)]
    filled = {
        "people": people, "team": "Noord", "selling": "Nee, leidt alleen", "channel": "C05SALES",
        "target_message": "4", "person_targets": "Sanne 2 1 0\nbram: 3 bezoeken", "morning_at": "08:15",
    }  # fmt: skip
    assert await marieke.submits(form, filled) is None
    assert marieke.visible()[-1].plain.splitlines() == [
        "✓ Team Noord staat, met 7 collega's.",
        "Ieder hoort nu van me wie het team leidt en wat die wel en niet ziet, en mag nee zeggen.",
        "De dagstand komt op werkdagen om 17:00 in #sales.",
        (
            "Heb je al klanten, deals of contacten in een lijst? Sleep het CSV- of Excel-bestand in dit gesprek, dan "
            "laat ik eerst zien wat ik lees."
        ),
    ]
    told = await hears(sanne, "Hoi Sanne, ik ben Ritme.")
    assert told.plain.splitlines() == [
        "Hoi Sanne, ik ben Ritme. Marieke Bakker zette je in team Noord.",
        (
            "Jij zegt in één regel wat je deed; ik onthoud je afspraken en zeg op werkdagen om 08:15 wie er aan de "
            "beurt is."
        ),
        (
            "Dit ziet Marieke Bakker wel: totalen en open afspraken van minstens vier mensen samen, en welke deals "
            "stilstaan. Dit niet: je "
            "dag, je notities, je scorekaart en je lessen."
        ),
        "Je begint met 2 berichten en 1 telefoontje per dag. Dat verander je zelf, net als je uur.",
    ]
    assert told.buttons == ["Log je eerste", "Kies je uur", "Niet in dit team", "Niet nu"]
    english = await hears(oliver, "Hi Oliver, I'm Ritme.")
    assert english.plain.splitlines()[0] == "Hi Oliver, I'm Ritme. Marieke Bakker put you in team Noord."
    bram = await hears(team[1], "Hoi Bram")
    assert bram.plain.splitlines()[-1].startswith("Je begint met 4 berichten, 2 telefoontjes en 3 bezoeken per dag.")


async def test_who_declines_is_out_and_only_that_is_told(marieke: SandboxUser, sanne: SandboxUser) -> None:
    await marieke.opens_messages()
    await set_up(marieke, {"people": [sanne.user.id], "team": "Noord"})
    told = await hears(sanne, "Hoi Sanne")
    await sanne.clicks(told, "Niet in dit team")
    assert sanne.visible()[-1].plain == "Goed, je zit niet in team Noord. Marieke Bakker hoort alleen dat, niet waarom."
    said = await hears(marieke, "Sanne de Wit doet niet mee")
    assert said.plain == "Sanne de Wit doet niet mee met team Noord. Dat mag; vraag het gerust zelf."
    await sanne.clicks(sanne.visible()[-1], "Toch meedoen")
    assert sanne.visible()[-1].plain.splitlines()[0] == "Je zit nu in team Noord."


async def test_who_declines_is_not_reminded(sandbox: Sandbox, marieke: SandboxUser, sanne: SandboxUser) -> None:
    await marieke.opens_messages()
    await set_up(marieke, {"people": [sanne.user.id], "team": "Noord"})
    await sanne.clicks(await hears(sanne, "Hoi Sanne"), "Niet in dit team")
    count = len(heard(sanne))
    for day in (19, 20, 23, 24, 25):
        await move(sandbox, day, 16)
    assert len(heard(sanne)) == count


async def test_what_cannot_be_is_said_at_its_field(
    sandbox: Sandbox, marieke: SandboxUser, sanne: SandboxUser, guest: SandboxUser
) -> None:
    await marieke.opens_messages()
    good = {"people": [sanne.user.id], "team": "Noord"}
    for field, wrong, problem in WRONG:
        assert await set_up(marieke, {**good, field: wrong}) == {field: problem}
    app = sandbox.workspace.bot.id
    assert await set_up(marieke, {**good, "people": [app]}) == {
        "people": "Een van hen ken ik niet: een app, iemand van buiten, of iemand die ik nog nergens tegenkwam."
        " Haal die weg en probeer het nog eens."
    }
    assert heard(sanne) == []
    # An administrator allows a guest by picking one.
    assert await set_up(marieke, {**good, "people": [guest.user.id]}) is None
    await hears(guest, "Hoi Gijs, ik ben Ritme.")


async def test_a_manager_sets_up_a_team_of_colleagues_without_one(
    marieke: SandboxUser, sanne: SandboxUser, oliver: SandboxUser, piet: SandboxUser, guest: SandboxUser
) -> None:
    await marieke.opens_messages()
    await marieke.types_command("/ritme rol @sanne manager")
    assert await set_up(marieke, {"people": [oliver.user.id], "team": "Zuid", "leaders": [marieke.user.id]}) is None
    assert await set_up(sanne, {"people": [oliver.user.id], "team": "Noord"}) == {
        "people": "Oliver Hughes zit in team Zuid. Alleen een beheerder zet iemand over."
    }
    assert await set_up(sanne, {"people": [guest.user.id], "team": "Noord"}) == {
        "people": "Ik werk hier voor de vaste collega's. Als gast doe je mee zodra een beheerder je in een team zet: "
        "Marieke Bakker."
    }
    assert await set_up(sanne, {"people": [PLAIN.id], "team": "Noord", "leaders": [PLAIN.id]}) == {
        "leaders": "Dat kan alleen een beheerder: Marieke Bakker."
    }
    assert await set_up(sanne, {"people": [PLAIN.id], "team": "Noord"}) is None
    told = await hears(piet, "Hoi Piet")
    assert "Dit ziet Sanne de Wit wel:" in told.plain
    assert (await read(oliver, "/ritme setup"))[0] == ("Only a manager or administrator can do that: Marieke Bakker.")


async def test_who_is_at_work_keeps_the_own_targets_and_hears_it_shortly(
    marieke: SandboxUser, sanne: SandboxUser
) -> None:
    await marieke.opens_messages()
    await sanne.types_command("/log 5 mails")
    await set_up(marieke, {"people": [sanne.user.id], "team": "Noord", "target_message": "9", "morning_at": "07:30"})
    told = await hears(sanne, "Marieke Bakker zette je")
    assert len(told.plain.splitlines()) == 2
    assert told.buttons == ["Niet in dit team"]
    home = await open_page(sanne)
    assert "5 van 5 berichten" in home.plain
    assert "je dagplan om 08:30" in home.plain


async def test_seven_of_eight_have_begun_is_all_a_manager_hears_and_the_rest_is_invited_once(
    sandbox: Sandbox, marieke: SandboxUser, sanne: SandboxUser, oliver: SandboxUser, team: list[SandboxUser]
) -> None:
    await marieke.opens_messages()
    everybody = [sanne, oliver, *team]
    filled = {"people": [each.user.id for each in everybody], "team": "Noord", "selling": "Nee, leidt alleen"}
    assert await set_up(marieke, filled) is None
    home = await open_page(marieke)
    for number, each in enumerate(everybody[:5], start=1):
        await hears(each, "H")
        await each.types_command("/log 5 mails")
        home = await open_page(marieke)
        shown = [line for line in home.plain.splitlines() if "begonnen" in line]
        assert shown == [
            f"{number} van 7 begonnen" if number >= 4 else "Hoeveel er begonnen zijn, zeg ik vanaf vier mensen."
        ]
    assert not [name for name in NAMES if name in home.plain]
    await marieke.clicks(home, "Nodig de andere 2 uit")
    said = await hears(marieke, "✓ Wie van team Noord")
    assert said.plain.endswith("krijgt één uitnodiging, met jouw naam erbij. Meer stuur ik niet.")
    for each in everybody[5:]:
        await hears(each, "Marieke Bakker nodigt je uit om te beginnen met Ritme.")
    await marieke.clicks(home, "Nodig de andere 2 uit")
    home = await open_page(marieke)
    assert "Nodig de andere 2 uit" not in home.buttons
    await move(sandbox, 18, 12)
    assert [len([m for m in heard(each) if "nodigt je uit" in m.plain]) for each in everybody] == [0] * 5 + [1] * 2


async def test_at_night_nobody_is_told_until_the_morning(
    sandbox: Sandbox, marieke: SandboxUser, sanne: SandboxUser
) -> None:
    await move(sandbox, 20, 21)
    await marieke.opens_messages()
    await set_up(marieke, {"people": [sanne.user.id], "team": "Noord"})
    assert marieke.visible()[-1].plain.splitlines()[1] == (
        "Ieder hoort het maandag 23 maart om 08:00, met wat wie leidt wel en niet ziet, en mag nee zeggen."
    )
    await move(sandbox, 22, 12)
    assert heard(sanne) == []
    await move(sandbox, 23, 7, 1)
    await hears(sanne, "Hoi Sanne")


async def test_the_tour_goes_away_when_it_is_done_or_hidden(marieke: SandboxUser, sanne: SandboxUser) -> None:
    home = await open_page(marieke)
    assert home.plain.splitlines()[:5] == [
        "Je eerste stappen",
        "Log je eerste contact",
        "Kies wanneer je plan komt",
        "Noem drie bedrijven",
        "Richt je team in",
    ]
    await marieke.clicks(home, "Verberg dit")
    home = await open_page(marieke)
    assert "Je eerste stappen" not in home.plain
    home = await open_page(sanne)
    assert "Richt je team in" not in home.plain
    await sanne.types_command("/log bezoek Acme")
    await sanne.clicks(sanne.visible()[-1], "Nieuw: «Acme»")
    home = await open_page(sanne)
    assert home.plain.splitlines()[:4] == [
        "Je eerste stappen",
        "✓ Log je eerste contact",
        "Kies wanneer je plan komt",
        "Noem drie bedrijven",
    ]
    assert home.buttons.count("Drie bedrijven noemen") == 1
    for name in ("Bosch", "Cordaan"):
        await sanne.types_command(f"/log bezoek {name}")
        await sanne.clicks(sanne.visible()[-1], f"Nieuw: «{name}»")
    home = await open_page(sanne)
    assert home.plain.splitlines()[3] == "✓ Noem drie bedrijven"
    await sanne.clicks(home, "Kies je uur")
    form = sanne.modal
    assert form is not None
    await sanne.submits(form, {"morning_at": "08:00"})
    home = await open_page(sanne)
    assert "Je eerste stappen" not in home.plain
