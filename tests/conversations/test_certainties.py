"""Reputation and referrals: feedback, its follow-up, and introductions (Z2, Z3, O5)."""

import itertools
from datetime import UTC, datetime

import pytest

from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.conversations.test_deal_story import lines, see_morning


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('/feedback Acme 8 "snelle levering, facturen onduidelijk"', "8: “snelle levering, facturen onduidelijk”"),
        ("/feedback acme 9/10", "9"),
        ("/feedback Acme 7,5 prima zo", "8: “prima zo”"),
        ("/feedback Acme 0", "0"),
    ],
)
async def test_z2_a_score_is_kept_in_the_customers_words(sanne: SandboxUser, typed: str, kept: str) -> None:
    assert lines(await sanne.types_command(typed))[0] == f"✓ Acme geeft een {kept}."


async def test_z2_what_is_promised_because_of_it_is_a_next_step_and_the_customer_hears_of_it(
    sanne: SandboxUser, sandbox: Sandbox
) -> None:
    noted = await sanne.types_command("/feedback Acme 6 facturen onduidelijk")
    assert noted is not None
    assert lines(noted)[1].startswith("Goed dat je het vroeg. Wie klaagt wil blijven")
    promised = await sanne.picks(noted, "Wij beloven iets voor…", "2026-03-20")
    assert lines(promised)[0].startswith("✓ Beloofd aan Acme voor vrijdag 20 maart.")
    home = await sanne.opens_home()
    assert home is not None
    assert "Acme · facturen onduidelijk" in home.plain
    await sandbox.clock.move_to(datetime(2026, 3, 20, 10, 0, tzinfo=UTC))
    await sanne.types_command("/log gebeld met Acme, nieuwe factuur laten zien")
    assert lines(await sanne.types_command("/feedback"))[1] == (
        "wo 18 mrt · Acme: 6, “facturen onduidelijk” · gedaan, nog vertellen"
    )


async def test_z2_without_a_score_a_form_asks_for_it(sanne: SandboxUser) -> None:
    await sanne.types_command("/feedback Acme")
    assert sanne.modal is not None
    assert await sanne.submits(sanne.modal, {"score": "9", "words": "fijne montage"}) is None
    assert lines(sanne.visible()[-1])[0] == "✓ Acme geeft een 9: “fijne montage”."


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/feedback Acme 11", "“11” is geen cijfer van 0 tot en met 10."),
        ("/feedback Onbekend BV 8", "“Onbekend BV” ken ik niet."),
        ("/referral -> Bakkerij Zuid", "Met wie? Zet de naam erbij, of een aantal: /log 5 mails"),
    ],
)
async def test_what_cannot_be_read_gets_a_sentence(sanne: SandboxUser, typed: str, answer: str) -> None:
    assert lines(await sanne.types_command(typed))[0] == answer


async def test_feedback_is_taken_back(sanne: SandboxUser) -> None:
    noted = await sanne.types_command("/feedback Acme 8")
    assert noted is not None
    assert lines(await sanne.clicks(noted, "Ongedaan maken")) == [
        "Teruggedraaid: het cijfer van Acme staat er niet meer."
    ]
    assert lines(await sanne.types_command("/feedback"))[1].startswith("Nog niemand gevraagd.")


@pytest.mark.daily
async def test_z3_a_referral_goes_from_asking_to_won(sanne: SandboxUser) -> None:
    noted = await sanne.types_command("/feedback Acme 9")
    assert noted is not None
    asked = await sanne.clicks(noted, "Ik vraag om een introductie")
    assert lines(asked)[0] == "Gevraagd aan Acme (wo 18 mrt)."
    promised = await sanne.types_command("/referral Acme -> Jansen Metaal")
    assert promised is not None
    assert lines(promised)[0] == "Acme beloofde je voor te stellen aan Jansen Metaal (wo 18 mrt)."
    introduced = await sanne.clicks(promised, "Voorgesteld")
    assert introduced is not None
    assert lines(introduced)[0].startswith("Acme stelde je voor aan Jansen Metaal (wo 18 mrt).")
    await sanne.clicks(introduced, "Gesproken")
    await sanne.types_command('/deal nieuw "Jansen Metaal" Zaagstraat 80k')
    await sanne.types_command('/deal "Jansen Metaal" gewonnen')
    assert lines(await sanne.types_command("/referral"))[:3] == [
        "Introducties",
        "Er loopt er geen. Wie van je klanten is het meest tevreden, en wie kent die?",
        "🏆 Jansen Metaal is klant, dankzij Acme. Bedank ze vandaag nog.",
    ]


async def test_o5_an_introduction_that_was_given_is_kept_as_well(sanne: SandboxUser) -> None:
    given = await sanne.types_command("/referral gaf Acme -> Jansen Metaal")
    assert lines(given)[0] == "Jij stelde Acme voor aan Jansen Metaal (wo 18 mrt). Wie deelt, krijgt terug."
    assert "Door jou gegeven" in lines(await sanne.types_command("/referral"))


async def test_o5_the_network_comes_as_a_picture_on_request(sanne: SandboxUser) -> None:
    assert lines(await sanne.types_command("/ritme netwerk"))[1].startswith("Nog niemand aan iemand voorgesteld.")
    await sanne.types_command("/referral Acme -> Jansen Metaal voorgesteld")
    await sanne.types_command("/referral gaf Acme -> Van Dam Logistiek")
    await sanne.types_command("/ritme netwerk")
    sent = await sanne.wait_for(lambda: [each for each in sanne.visible() if not each.addressee])
    assert "Gekregen: 1 · gegeven: 1 · klant geworden: 0" in lines(sent[-1])
    [image] = [block for block in sent[-1].blocks if block["type"] == "image"]
    assert image["alt_text"] == "Acme → Van Dam Logistiek; Acme → Jansen Metaal"


async def test_the_same_referral_is_not_kept_twice(sanne: SandboxUser) -> None:
    await sanne.types_command("/referral Acme gevraagd")
    await sanne.types_command("/referral Acme -> Jansen Metaal")
    await sanne.types_command("/referral Acme -> Jansen Metaal voorgesteld")
    shown = [line for line in lines(await sanne.types_command("/referral")) if "Jansen Metaal" in line]
    assert shown == [
        "Acme stelde je voor aan Jansen Metaal (wo 18 mrt). Bel binnen een week, dan is het nog warm.",
        "/referral Acme -> Bakkerij Zuid · /referral Acme beloofd · /referral gaf Acme -> Jansen Metaal",
    ]


async def test_z1_a_large_deal_without_anybody_higher_up_asks_who_decides(sanne: SandboxUser, sandbox: Sandbox) -> None:
    await sanne.types_command('/deal nieuw Acme "Kassen 2027" 45k')
    for _ in range(2):
        await sanne.types_command("/log gebeld met Acme, rondleiding besproken, volgende stap 30 maart")
    morning = await see_morning(sanne, sandbox, 19)
    asked = "Acme · Kassen 2027 (€ 45.000): 2 contacten, en nog niemand boven de gebruiker."
    assert f"{asked} Wie beslist er, en wie stelt je voor?" in lines(morning)
    await sanne.clicks(morning, "Wie is dat?")
    assert sanne.modal is not None
    await sanne.submits(sanne.modal, {"name": "Mevrouw De Wit", "role": "directeur", "level": "executive"})
    assert lines(sanne.visible()[-1]) == [
        "✓ Mevrouw De Wit staat genoteerd bij Acme. Hoog binnen, en dan laten verwijzen: zo gaat het sneller."
    ]
    assert asked not in (await see_morning(sanne, sandbox, 31)).plain
    assert "Je kent er de directie." in lines(await sanne.types_command("/deal Acme"))
    await sanne.types_command('/deal nieuw Acme "Schermen" 20k')
    assert "Binnengekomen bij de directie." in lines(await sanne.types_command("/deal Acme Schermen"))


async def test_z3_a_won_deal_is_the_moment_to_ask_for_an_introduction(sanne: SandboxUser, sandbox: Sandbox) -> None:
    await sanne.types_command('/deal nieuw Acme "Kassen 2027" 45k')
    await sanne.types_command("/deal Acme gewonnen")
    morning = await see_morning(sanne, sandbox, 25)
    asked = "Acme koos pas voor jullie en weet nog precies waarom. Wie kennen zij met dezelfde vraag?"
    assert asked in lines(morning)
    assert lines(await sanne.clicks(morning, "Ik vraag om een introductie"))[0] == "Gevraagd aan Acme (wo 25 mrt)."
    for day in (26, 27, 30, 31):
        assert asked not in (await see_morning(sanne, sandbox, day)).plain


@pytest.mark.daily
async def test_z4_two_weeks_after_the_sale_the_plan_proposes_a_call(sanne: SandboxUser, sandbox: Sandbox) -> None:
    await sanne.types_command('/deal nieuw Acme "Kassen 2027" 45k')
    await sanne.types_command("/deal Acme gewonnen")
    await sanne.types_command("/referral Acme gevraagd")
    await sanne.types_command("/feedback Acme 7")
    await sandbox.clock.move_to(datetime(2026, 4, 1, 6, 30, tzinfo=UTC))
    morning = sanne.visible()[-1]
    assert (
        "Acme kocht 2 weken geleden. Bel even hoe het bevalt; een klant die je na de koop spreekt, koopt opnieuw."
        in lines(morning)
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/ritme doel 120k marge", "€ 120.000 marge in 2026."),
        ("/ritme doel 12 klanten voor 30 juni", "12 nieuwe klanten vóór dinsdag 30 juni, geteld vanaf wo 18 mrt."),
        ("/ritme doel target 100k 30 juni", "Het target van € 100.000 al op dinsdag 30 juni, geteld vanaf do 1 jan."),
    ],
)
async def test_o1_a_rep_sets_a_goal_of_ones_own(sanne: SandboxUser, typed: str, said: str) -> None:
    shown = lines(await sanne.types_command(typed))
    assert shown[:3] == ["Je eigen doel", "✓ Staat. Alleen jij ziet dit.", said]
    deals = "deals" if "klanten" in typed else "deals met marge"
    assert shown[4] == (
        f"Wat het per dag vraagt weet ik nog niet: daarvoor zijn vijf gewonnen {deals} in een jaar nodig, "
        "en je hebt er 0."
    )


async def test_o1_a_goal_asks_a_day_what_ones_own_figures_say(sanne: SandboxUser) -> None:
    for number in range(5):
        await sanne.types_command(f'/deal nieuw Acme "Kas {number}" 20k marge 10k')
        await sanne.types_command("/log 8x gebeld met Acme")
        await sanne.types_command(f'/deal Acme "Kas {number}" gewonnen')
    shown = lines(await sanne.types_command("/ritme doel 100k marge voor 30 juni"))
    assert shown[3].startswith("Nu € 50.000 van € 100.000 (50%), na 1 van de ")
    # 5 more deals at 8 contacts each, in some 14 weeks; there is no pace yet on one's first day.
    assert shown[4] == "Dat vraagt nog zo'n 5 deals, en daarvoor zo'n 3 contacten met een naam per week."
    assert shown[5] == (
        "Geteld aan jouw 5 gewonnen deals van het afgelopen jaar. Dat zijn er nog weinig, dus neem het ruim."
    )


async def test_o1_after_its_day_a_goal_ends_with_a_word_and_later_deals_do_not_count(
    sanne: SandboxUser, sandbox: Sandbox
) -> None:
    await sanne.types_command("/ritme doel 10k marge voor 30 juni")
    await sanne.types_command('/deal nieuw Acme "Kas 1" 20k marge 6k')
    await sanne.types_command('/deal Acme "Kas 1" gewonnen')
    await sandbox.clock.move_to(datetime(2026, 7, 1, 8, 0, tzinfo=UTC))
    await sanne.types_command('/deal nieuw Acme "Kas 2" 20k marge 9k')
    await sanne.types_command('/deal Acme "Kas 2" gewonnen')
    shown = lines(await sanne.types_command("/ritme doel"))
    assert shown[2:] == [
        "De tijd is om: € 6.000 van € 10.000. Dat is er wel gekomen. Wat neem je mee, en wat wordt het volgende doel?",
        "Ander doel: /ritme doel 12 klanten · geen doel meer: /ritme doel weg",
    ]


async def test_o1_a_goal_for_this_year_counts_what_was_won_earlier_this_year(
    sanne: SandboxUser, sandbox: Sandbox
) -> None:
    await sanne.types_command('/deal nieuw Acme "Kas 1" 20k marge 6k')
    await sanne.types_command('/deal Acme "Kas 1" gewonnen')
    await sandbox.clock.move_to(datetime(2026, 6, 1, 8, 0, tzinfo=UTC))
    shown = lines(await sanne.types_command("/ritme doel 5k marge"))
    assert shown[2] == "€ 5.000 marge in 2026."
    assert shown[3].startswith("Nu € 6.000 van € 5.000 (120%), na ")
    assert shown[4] == "Gehaald. En nu? Topverkopers leggen de lat zelf."


async def test_o1_a_goal_that_cannot_be_is_refused_and_one_can_be_taken_away(sanne: SandboxUser) -> None:
    for typed in ("/ritme doel veel", "/ritme doel 0k marge", "/ritme doel 10k marge 1 januari 2020"):
        assert lines(await sanne.types_command(typed))[0].startswith("Welk doel? Bijvoorbeeld: /ritme doel 120k marge")
    await sanne.types_command("/ritme doel 120k marge")
    assert lines(await sanne.types_command("/ritme doel weg"))[1] == "✓ Weg. Een nieuw doel mag altijd."


async def test_z8_a_scorecard_without_history_says_where_to_start(sanne: SandboxUser) -> None:
    shown = lines(await sanne.types_command("/ritme scorekaart"))
    assert shown[0] == "Je zeven zekerheden, maart 2026"
    names = "Relaties, Reputatie, Referral, Herhaling, Rendement, Rebound, Repetitie"
    assert shown[1:] == [f"Nog te vroeg voor {names}. Begin met een deal van € 10.000 of meer, met de waarde erbij."]


async def test_z7_nothing_is_claimed_from_too_few_deals(sanne: SandboxUser) -> None:
    assert lines(await sanne.types_command("/ritme patronen"))[1].startswith(
        "Er is nog geen deal gesloten, dus beweer ik niets."
    )


async def test_o4_why_a_deal_was_won_is_asked_once_and_comes_back_in_the_patterns(sanne: SandboxUser) -> None:
    for number, reason in enumerate(("quick", "price", "quick", "trust", "quick")):
        await sanne.types_command(f'/deal nieuw Acme "Kas {number}" 20k')
        won = await sanne.types_command(f'/deal Acme "Kas {number}" gewonnen')
        assert won is not None
        await sanne.clicks(won, "Waardoor won je?")
        assert sanne.modal is not None
        assert await sanne.submits(sanne.modal, {"reason": reason, "words": "belde binnen een uur"}) is None
        assert lines(sanne.visible()[-1])[0].startswith("✓ Onthouden: ")
    assert "Doorslag: snelle reactie, “belde binnen een uur”" in lines(await sanne.types_command('/deal Acme "Kas 4"'))
    shown = lines(await sanne.types_command("/ritme patronen"))
    assert shown[-1] == "Waardoor jij wint, volgens jezelf: 3 van 5 keer snelle reactie."


async def test_z6_the_end_of_their_contract_can_be_told_at_the_loss_and_plans_the_rebound_with_its_reason(
    sanne: SandboxUser, sandbox: Sandbox
) -> None:
    await sanne.types_command('/deal nieuw Acme "Kas 1" 20k')
    await sanne.types_command("/deal Acme verloren")
    assert sanne.modal is not None
    assert await sanne.submits(sanne.modal, {"reason": "price", "contract_end": "2026-10-31"}) is None
    assert lines(sanne.visible()[-1])[-1] == (
        "Hun contract loopt tot zaterdag 31 oktober. Ik kom erop terug vanaf donderdag 30 april: ruim op tijd."
    )
    await sandbox.clock.move_to(datetime(2026, 4, 30, 6, 30, tzinfo=UTC))
    said = " ".join(lines(sanne.visible()[-1]))
    assert "Het contract van Acme loopt over een half jaar af (zaterdag 31 oktober)." in said
    assert "Toen ging het mis op: de prijs. Begin daar." in said


async def test_o3_the_share_of_contacts_and_time_with_customers_is_told(sanne: SandboxUser) -> None:
    await sanne.types_command('/deal nieuw Acme "Kassen 2027" 45k marge 12k')
    await sanne.types_command("/deal Acme gewonnen")
    await sanne.types_command("/log 3x gebeld met Acme")
    await sanne.types_command("/log bezoek Jansen Metaal, volgende stap vrijdag")
    assert lines(await sanne.types_command("/ritme hoofdzaken")) == [
        "Hoofdzaken, de laatste 90 dagen",
        "3 van je 4 contacten waren met klanten.",
        # 3 x 15 of 135 minutes.
        "Naar tijd gerekend: 45 van 135 minuten. Een bezoek telt voor 90, een telefoontje voor 15, een bericht voor 5.",
        "Eén account bracht alle marge van het afgelopen jaar: Acme. Daar gingen 3 van je 4 contacten heen.",
    ]


async def test_z8_the_scorecard_comes_with_the_month_for_oneself_and_in_totals_for_the_team(
    marieke: SandboxUser, sanne: SandboxUser, sandbox: Sandbox
) -> None:
    for sandbox_user in (marieke, sanne):
        await sandbox_user.types_command("/ritme team Noord")
    for sandbox_user in (marieke, sanne):
        await sandbox_user.types_command("/ritme team cijfers ja")
    await marieke.types_command("/ritme kanaal #sales")
    await sanne.types_command('/deal nieuw Acme "Kassen 2027" 45k marge 12k')
    await sanne.types_command("/deal Acme gewonnen")
    await sanne.types_command("/log 2 mails")
    await sanne.types_command("/feedback Acme 8")
    await sanne.types_command("/referral Acme gevraagd")
    # The plan of Wednesday the first, the month at eleven, and the scorecard on the next day that does not end a week.
    await sandbox.clock.move_to(datetime(2026, 4, 1, 6, 30, tzinfo=UTC))
    assert lines(sanne.visible()[-1])[0].startswith("Goedemorgen Sanne.")
    await sandbox.clock.move_to(datetime(2026, 4, 1, 9, 0, tzinfo=UTC))
    assert lines(sanne.visible()[-1])[0] == "De maand maart 2026"
    await sanne.types_command("/log 5 mails")  # who ignores the bot hears less
    for day, hour in itertools.product((2, 7), (6, 9)):
        await sandbox.clock.move_to(datetime(2026, 4, day, hour, 30, tzinfo=UTC))
    [morning] = [found for each in sanne.visible() if "Je zeven zekerheden, maart 2026" in (found := lines(each))]
    place = morning.index("Je zeven zekerheden, maart 2026")
    assert morning[place + 1] == "Reputatie: 1 van 1 klanten in 90 dagen om een cijfer gevraagd"
    # The won deal and the score of 8 are good news of one customer, who was asked.
    assert morning[place + 2] == "Referral: 1 van 1 klanten met goed nieuws in 90 dagen om een introductie gevraagd"
    team = lines(await marieke.types_command("/ritme team scorekaart", "sales"))
    assert team[0].startswith(("De zeven zekerheden van team Noord", "Ik stuur het je in een privébericht"))


async def test_z4_a_manager_sets_the_moments_after_a_sale_for_everybody_and_for_a_segment(
    marieke: SandboxUser, sanne: SandboxUser
) -> None:
    assert lines(await sanne.types_command("/ritme naverkoop"))[1] == "In week 2, 6, 13, 26 na een gewonnen deal."
    await marieke.types_command("/ritme naverkoop 3, 12")
    shown = lines(await marieke.types_command("/ritme naverkoop Tuinbouw 4, 26"))
    assert shown[2:4] == ["In week 3, 12 na een gewonnen deal.", "Segment tuinbouw: in week 4, 26."]
    assert lines(await sanne.types_command("/ritme naverkoop 1"))[0].startswith("Dat kan alleen een manager")
    assert lines(await marieke.types_command("/ritme naverkoop ooit"))[0].startswith("In welke weken na een koop?")
