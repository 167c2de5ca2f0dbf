"""Handlers for lessons from lost deals: open the form, save, snooze, share and list (N1-N4)."""

from bot.domain.accounts.rebound import find_next_rebound
from bot.domain.lessons.lessons import LessonAnswers, LossReason
from bot.interactions.interaction import Filled, Handlers, Interaction, Reply, Shown, added
from bot.messages.lessons.lessons import (
    EXERCISE_FIELDS,
    EXERCISE_FORM,
    LESSON_FORM,
    build_exercise_form,
    build_lesson_form,
    build_lesson_kept,
    build_lesson_list,
    build_lesson_removed,
    build_lesson_said,
    build_lesson_shared,
    plan_rebound,
)
from bot.messages.text.button_values import LessonRef, LessonShare, RemovalRef
from bot.messages.text.message import Message
from bot.services.bot import Bot
from bot.services.lessons.list_lessons import list_lessons
from bot.services.lessons.remove_lesson import remove_lesson, restore_lesson
from bot.services.lessons.save_lesson import (
    find_lesson,
    save_contract_end,
    save_exercise,
    save_lesson,
    share_lesson,
    skip_lesson,
)
from bot.services.people.person_cache import Person


async def handle_lessons(bot: Bot, interaction: Interaction) -> Reply:
    """List the lessons that contain the typed text: the rep's own, then those shared in the team."""
    return Reply(message=await _list(bot, interaction.person, interaction.text.strip()))


async def show_all(bot: Bot, interaction: Interaction) -> Reply:
    """List the latest lessons."""
    return added(await _list(bot, interaction.person))


async def open_lesson(bot: Bot, interaction: Interaction) -> Reply:
    """Open the lesson form of a lost deal."""
    rep = interaction.person.rep
    lesson = await find_lesson(bot.database, rep=rep, lesson_id=interaction.read(LessonRef).lesson_id)
    return Reply(form=build_lesson_form(bot.speak(rep), lesson), shown=Shown.ADDED)


async def open_exercise(bot: Bot, interaction: Interaction) -> Reply:
    """Open the exercise form (N3)."""
    return Reply(form=build_exercise_form(bot.speak(interaction.person.rep)), shown=Shown.ADDED)


async def skip(bot: Bot, interaction: Interaction) -> Reply:
    """Snooze a lesson until Friday."""
    return added(await _skip(bot, interaction))


async def leave(bot: Bot, interaction: Interaction) -> Reply:
    """Leave a lesson as it is, without answering the follow-up question (N2)."""
    return Reply(message=build_lesson_said(bot.speak(interaction.person.rep), "left"))


async def share(bot: Bot, interaction: Interaction) -> Reply:
    """Share a lesson with the team, or make it private again."""
    said, rep = interaction.read(LessonShare), interaction.person.rep
    await share_lesson(bot.database, rep=rep, lesson_id=said.lesson_id, is_shared=said.is_shared)
    if said.is_shared and rep.team_id is not None:
        return added(build_lesson_shared(bot.speak(rep), lesson_id=said.lesson_id, team_id=rep.team_id))
    return added(build_lesson_said(bot.speak(rep), "now_shared" if said.is_shared else "now_private"))


async def remove(bot: Bot, interaction: Interaction) -> Reply:
    """Remove a lesson of one's own."""
    rep, lesson_id = interaction.person.rep, interaction.read(LessonRef).lesson_id
    removal_id = await remove_lesson(bot.database, rep=rep, lesson_id=lesson_id, now=bot.now())
    return added(build_lesson_removed(bot.speak(rep), removal_id=removal_id))


async def restore(bot: Bot, interaction: Interaction) -> Reply:
    """Put a removed lesson back."""
    rep, removal_id = interaction.person.rep, interaction.read(RemovalRef).removal_id
    await restore_lesson(bot.database, rep=rep, removal_id=removal_id, now=bot.now())
    return Reply(message=build_lesson_said(bot.speak(rep), "restored"))


async def submit_lesson(bot: Bot, interaction: Interaction) -> Reply:
    """Save the submitted lesson and answer it; an empty form snoozes it."""
    answers, rep = read_answers(interaction.filled), interaction.person.rep
    lesson_id, ends = interaction.read(LessonRef).lesson_id, interaction.filled.day("contract_end")
    if ends is not None:
        await save_contract_end(bot.database, rep=rep, lesson_id=lesson_id, day=ends)
    if answers.is_empty:
        message = await _skip(bot, interaction)
    else:
        kept = await save_lesson(bot.database, rep=rep, lesson_id=lesson_id, answers=answers, now=bot.now())
        message = build_lesson_kept(bot.speak(rep), kept.lesson, kept.response)
    if ends is None:
        return Reply(message=message)
    due_on = find_next_rebound(contract_ends=ends, left_on=None, today=bot.now().astimezone(rep.zone).date())
    return Reply(message=plan_rebound(bot.speak(rep), message, contract_end=ends, due_on=due_on))


async def submit_exercise(bot: Bot, interaction: Interaction) -> Reply:
    """Save the situations of the exercise as lessons (N3)."""
    filled, rep = interaction.filled, interaction.person.rep
    situations = tuple(told for told in map(filled.text, EXERCISE_FIELDS) if told)
    if not situations:
        return Reply(message=build_lesson_said(bot.speak(rep), "exercise_empty"))
    await save_exercise(
        bot.database,
        rep=rep,
        situations=situations,
        gain=filled.text("gain"),
        request_key=interaction.request_key,
        now=bot.now(),
    )
    return Reply(message=build_lesson_said(bot.speak(rep), "exercise_kept"))


def read_answers(filled: Filled) -> LessonAnswers:
    """Parse the submitted form."""
    return LessonAnswers(
        reason=filled.option("reason", LossReason),
        happened=filled.text("happened"),
        sign=filled.text("sign"),
        sign_on=filled.day("sign_on"),
        share=filled.text("share"),
        is_shared="shared" in filled.ticked("shared"),
    )


async def _list(bot: Bot, person: Person, typed: str = "") -> Message:
    found = await list_lessons(bot.database, rep=person.rep, typed=typed)
    own = [each for each in found if each.rep_id == person.rep.id]
    shared = [each for each in found if each.rep_id != person.rep.id]
    command = bot.commands.in_language(person.rep.language).lessons
    return build_lesson_list(bot.speak(person.rep), own, shared, command=command, typed=typed)


async def _skip(bot: Bot, interaction: Interaction) -> Message:
    rep = interaction.person.rep
    await skip_lesson(bot.database, rep=rep, lesson_id=interaction.read(LessonRef).lesson_id)
    return build_lesson_said(bot.speak(rep), "skipped")


COMMANDS: Handlers = {"lessons": handle_lessons}
BUTTONS: Handlers = {
    "lesson_list": show_all,
    "lesson_open": open_lesson,
    "lesson_skip": skip,
    "lesson_leave": leave,
    "lesson_share": share,
    "lesson_remove": remove,
    "lesson_restore": restore,
    "exercise_open": open_exercise,
}
FORMS: Handlers = {LESSON_FORM: submit_lesson, EXERCISE_FORM: submit_exercise}
