"""What can be wrong with a lesson; each has a code, and a sentence in the templates."""

from bot.errors import PersonError


class LessonGone(PersonError):
    """The lesson is not there (any more), or belongs to somebody else."""

    code = "lesson_gone"
