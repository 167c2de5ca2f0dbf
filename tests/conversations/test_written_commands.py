"""Commands written in a direct message or after a mention work like slash commands."""

import pytest

from sandbox.sandbox_user import SandboxUser
from tests.conversations.test_deal_story import lines


async def write(sandbox_user: SandboxUser, text: str) -> list[str]:
    """Send the bot a direct message, and return the lines of its reply."""
    before = {message.ts for message in sandbox_user.visible()}
    await sandbox_user.says(text)
    answer = await sandbox_user.wait_for(
        lambda: next((m for m in sandbox_user.visible() if m.user_id == "U05RITME" and m.ts not in before), None)
    )
    return lines(answer)


async def test_a_deal_is_named_as_it_was_seen(sanne: SandboxUser) -> None:
    assert (await write(sanne, '/deal nieuw De Vries & Zn. "Dak <6 m> via kas.nl" 8k'))[:2] == [
        "De Vries & Zn. · Dak <6 m> via kas.nl",
        "✓ Deal geopend.",
    ]
    assert (await write(sanne, "/deal De Vries & Zn."))[0] == "De Vries & Zn. · Dak <6 m> via kas.nl"


@pytest.mark.daily
async def test_a_deal_is_given_to_whoever_is_mentioned(sanne: SandboxUser, oliver: SandboxUser) -> None:
    await oliver.types_command("/ritme")
    await write(sanne, "/deal nieuw De Vries & Zn. Dak 8k")
    assert (await write(sanne, "/deal geef De Vries & Zn. <@U05OLIVER>"))[2].endswith("van Oliver Hughes")


@pytest.mark.parametrize("command", ["written", "given"])
async def test_a_team_is_named_as_it_was_seen(sanne: SandboxUser, command: str) -> None:
    typed = "/ritme team Noord & Zuid"
    shown = await write(sanne, typed) if command == "written" else lines(await sanne.types_command(typed))
    assert "Noord & Zuid" in shown[0]


async def test_the_form_with_the_questions_is_opened_by_the_command(marieke: SandboxUser) -> None:
    assert await write(marieke, "/vragen aanpassen") == [
        "Een formulier kan ik alleen openen vanuit het commando zelf. Typ /vragen aanpassen, met niets ervoor."
    ]


async def test_what_a_customer_thinks_is_kept(sanne: SandboxUser) -> None:
    assert (await write(sanne, "/feedback De Vries & Zn. 8"))[0] == "✓ De Vries & Zn. geeft een 8."
    assert (await write(sanne, "/feedback Acme"))[-1] == (
        "Een formulier kan ik alleen openen vanuit het commando zelf. Typ /feedback Acme, met niets ervoor."
    )


async def test_lessons_and_referrals_are_listed_as_with_the_command(sanne: SandboxUser) -> None:
    for typed in ("/lessen", "/referral", "/referral Acme -> Bakkerij Zuid & Zn."):
        assert await write(sanne, typed) == lines(await sanne.types_command(typed))


async def test_after_a_mention_it_is_the_same(sanne: SandboxUser) -> None:
    await sanne.says("sales", '<@BOT> /deal nieuw De Vries & Zn. "Dak & goot" 8k')
    shown = await sanne.wait_for(lambda: next((m for m in sanne.visible("sales") if m.user_id == "U05RITME"), None))
    assert lines(shown)[0] == "De Vries & Zn. · Dak & goot"
