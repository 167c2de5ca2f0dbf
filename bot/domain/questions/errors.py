"""Errors about questions and playbooks; each has a code and a sentence in the templates.

PersonError
├── QuestionGone                the question is no longer in use
├── PlaybookTooLong             the workspace's questions do not fit in a form
├── PlaybookBroken              the workspace's questions cannot be parsed
└── QuestionEmpty               a question with an empty text
"""

from bot.errors import PersonError


class QuestionGone(PersonError):
    """The question is no longer in the workspace's playbook."""

    code = "question_gone"


class PlaybookTooLong(PersonError):
    """The workspace's own questions do not fit in a form, which would truncate them."""

    code = "playbook_too_long"


class PlaybookBroken(PersonError):
    """A workspace's questions cannot be parsed: the ``line``, the ``reason`` (a code), and the offending text."""

    code = "playbook_broken"

    def __init__(self, line: int, reason: str, typed: str = "") -> None:
        super().__init__(f"line {line}: {reason} {typed}")
        self.line = line
        self.reason = reason
        self.typed = typed


class QuestionEmpty(PersonError):
    """A text of a question is empty; ``field`` is ask or why."""

    code = "question_empty"

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field
