"""Every error has a sentence for the user, and the typed text is repeated in the reply."""

from bot.domain.log.errors import NothingReadable
from bot.domain.text.bounds import LONGEST_LINE
from bot.errors import LineTooLong
from bot.messages.text.command_names import USUAL_NAMES
from bot.messages.text.message import Message, Paragraph
from bot.messages.text.problem import build_problem
from bot.messages.text.text import to_plain
from bot.messages.text.words import load_words


def list_texts(message: Message) -> list[str]:
    return [to_plain(part.text) for part in message.parts if isinstance(part, Paragraph)]


def test_a_line_that_is_too_long_is_given_back_whole_with_the_limit() -> None:
    line = "bezoek " + "x" * 5_000
    message = build_problem(load_words("nl"), LineTooLong(LONGEST_LINE), commands=USUAL_NAMES, line=line)
    sentence, *given_back = list_texts(message)
    assert "hooguit 4000 tekens" in sentence
    assert "".join(text.removeprefix("Je typte: “").removesuffix("”") for text in given_back) == line


def test_a_line_that_cannot_be_read_is_given_back_in_short() -> None:
    message = build_problem(load_words("nl"), NothingReadable(), commands=USUAL_NAMES, line="?" * 1_000)
    assert len(list_texts(message)[1]) <= 320
