"""Short answers in a conversation: to a greeting, to thanks, to a question about the day, and to what is no line."""

from bot.domain.home.day import RepDay
from bot.domain.log.activity import Kind
from bot.messages.home.day_view import describe_steps, describe_suggestions
from bot.messages.text.message import Button, Controls, Emphasis, Message, MessagePart, Paragraph
from bot.messages.text.parts import describe_progress_shortly, name_count, shorten
from bot.messages.text.text import Text
from bot.messages.text.words import Words

LINE_SHOWN, NAME_SHOWN = 120, 40
_KINDS = (Kind.MESSAGE, Kind.CALL, Kind.VISIT)


def build_greeting(words: Words, day: RepDay) -> Message:
    """Greet back, with the day so far in one line."""
    first, *_ = [*day.rep.name.split(), ""]
    text = words.render("small_talk.greeting", name=shorten(first, NAME_SHOWN))
    parts = (Paragraph(text), Paragraph(describe_progress_shortly(words, day.progress), quiet=True))
    return Message(
        fallback=words.plain("small_talk.greeting", name=shorten(first, NAME_SHOWN)),
        parts=(*parts, Controls((make_log_button(words), make_day_button(words), make_help_button(words)))),
    )


def build_short(words: Words, block: str) -> Message:
    """Say one short sentence: to thanks, or to a farewell."""
    text = words.render(f"small_talk.{block}")
    return Message(fallback=words.plain(f"small_talk.{block}"), parts=(Paragraph(text),))


def build_chat(words: Words, block: str) -> Message:
    """Answer a remark, or the question who this is, and say what can be done."""
    text = words.render(f"small_talk.{block}")
    buttons = Controls((make_log_button(words), make_day_button(words), make_help_button(words)))
    return Message(fallback=words.plain(f"small_talk.{block}"), parts=(Paragraph(text), buttons))


def build_left(words: Words, day: RepDay) -> Message:
    """Say what is left of today's targets (R1); when nothing is, ask for one more (O2)."""
    text = _describe_left(words, day)
    progress = (Paragraph(describe_progress_shortly(words, day.progress), quiet=True),)
    return Message(
        fallback="".join(span.text for span in text),
        parts=(
            Paragraph(text),
            *(() if day.is_free else progress),
            Controls((make_log_button(words), make_day_button(words))),
        ),
    )


def build_who(words: Words, day: RepDay) -> Message:
    """Name whom to contact today: the steps due, and the suggestions (R2)."""
    found: list[MessagePart] = [*describe_steps(words, day), *describe_suggestions(words, day)]
    if not found:
        text = Paragraph(words.render("small_talk.nobody"))
        return Message(fallback=words.plain("small_talk.nobody"), parts=(text, Controls((make_log_button(words),))))
    return Message(fallback=words.plain("today.fallback", day=day.day), parts=tuple(found))


def build_not_understood(words: Words, *, line: str) -> Message:
    """Say in one line what can be said, and give the typed text back."""
    return Message(
        fallback=words.plain("small_talk.not_understood"),
        parts=(
            Paragraph(words.render("small_talk.not_understood")),
            Paragraph(words.render("errors.line_kept", line=shorten(line, LINE_SHOWN)), quiet=True),
            Controls(
                (make_log_button(words, Emphasis.PRIMARY), make_day_button(words), make_help_button(words)),
            ),
        ),
    )


def make_log_button(words: Words, emphasis: Emphasis = Emphasis.PLAIN) -> Button:
    """Return the button that opens the log form."""
    return Button(label=words.plain("controls.open_log"), action="log_open", emphasis=emphasis)


def make_day_button(words: Words) -> Button:
    """Return the button that shows the rep's day."""
    return Button(label=words.plain("small_talk.day_button"), action="day_show")


def make_help_button(words: Words) -> Button:
    """Return the button that shows all that can be said."""
    return Button(label=words.plain("small_talk.help_button"), action="help_show")


def _describe_left(words: Words, day: RepDay) -> Text:
    if day.is_free:
        return words.render("small_talk.free")
    progress = day.progress
    left = [name_count(words, kind, progress.left_of(kind)) for kind in _KINDS if progress.left_of(kind)]
    if not left:
        return words.render("progress.complete")
    *before, last = left
    return words.render("small_talk.left", before=", ".join(before), last=last)
