"""A rep's settings: targets, times, snooze and off switches."""

from datetime import UTC, datetime

import pytest

from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.conversations.test_rhythm import from_bot, lines

HALF_PAST_EIGHT = datetime(2026, 3, 19, 7, 30, tzinfo=UTC)


async def wait_for_answers(sandbox_user: SandboxUser, count: int) -> None:
    await sandbox_user.wait_for(lambda: from_bot(sandbox_user) if len(from_bot(sandbox_user)) >= count else None)


async def test_the_settings_are_checked_field_by_field_and_then_hold(sanne: SandboxUser, sandbox: Sandbox) -> None:
    await sanne.types_command("/ritme instellingen")
    assert sanne.modal is not None
    assert sanne.modal.fields == [
        "Hoeveel wil je van me horen?",
        "Ochtendplan om",
        "Hiervan wil je horen",
        "Taal",
        "Meer",
    ]
    assert await sanne.submits(sanne.modal, {"morning_at": "06:30"}) == {
        "morning_at": "Dit valt in je stille uren. Kies een ander moment, of maak de stilte korter.",
    }
    first = {"intensity": "active", "morning_at": "07:45", "more": ["yes"]}
    assert await sanne.submits(sanne.modal, first) is None
    assert await sanne.submits(sanne.modal, {"catch_up_at": "17:00", "wrap_up_at": "16:45"}) == {
        "wrap_up_at": "Het einde van de dag komt na het duwtje. Kies een later moment.",
    }
    assert await sanne.submits(sanne.modal, {"catch_up_at": "13:00", "target_message": "3"}) is None
    assert lines(await sanne.wait_for(lambda: next(iter(sanne.visible()[-1:]), None))) == [
        (
            "Zo doen we het: om 07:45 je plan, om 13:00 alleen iets als je achterloopt, om 16:45 het einde van de dag, "
            "aan het eind van de week om 16:45 je week. Daarbuiten hoor je me niet."
        )
    ]
    await sandbox.clock.move_to(datetime(2026, 3, 19, 6, 45, tzinfo=UTC))
    assert [lines(message)[0] for message in from_bot(sanne)] == [
        "Goedemorgen Sanne. Vandaag: 3 berichten, 2 telefoontjes, 1 bezoek."
    ]


async def test_what_is_ticked_off_does_not_come_and_says_so_in_the_log(sanne: SandboxUser, sandbox: Sandbox) -> None:
    await sanne.types_command("/ritme instellingen")
    assert sanne.modal is not None
    assert await sanne.submits(sanne.modal, {"wanted": ["catch_up", "wrap_up", "week_review"]}) is None
    await sandbox.clock.move_to(HALF_PAST_EIGHT)
    assert from_bot(sanne) == []
    assert lines(await sanne.types_command("/ritme log"))[:3] == [
        "Wat ik zei, en wat ik voor me hield",
        "donderdag 19 maart",
        "08:30 ochtendplan: niet gezegd, je hebt dit uitgezet",
    ]


@pytest.mark.daily
async def test_stop_is_one_word_and_start_is_one_word(sanne: SandboxUser, sandbox: Sandbox) -> None:
    for said in (1, 2):
        await sanne.says("stop")
        await wait_for_answers(sanne, said)
    await sandbox.clock.move_to(HALF_PAST_EIGHT)
    assert [lines(message)[0] for message in from_bot(sanne)] == [
        "Stil. Ik zeg niets meer uit mezelf, tot je “start” zegt. Loggen kan gewoon."
    ] * 2
    await sanne.says("start")
    await wait_for_answers(sanne, 3)
    await sandbox.clock.move_to(datetime(2026, 3, 20, 7, 30, tzinfo=UTC))
    assert [lines(message)[0] for message in from_bot(sanne)[2:]] == [
        (
            "Daar ben ik weer: om 08:30 je plan, om 13:30 alleen iets als je achterloopt, "
            "aan het eind van de week om 16:45 je week."
        ),
        "Goedemorgen Sanne. Vandaag: 5 berichten, 2 telefoontjes, 1 bezoek.",
    ]


async def test_a_nudge_that_is_put_off_makes_way_for_a_line_and_comes_again(
    sanne: SandboxUser, sandbox: Sandbox
) -> None:
    await sanne.types_command("/ritme")
    await sandbox.clock.move_to(HALF_PAST_EIGHT)
    [nudge] = from_bot(sanne)
    await sanne.clicks(nudge, "Meer", grace=2)
    await sanne.clicks(nudge, "Over 20 min")
    assert [lines(message) for message in from_bot(sanne)] == [["Goed, om 08:50 ben ik er weer."]]
    await sandbox.clock.move_to(datetime(2026, 3, 19, 7, 51, tzinfo=UTC))
    assert [lines(message)[0] for message in from_bot(sanne)] == [
        "Goed, om 08:50 ben ik er weer.",
        "Goedemorgen Sanne. Vandaag: 5 berichten, 2 telefoontjes, 1 bezoek.",
    ]


async def test_tomorrow_means_nothing_more_today(sanne: SandboxUser, sandbox: Sandbox) -> None:
    await sanne.types_command("/ritme")
    await sandbox.clock.move_to(HALF_PAST_EIGHT)
    [nudge] = from_bot(sanne)
    await sanne.clicks(nudge, "Meer", grace=2)
    await sanne.clicks(nudge, "Morgen weer")
    await sandbox.clock.move_to(datetime(2026, 3, 19, 13, 0, tzinfo=UTC))
    assert [lines(message)[0] for message in from_bot(sanne)] == [
        "Prima, vandaag zeg ik niets meer. Tot de volgende werkdag."
    ]
    await sandbox.clock.move_to(datetime(2026, 3, 20, 7, 30, tzinfo=UTC))
    assert len(from_bot(sanne)) == 2


async def test_the_four_settings_leave_the_others_as_they_were(sanne: SandboxUser) -> None:
    await sanne.types_command("/ritme instellingen meer")
    assert sanne.modal is not None
    assert (
        await sanne.submits(sanne.modal, {"target_message": "3", "quiet_from": "19:00", "own_parts": ["lesson"]})
        is None
    )
    await sanne.types_command("/ritme instellingen")
    assert sanne.modal is not None
    assert await sanne.submits(sanne.modal, {"intensity": "quiet"}) is None
    await sanne.types_command("/ritme instellingen meer")
    assert sanne.modal is not None
    initial = {block["block_id"]: block["element"] for block in sanne.modal.blocks}
    assert (initial["target_message"]["initial_value"], initial["quiet_from"]["initial_time"]) == ("3", "19:00")
    assert [each["value"] for each in initial["own_parts"]["initial_options"]] == ["lesson"]
