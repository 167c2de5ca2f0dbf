"""Logging through Slack's protocol."""

from datetime import UTC, datetime

import pytest

from sandbox.entities import PostedMessage
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox

ACME = "visit Acme"


def lines(message: PostedMessage | None) -> list[str]:
    assert message is not None
    return message.plain.splitlines()


@pytest.mark.daily
async def test_a_visit_is_answered_privately_with_the_day_so_far(sanne: SandboxUser, oliver: SandboxUser) -> None:
    shown = await sanne.types_command("/log visit Acme", "sales")
    assert lines(shown) == [
        "✓ Bezoek · Acme",
        "Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.",
        "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 1/1",
    ]
    assert oliver.visible("sales") == []


async def test_english_people_are_answered_in_english(oliver: SandboxUser) -> None:
    assert lines(await oliver.types_command("/log visit Acme, good talk, next step friday 14:00")) == [
        "✓ Visit · Acme",
        "“good talk”",
        "Next step: Friday 20 March at 14:00",
        "Today: messages 0/5 · calls 0/2 · visits 1/1",
    ]


async def test_undo_replaces_the_answer(sanne: SandboxUser) -> None:
    shown = await sanne.types_command("/log visit Acme")
    assert shown is not None
    await sanne.clicks(shown, "Ongedaan maken", grace=2)
    assert [lines(message) for message in sanne.visible()] == [
        ["Uit je log gehaald: Bezoek · Acme · wo 18 mrt", "Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1"]
    ]


async def test_a_next_step_is_added_by_picking_a_day(sanne: SandboxUser) -> None:
    shown = await sanne.types_command("/log visit Acme")
    assert shown is not None
    changed = await sanne.picks(shown, "step_pick:1", "2026-03-20", grace=2)
    assert lines(changed)[1] == "Volgende stap: vrijdag 20 maart"


async def test_edit_opens_all_fields_and_changes_the_entry(sanne: SandboxUser) -> None:
    shown = await sanne.types_command("/log visit Acme")
    assert shown is not None
    await sanne.clicks(shown, "Wijzigen")
    assert sanne.modal is not None
    assert await sanne.submits(sanne.modal, {"Notitie": "koffie", "Aantal": "2"}) is None
    changed = await sanne.wait_for(lambda: next((m for m in sanne.visible() if "Aangepast" in m.plain), None))
    assert lines(changed)[:2] == ["✓ Aangepast: 2 bezoeken · Acme", "“koffie”"]


@pytest.mark.daily
async def test_the_command_alone_opens_the_form_and_what_is_filled_in_is_stored(sanne: SandboxUser) -> None:
    assert await sanne.types_command("/log") is None
    assert sanne.modal is not None
    await sanne.picks(sanne.modal, "Account", "jansen")
    assert await sanne.submits(sanne.modal, {"Wat": "Telefoontje"}) is None
    stored = await sanne.wait_for(lambda: next(iter(sanne.visible()), None))
    assert lines(stored)[0] == "✓ Telefoontje · Jansen Metaal"


async def test_a_form_with_a_day_still_to_come_is_refused_at_that_field(sanne: SandboxUser) -> None:
    await sanne.types_command("/log")
    assert sanne.modal is not None
    assert await sanne.submits(sanne.modal, {"Aantal": "3", "Dag": "2026-03-19"}) == {"day": "Deze dag moet nog komen."}


@pytest.mark.daily
async def test_an_unknown_account_is_created_with_one_tap_and_nothing_is_typed_again(sanne: SandboxUser) -> None:
    shown = await sanne.types_command("/log bezoek Bakkerij Zonnig, proeverij gedaan")
    assert shown is not None
    stored = await sanne.clicks(shown, "Nieuw: «Bakkerij Zonnig»", grace=2)
    assert lines(stored)[:2] == ["✓ Bezoek · Bakkerij Zonnig", "“proeverij gedaan”"]


async def test_creating_a_near_twin_warns_first(sanne: SandboxUser) -> None:
    shown = await sanne.types_command('/log bezoek "Jansen Metaal Groep"')
    assert shown is not None
    warned = await sanne.clicks(shown, "Nieuw: «Jansen Metaal Groep»", grace=2)
    assert lines(warned)[0] == "Let op: er is al iets dat er sterk op lijkt. Toch een nieuwe maken?"
    assert warned is not None
    assert warned.buttons == ["Jansen Metaal", "Toch nieuw: «Jansen Metaal Groep»", "Annuleren"]
    stored = await sanne.clicks(warned, "Toch nieuw: «Jansen Metaal Groep»", grace=2)
    assert lines(stored)[0] == "✓ Bezoek · Jansen Metaal Groep"


async def test_a_button_pressed_twice_does_its_work_once(sanne: SandboxUser) -> None:
    shown = await sanne.types_command("/log bezoek Bakkerij Zonnig")
    assert shown is not None
    blocks = list(shown.blocks)
    await sanne.clicks(shown, "Nieuw: «Bakkerij Zonnig»", grace=2)
    shown.blocks = blocks
    again = await sanne.clicks(shown, "Nieuw: «Bakkerij Zonnig»", grace=2)
    assert lines(again)[0] == "✓ Bezoek · Bakkerij Zonnig"
    assert lines(await sanne.types_command("/log list")) == [
        "Je laatste regels",
        "wo 18 mrt · Bezoek · Bakkerij Zonnig",
    ]


async def test_two_accounts_that_fit_are_a_choice(sanne: SandboxUser) -> None:
    shown = await sanne.types_command("/log gebeld van dam")
    assert shown is not None
    stored = await sanne.clicks(shown, "Van Dam Logistiek", grace=2)
    assert lines(stored)[0] == "✓ Telefoontje · Van Dam Logistiek"


async def test_a_direct_message_is_a_line_too(sanne: SandboxUser) -> None:
    await sanne.says("gebeld met Jansen Metaal")
    answer = await sanne.wait_for(lambda: next((m for m in sanne.visible() if m.user_id == "U05RITME"), None))
    assert lines(answer)[0] == "✓ Telefoontje · Jansen Metaal"


async def test_a_mention_is_a_line_too_and_only_the_asker_sees_the_answer(
    sanne: SandboxUser, oliver: SandboxUser
) -> None:
    await sanne.says("sales", "<@BOT> 5 mails")
    answer = await sanne.wait_for(lambda: next((m for m in sanne.visible("sales") if m.user_id == "U05RITME"), None))
    assert lines(answer)[0] == "✓ 5 berichten"
    assert [message.user_id for message in oliver.visible("sales")] == ["U05SANNE"]


async def test_events_that_come_again_are_stored_and_answered_once(sanne: SandboxUser, sandbox: Sandbox) -> None:
    sandbox.faults.repeat_events = True
    await sanne.says("gebeld met Jansen Metaal")
    await sanne.wait_for(lambda: next((m for m in sanne.visible() if m.user_id == "U05RITME"), None))
    assert lines(await sanne.types_command("/log list")) == [
        "Je laatste regels",
        "wo 18 mrt · Telefoontje · Jansen Metaal",
    ]
    assert len([m for m in sanne.visible() if m.user_id == "U05RITME" and not m.addressee]) == 1


@pytest.mark.daily
async def test_what_is_typed_can_never_mention_link_or_format(sanne: SandboxUser) -> None:
    shown = await sanne.types_command("/log bezoek Acme, zei <!channel> <@U05OLIVER> *vet* <https://example.com|klik>!")
    assert lines(shown)[1] == "“zei <!channel> @… *vet* <https://example.com|klik>!”"
    assert shown is not None
    assert {block["type"] for block in shown.blocks} == {"rich_text", "context", "actions"}


async def test_a_line_of_four_thousand_characters_is_kept_up_to_three_thousand_and_says_so(sanne: SandboxUser) -> None:
    shown = await sanne.types_command("/log bezoek Acme, " + "woord " * 700)
    assert "Je notitie was langer dan 3.000 tekens; het begin is bewaard." in lines(shown)


@pytest.mark.daily
async def test_a_colleague_cannot_undo_somebody_elses_entry(
    sanne: SandboxUser, oliver: SandboxUser, sandbox: Sandbox
) -> None:
    shown = await sanne.types_command("/log visit Acme")
    other = await oliver.types_command("/log 5 mails")
    assert shown is not None
    assert other is not None
    value = next(spot.element["value"] for spot in shown.spots if spot.label == "Ongedaan maken")
    for spot in other.spots:
        spot.element["value"] = value
    await oliver.clicks(other, "Undo", grace=2)
    assert lines(await sanne.types_command("/log list"))[1] == "wo 18 mrt · Bezoek · Acme"
    assert sandbox.faults.repeat_events is False


async def test_a_day_that_has_passed_is_refused_as_next_step(sanne: SandboxUser) -> None:
    shown = await sanne.types_command("/log visit Acme")
    assert shown is not None
    answer = await sanne.picks(shown, "step_pick:1", "2026-03-17", grace=2)
    assert lines(answer)[0] == "De volgende stap ligt in het verleden (dinsdag 17 maart). Welke dag bedoel je?"


async def test_what_is_changed_on_ones_own_page_is_shown_there_at_once(sanne: SandboxUser) -> None:
    await sanne.types_command("/log visit Acme")
    home = await sanne.opens_home()
    assert home is not None
    await sanne.clicks(home, "Wijzigen")
    assert sanne.modal is not None
    await sanne.submits(sanne.modal, {"Notitie": "koffie met de directeur"})
    changed = await sanne.wait_for(lambda: sanne.home if sanne.home and "koffie" in sanne.home.plain else None)
    assert "wo 18 mrt · Bezoek · Acme · koffie met de directeur" in changed.plain


async def test_a_changed_note_leaves_a_kept_appointment_kept(sanne: SandboxUser, sandbox: Sandbox) -> None:
    first = await sanne.types_command("/log gebeld met Jansen Metaal, morgen terugbellen")
    await sandbox.clock.move_to(datetime(2026, 3, 19, 9, 0, tzinfo=UTC))
    await sanne.types_command("/log gebeld met Jansen Metaal")
    assert first is not None
    await sanne.clicks(first, "Wijzigen")
    assert sanne.modal is not None
    await sandbox.clock.move_to(datetime(2026, 3, 20, 9, 0, tzinfo=UTC))
    assert await sanne.submits(sanne.modal, {"Notitie": "prijs genoemd"}) is None
    assert "Jansen" not in (await sanne.types_command("/ritme") or first).plain


async def test_a_line_that_is_too_long_is_given_back_and_not_stored(sanne: SandboxUser) -> None:
    typed = "visit " + "ﷺ" * 4_000
    shown = lines(await sanne.types_command(f"/log {typed}"))
    assert "hooguit 12000 tekens" in shown[0]
    assert sum(line.count("ﷺ") for line in shown[1:]) == 4_000
    assert lines(await sanne.types_command("/log list")) == [
        "Je log is nog leeg. De eerste is de moeilijkste: /log bezoek Acme"
    ]
