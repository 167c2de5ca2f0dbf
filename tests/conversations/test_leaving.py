"""A rep leaves: Slack says so, the manager is asked once, hands everything over in one form, and takes it back."""

import pytest

from sandbox.entities import PostedMessage, View
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.conversations.test_deal_story import lines


@pytest.mark.daily
async def test_a_deactivated_rep_is_handed_over_in_one_form(
    marieke: SandboxUser, sanne: SandboxUser, sandbox: Sandbox
) -> None:
    oliver = sandbox.person("U05OLIVER")
    for sandbox_user in (marieke, sanne, oliver):
        await sandbox_user.types_command("/ritme team Noord")
    await sanne.types_command("/deal nieuw Acme Kassen 45k")
    await sanne.types_command("/log bezoek Acme, vrijdag bellen")
    await sanne.is_deactivated()
    await sanne.is_deactivated()
    # Together with the news of who joined: what comes at once is told in one message.
    asked = await marieke.wait_for(lambda: next(iter(find_about(marieke, "is weg uit de chat")), None), timeout=15)
    assert lines(asked) == [
        "Oliver Hughes doet nu mee met team Noord.",
        "Sanne de Wit is weg uit de chat. Er staan nog 1 open deal en 1 open stap op die naam. Wie neemt het over?",
    ]
    assert len(find_about(marieke, "is weg uit de chat")) == 1
    await marieke.clicks(asked, "Overdragen")
    modal = marieke.modal
    assert modal is not None
    assert modal.title == "Werk van Sanne de Wit"
    oliver_in_bot = find_option(modal, "Oliver Hughes")
    assert await marieke.submits(modal, {"to_1": oliver_in_bot}) is None
    done = marieke.visible()[-1]
    assert lines(done) == [
        "✓ Het werk van Sanne de Wit is overgedragen. Wat gedaan is, blijft op die naam staan.",
        "Oliver Hughes: 1 open deal en 1 open stap",
        "Ik laat het hun weten, en stuur Sanne de Wit niets meer. Een week lang kun je dit terugdraaien.",
    ]
    await oliver.wait_for(lambda: next(iter(find_about(oliver, "from Sanne de Wit")), None))
    assert lines(await oliver.types_command("/deal"))[1].startswith("Acme · Kassen")
    assert lines(await marieke.clicks(done, "Ongedaan maken")) == [
        "Teruggedraaid: 1 open deal en 1 open stap zijn weer van Sanne de Wit."
    ]


def find_about(sandbox_user: SandboxUser, text: str) -> list[PostedMessage]:
    return [message for message in sandbox_user.visible() if text in message.plain]


def find_option(modal: View, label: str) -> str:
    for block in modal.blocks:
        for option in block.get("element", {}).get("options", ()):
            if option["text"]["text"] == label:
                return str(option["value"])
    raise AssertionError(label)
