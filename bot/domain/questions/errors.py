"""What can be wrong with questions and playbooks; each has a code, and a sentence in the templates.

PersonError
├── QuestionGone                the question is not in use any more
├── PlaybookTooLong             the workspace's questions do not fit on a form
├── PlaybookBroken              questions of a workspace that cannot be read
└── QuestionEmpty               a text of a question with nothing in it
"""

from bot.errors import PersonError


class QuestionGone(PersonError):
    """The question is not in the workspace's playbook any more."""

    code = "question_gone"


class PlaybookTooLong(PersonError):
    """A workspace's own questions do not fit on a form, which would cut them."""

    code = "playbook_too_long"


class PlaybookBroken(PersonError):
    """A workspace's questions cannot be read: in which ``line``, for which ``reason`` (a code), and because of what."""

    code = "playbook_broken"

    def __init__(self, line: int, reason: str, typed: str = "") -> None:
        super().__init__(f"line {line}: {reason} {typed}")
        self.line = line
        self.reason = reason
        self.typed = typed


class QuestionEmpty(PersonError):
    """A text of a question has nothing in it; ``field`` says which: ask or why."""

    code = "question_empty"

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field
