"""Buttons that are pressed twice, or long after: nothing happens twice, and nothing that was not meant."""

from sandbox.entities import Message
from sandbox.visitor import Visitor
from tests.conversations.test_deal_story import lines


class OldMessage:
    """A message as it stood when it came, whose buttons can still be pressed after it was replaced."""

    def __init__(self, visitor: Visitor, message: Message | None) -> None:
        assert message is not None
        self.visitor = visitor
        self.message = message
        self.spots = list(message.spots)

    async def press(self, label: str) -> list[str]:
        spot = next(each for each in self.spots if each.is_called(label))
        return lines(await self.visitor.uses(self.message, spot, grace=2))


async def ask(visitor: Visitor, typed: str) -> OldMessage:
    return OldMessage(visitor, await visitor.types_command(typed))


async def test_a_double_click_opens_one_deal_for_a_new_account(sanne: Visitor) -> None:
    choice = await ask(sanne, "/deal nieuw Bakkerij Zon 45k")
    first = await choice.press("Nieuw: «Bakkerij Zon»")
    assert first[:2] == ["Bakkerij Zon · deal 1", "✓ Deal geopend."]
    assert await choice.press("Nieuw: «Bakkerij Zon»") == first
    assert lines(await sanne.types_command("/deal"))[0] == "1 open deal, samen € 45.000"


async def test_a_double_click_opens_one_deal_for_an_account_that_is_chosen(sanne: Visitor) -> None:
    choice = await ask(sanne, "/deal nieuw Van Dam 45k")
    first = await choice.press("Van Dam Logistiek")
    assert first[:2] == ["Van Dam Logistiek · deal 1", "✓ Deal geopend."]
    assert await choice.press("Van Dam Logistiek") == first
    assert lines(await sanne.types_command("/deal"))[0] == "1 open deal, samen € 45.000"


async def test_the_same_line_typed_twice_is_two_deals(sanne: Visitor) -> None:
    await sanne.types_command("/deal nieuw Acme 45k")
    again = await sanne.types_command("/deal nieuw Acme 45k")
    assert lines(again)[:2] == ["Acme · deal 2", "✓ Deal geopend."]
