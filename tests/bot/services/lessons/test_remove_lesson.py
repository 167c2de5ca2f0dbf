"""A lesson is edited, removed and put back by who wrote it."""

from uuid import uuid4

from bot.interactions.front import handle_button, handle_command, handle_form
from bot.interactions.interaction import Filled, Reply
from bot.messages.text.message import Button
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from tests.conftest import StillClock, identify
from tests.interactions import interact


async def list_lessons(bot: Bot, person: Person) -> Reply:
    return await handle_command(bot, "lessons", interact(person, request_key=f"list:{uuid4()}"))


def find_button(reply: Reply, label: str) -> Button:
    assert reply.message is not None
    return next(each for each in reply.message.controls if isinstance(each, Button) and each.label == label)


async def press(bot: Bot, person: Person, button: Button) -> Reply:
    return await handle_button(bot, button.action, interact(person, value=button.value, request_key=str(uuid4())))


def lines(reply: Reply) -> list[str]:
    return reply.message.lines if reply.message else []


async def write_exercise(bot: Bot, person: Person) -> None:
    filled = Filled(values={"first": "te laat gebeld"})
    await handle_form(bot, "exercise", interact(person, filled=filled, request_key=str(uuid4())))


async def test_a_lesson_is_removed_twice_as_once_and_put_back(bot: Bot, anna: Person) -> None:
    await write_exercise(bot, anna)
    listed = await list_lessons(bot, anna)
    button = find_button(listed, "Verwijderen")
    assert button.confirm == "Deze les weghalen?"
    gone = await press(bot, anna, button)
    assert lines(gone) == ["✓ De les is weg."]
    assert lines(await press(bot, anna, button)) == ["✓ De les is weg."]
    assert lines(await list_lessons(bot, anna)) != lines(listed)
    assert lines(await press(bot, anna, find_button(gone, "Terugzetten"))) == ["Hij staat er weer."]
    assert lines(await press(bot, anna, find_button(gone, "Terugzetten"))) == ["Hij staat er weer."]
    assert lines(await list_lessons(bot, anna)) == lines(listed)


async def test_a_lesson_of_the_exercise_is_edited_in_a_form_without_a_reason(bot: Bot, anna: Person) -> None:
    await write_exercise(bot, anna)
    form = (await press(bot, anna, find_button(await list_lessons(bot, anna), "Wijzigen"))).form
    assert form is not None
    assert [field.name for field in form.fields] == ["happened", "share", "shared"]
    filled = Filled(values={"happened": "een dag te laat gebeld"})
    await handle_form(bot, "lesson", interact(anna, value=form.subject, filled=filled, request_key=str(uuid4())))
    assert "een dag te laat gebeld" in "\n".join(lines(await list_lessons(bot, anna)))


async def test_a_colleague_removes_and_puts_back_nothing(bot: Bot, anna: Person, clock: StillClock) -> None:
    bram = await identify(bot.people, clock, "UBRAM", "Bram Smit")
    await write_exercise(bot, anna)
    listed = await list_lessons(bot, anna)
    button = find_button(listed, "Verwijderen")
    assert lines(await press(bot, bram, button)) == ["Die les is er niet meer, of is van een ander."]
    assert lines(await list_lessons(bot, anna)) == lines(listed)
    gone = find_button(await press(bot, anna, button), "Terugzetten")
    assert lines(await press(bot, bram, gone)) == [
        "Dat kan ik niet meer terugzetten: het is langer dan een week geleden, of een collega haalde het weg."
    ]


async def test_after_a_week_a_lesson_stays_gone(bot: Bot, anna: Person, clock: StillClock) -> None:
    await write_exercise(bot, anna)
    gone = await press(bot, anna, find_button(await list_lessons(bot, anna), "Verwijderen"))
    clock.move(days=8)
    assert lines(await press(bot, anna, find_button(gone, "Terugzetten"))) == [
        "Dat kan ik niet meer terugzetten: het is langer dan een week geleden, of een collega haalde het weg."
    ]
