"""Whatever is asked can be answered where it is asked."""

import pytest

from bot.interactions.interaction import Reply
from bot.messages.text.message import Message
from tests.bot.interactions.catalogue import list_cases
from tests.bot.interactions.test_catalogue import Rewind, rewind
from tests.bot.interactions.world import World
from tests.questions import list_unanswerable
from tests.snapshots import read_snapshot

__all__ = ["rewind"]


def list_shown(reply: Reply) -> list[Message]:
    return [message for message in (reply.message, reply.private) if message is not None and reply.form is None]


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_every_question_in_an_answer_has_a_button_a_field_or_an_address(world: World, rewind: Rewind) -> None:
    open_questions: dict[str, str] = {}
    cases = list_cases(world)
    while cases:
        async with rewind() as bot:
            before = after = await read_snapshot(bot.database)
            while cases and before == after:
                case = cases.pop()
                reply = await case.perform(bot, world.anna, key=f"platform:{len(cases)}")
                for message in list_shown(reply):
                    open_questions |= dict.fromkeys(list_unanswerable(message), case.id)
                after = await read_snapshot(bot.database)
    assert open_questions == {}
