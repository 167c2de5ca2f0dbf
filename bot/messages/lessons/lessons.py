"""Messages about lost deals: the form, the response, and the list of lessons (N1-N4)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.lessons.lessons import Lesson, LessonOrigin, LossReason, Response
from bot.domain.log.situations import Situation
from bot.domain.meetings.agenda import PointKind
from bot.messages.meetings.points import make_agenda_button
from bot.messages.text.button_values import LessonRef, LessonShare, RemovalRef
from bot.messages.text.meeting_values import PointRef
from bot.messages.text.message import (
    Button,
    ChecksField,
    ChoiceField,
    Controls,
    DateField,
    Emphasis,
    Form,
    Heading,
    Message,
    MessagePart,
    Option,
    Paragraph,
    TextField,
)
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

LESSON_FORM = "lesson"
EXERCISE_FORM = "exercise"
EXERCISE_FIELDS = ("first", "second", "third")
# What of the form of a lesson an exercise has too: it is about no loss.
OF_EXERCISE = frozenset({"happened", "share", "shared"})
LONGEST = 1000
QUOTE_SHOWN = 300
NAME_SHOWN = 60
BEGUN_SHOWN = 120


def build_lesson_form(words: Words, lesson: Lesson) -> Form:
    """Build the form for what happened, the first sign, the own share and their contract; all may stay empty."""
    answers = lesson.answers
    reasons = tuple(Option(value=each, label=words.plain(f"lessons.reason_{each}")) for each in LossReason)
    shared = Option(value="shared", label=words.plain("lessons.shared"))
    fields = (
        ChoiceField(name="reason", label=words.plain("lessons.reason"), options=reasons, initial=answers.reason),
        _ask(words, "happened", answers.happened),
        _ask(words, "sign", answers.sign),
        DateField(name="sign_on", label=words.plain("lessons.sign_on"), initial=answers.sign_on, required=False),
        _ask(words, "share", answers.share, hint=ask_own_share(words, lesson.situation)),
        DateField(
            name="contract_end",
            label=words.plain("lessons.contract_end"),
            initial=lesson.contract_end,
            required=False,
        ),
        ChecksField(
            name="shared",
            label=words.plain("lessons.sharing"),
            options=(shared,),
            initial=("shared",) if answers.is_shared else (),
        ),
    )
    return Form(
        name=LESSON_FORM,
        title=words.plain("lessons.form_title"),
        submit=words.plain("lessons.form_submit"),
        close=words.plain("lessons.form_close"),
        fields=tuple(each for each in fields if lesson.origin is LessonOrigin.LOSS or each.name in OF_EXERCISE),
        subject=write_value(LessonRef(lesson.id)),
    )


def build_exercise_form(words: Words) -> Form:
    """Build the form for the exercise: three situations without responsibility, and what it would have brought (N3)."""
    fields = [_ask(words, name, "", label=f"exercise_{name}") for name in EXERCISE_FIELDS]
    return Form(
        name=EXERCISE_FORM,
        title=words.plain("lessons.exercise_title"),
        submit=words.plain("lessons.form_submit"),
        close=words.plain("lessons.form_close"),
        fields=(*fields, _ask(words, "gain", "", label="exercise_gain")),
    )


def build_lesson_kept(words: Words, lesson: Lesson, response: Response) -> Message:
    """Respond to a lesson: a nod, one kind question about the rep's own share, or a confirmation."""
    if response is not Response.TURN:
        text = words.render(f"lessons.{response}")
        return Message(fallback=words.plain(f"lessons.{response}"), parts=(Paragraph(text), _offer_list(words)))
    question = ask_own_share(words, lesson.situation)
    return Message(
        fallback=words.plain("lessons.turn", question=question),
        parts=(
            Paragraph(words.render("lessons.kept_first"), quiet=True),
            Paragraph(words.render("lessons.turn", question=question)),
            Controls(
                (
                    Button(
                        label=words.plain("lessons.answer"),
                        action="lesson_open",
                        value=write_value(LessonRef(lesson.id)),
                        emphasis=Emphasis.PRIMARY,
                    ),
                    Button(
                        label=words.plain("lessons.leave"),
                        action="lesson_leave",
                        value=write_value(LessonRef(lesson.id)),
                    ),
                )
            ),
        ),
    )


def plan_rebound(words: Words, message: Message, *, contract_end: date, due_on: date | None) -> Message:
    """Return a message that also tells from when a lost customer is contacted again (Z6)."""
    text = words.render("lessons.rebound_planned", date=contract_end, due_on=due_on)
    return replace(message, parts=(*message.parts, Paragraph(text, quiet=True)))


def build_lesson_said(words: Words, block: str) -> Message:
    """Confirm in one line what was done with a lesson."""
    return Message(fallback=words.plain(f"lessons.{block}"), parts=(Paragraph(words.render(f"lessons.{block}")),))


def build_lesson_shared(words: Words, *, lesson_id: int, team_id: int) -> Message:
    """Confirm that the team can read a lesson, with the button that puts it on the agenda of its meeting."""
    discuss = make_agenda_button(words, PointRef(team_id, PointKind.LESSON, lesson_id))
    text = Paragraph(words.render("lessons.now_shared"))
    return Message(fallback=words.plain("lessons.now_shared"), parts=(text, Controls((discuss,))))


def build_lesson_removed(words: Words, *, removal_id: int) -> Message:
    """Confirm that a lesson was removed, with the button that puts it back."""
    undo = Button(
        label=words.plain("deal_fixes.restore"), action="lesson_restore", value=write_value(RemovalRef(removal_id))
    )
    text = words.render("lessons.removed")
    return Message(fallback=words.plain("lessons.removed"), parts=(Paragraph(text), Controls((undo,))))


def build_lesson_list(
    words: Words, own: Sequence[Lesson], shared: Sequence[Lesson], *, command: str, typed: str = ""
) -> Message:
    """List a rep's own lessons, then those shared by colleagues, or show how to start without any."""
    title = words.plain("lessons.list_title", typed=shorten(typed, NAME_SHOWN))
    parts: list[MessagePart] = [Heading(words.render("lessons.list_title", typed=shorten(typed, NAME_SHOWN)))]
    if not own and not shared:
        block = "none_found" if typed else "none_yet"
        all_of_them = (_offer_list(words),) if typed else ()
        return Message(fallback=title, parts=(*parts, Paragraph(words.render(f"lessons.{block}")), *all_of_them))
    for lesson in own:
        parts += _describe_own(words, lesson)
    if shared:
        parts.append(Heading(words.render("lessons.shared_title")))
        parts += [Paragraph(words.render("lessons.of_colleague", **_list_values(words, each))) for each in shared]
    parts.append(Paragraph(words.render("lessons.list_hint", lessons=command), quiet=True))
    return Message(fallback=title, parts=tuple(parts))


def ask_own_share(words: Words, situation: Situation | None) -> str:
    """Return the question about the rep's own share for a situation."""
    return words.plain(f"lessons.share_{situation or Situation.NEUTRAL}")


def offer_lesson(words: Words, lesson: Lesson) -> list[MessagePart]:
    """Return the invitation to write a lesson, below a lost deal."""
    buttons = (
        Button(
            label=words.plain("lessons.open"),
            action="lesson_open",
            value=write_value(LessonRef(lesson.id)),
            emphasis=Emphasis.PRIMARY,
        ),
        Button(label=words.plain("lessons.skip"), action="lesson_skip", value=write_value(LessonRef(lesson.id))),
    )
    return [Paragraph(words.render("lessons.offer"), quiet=True), Controls(buttons)]


def describe_begun_lesson(words: Words, happened: str) -> Paragraph:
    """Return the note that what was said of a loss stands in its lesson already."""
    return Paragraph(words.render("lessons.begun", happened=shorten(happened, BEGUN_SHOWN)), quiet=True)


def name_origin(words: Words, lesson: Lesson) -> str:
    """Format the origin: "Acme · Kassen 2027", or the exercise."""
    if lesson.origin is LessonOrigin.EXERCISE:
        return words.plain("lessons.from_exercise")
    # The deal may have been removed since.
    names = (lesson.account_name, lesson.deal_name)
    return " · ".join(shorten(name, NAME_SHOWN) for name in names if name)


def _describe_own(words: Words, lesson: Lesson) -> list[MessagePart]:
    is_shared = lesson.answers.is_shared
    share = Button(
        label=words.plain("lessons.keep_private" if is_shared else "lessons.share_button"),
        action="lesson_share",
        value=write_value(LessonShare(lesson.id, not is_shared)),
    )
    edit = Button(label=words.plain("controls.edit"), action="lesson_open", value=write_value(LessonRef(lesson.id)))
    remove = Button(
        label=words.plain("controls.delete"),
        action="lesson_remove",
        value=write_value(LessonRef(lesson.id)),
        confirm=words.plain("lessons.confirm_remove"),
    )
    return [Paragraph(words.render("lessons.own", **_list_values(words, lesson))), Controls((edit, share, remove))]


def _list_values(words: Words, lesson: Lesson) -> dict[str, object]:
    reason = lesson.answers.reason
    return {
        "day": lesson.day,
        "name": name_origin(words, lesson),
        "who": lesson.rep_name,
        "note": shorten(lesson.quote, QUOTE_SHOWN),
        "reason": words.plain(f"lessons.reason_{reason}") if reason else "",
    }


def _offer_list(words: Words) -> Controls:
    return Controls((Button(label=words.plain("lessons.show"), action="lesson_list"),))


def _ask(words: Words, name: str, initial: str, *, hint: str | None = None, label: str = "") -> TextField:
    return TextField(
        name=name,
        label=words.plain(f"lessons.{label or name}"),
        initial=initial,
        hint=hint,
        required=False,
        lines=True,
        limit=LONGEST,
    )
