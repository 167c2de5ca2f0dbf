"""What the bot answers to `/lessen`, and to what a rep writes about a loss (N1-N4)."""

from bot.domain.lessons.lessons import Answers, Lesson
from bot.messages.lessons.lessons import build_lesson_kept, build_lesson_list, build_lesson_said
from bot.messages.text.message import Message
from bot.services.bot import Bot
from bot.services.lessons.keep_lesson import keep_exercise, keep_lesson, share_lesson, skip_lesson
from bot.services.people.people_book import Person
from bot.storage.lessons import lessons as lesson_rows
from bot.storage.people import people as people_rows

MOST_LISTED = 15


async def answer_lessons(bot: Bot, *, person: Person, text: str = "") -> Message:
    """List the lessons that hold what was typed: one's own, then those that the team shared."""
    typed = text.strip()
    found = await _list_lessons(bot, person, typed)
    own = [each for each in found if each.rep_id == person.rep.id]
    shared = [each for each in found if each.rep_id != person.rep.id]
    return build_lesson_list(bot.speak(person.rep), own, shared, command=bot.commands.lessons, typed=typed)


async def answer_lesson(bot: Bot, *, person: Person, lesson_id: int, answers: Answers) -> Message:
    """Keep what a rep wrote about a loss, and answer it.

    Raises:
        LessonGone: it is not there, or somebody else's.
    """
    if answers.is_empty:
        return await answer_skip(bot, person=person, lesson_id=lesson_id)
    kept = await keep_lesson(bot.database, rep=person.rep, lesson_id=lesson_id, answers=answers, now=bot.now())
    return build_lesson_kept(bot.speak(person.rep), kept.lesson, kept.response)


async def answer_exercise(bot: Bot, *, person: Person, situations: tuple[str, ...], gain: str) -> Message:
    """Keep the situations of the exercise (N3)."""
    told = tuple(each.strip() for each in situations if each.strip())
    if not told:
        return build_lesson_said(bot.speak(person.rep), "exercise_empty")
    await keep_exercise(bot.database, rep=person.rep, situations=told, gain=gain.strip(), now=bot.now())
    return build_lesson_said(bot.speak(person.rep), "exercise_kept")


async def answer_skip(bot: Bot, *, person: Person, lesson_id: int) -> Message:
    """Put a lesson aside until Friday.

    Raises:
        LessonGone: it is not there, or somebody else's.
    """
    await skip_lesson(bot.database, rep=person.rep, lesson_id=lesson_id)
    return build_lesson_said(bot.speak(person.rep), "skipped")


async def answer_share(bot: Bot, *, person: Person, lesson_id: int, is_shared: bool) -> Message:
    """Show a lesson to the team, or keep it to oneself again.

    Raises:
        LessonGone: it is not there, or somebody else's.
    """
    await share_lesson(bot.database, rep=person.rep, lesson_id=lesson_id, is_shared=is_shared)
    return build_lesson_said(bot.speak(person.rep), "now_shared" if is_shared else "now_private")


async def _list_lessons(bot: Bot, person: Person, typed: str) -> list[Lesson]:
    rep = person.rep
    async with bot.database.reading() as connection:
        team = (
            await people_rows.list_reps(connection, workspace_id=rep.workspace_id, team_id=rep.team_id)
            if rep.team_id is not None
            else []
        )
        return await lesson_rows.list_kept(
            connection, rep_id=rep.id, team_ids=[each.id for each in team], typed=typed, limit=MOST_LISTED
        )
