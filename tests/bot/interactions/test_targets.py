"""A target in a form that is emptied keeps what it was; a zero is none (R1)."""

import pytest

from bot.domain.log.activity import Kind
from bot.interactions.interaction import Filled
from bot.interactions.log.own_kinds import read_kind
from bot.interactions.rhythm.settings import read_settings
from bot.services.people.person_cache import Person


@pytest.mark.parametrize(("filled", "kept"), [({}, 5), ({"target_message": None}, 5), ({"target_message": "0"}, 0)])
async def test_an_emptied_target_of_a_rep_keeps_what_it_was(
    anna: Person, filled: dict[str, str | None], kept: int
) -> None:
    assert read_settings(Filled(filled), anna.rep).targets.of(Kind.MESSAGE) == kept


@pytest.mark.parametrize(("target", "kept"), [(None, 3), ("0", 0), ("2", 2)])
def test_an_emptied_target_of_an_own_kind_keeps_what_it_was(target: str | None, kept: int) -> None:
    filled = Filled({"name": "Demo", "words": "", "counts": "own_week", "target": target})
    assert read_kind(filled, target=3).target == kept
