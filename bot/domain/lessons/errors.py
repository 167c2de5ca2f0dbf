"""Errors about lessons; each has a code and a sentence in the templates."""

from bot.errors import PersonError


class LessonGone(PersonError):
    """The lesson does not exist (any more), or belongs to another rep."""

    code = "lesson_gone"
