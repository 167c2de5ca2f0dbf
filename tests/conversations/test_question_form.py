"""Rewording a question on its form, with validation errors at their fields (V3)."""

import pytest

from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from schedules.service import Service


@pytest.mark.daily
async def test_what_is_left_empty_is_said_at_its_own_field(sandbox: Sandbox, service: Service) -> None:  # noqa: ARG001 - it runs
    marieke = sandbox.person("U05MARIEKE")
    await marieke.types_command("/ritme")
    await open_form(marieke)
    for field in ("why", "ask"):
        assert await submit(marieke, {field: "   "}) == {
            field: "Vul hier iets in: met alleen spaties kan niemand iets."
        }
        await submit(marieke, {field: "Wat nu?"})
        await open_form(marieke)


async def open_form(person: SandboxUser) -> None:
    listed = await person.types_command("/vragen lijst prijs")
    assert listed is not None
    await person.clicks(listed, "Aanpassen", "price-worth")


async def submit(person: SandboxUser, filled: dict[str, str]) -> dict[str, str] | None:
    assert person.modal is not None
    return await person.submits(person.modal, filled)
