"""The questions for a situation with their record in the team, and the form to reword one (V3)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.log.situations import Situation
from bot.domain.questions.questions import ListedQuestion, Question, QuestionRecord
from bot.messages.deals.deal_parts import name_situation
from bot.messages.text.button_values import QuestionRef, QuestionSearch
from bot.messages.text.message import (
    Button,
    ChecksField,
    Controls,
    Form,
    Heading,
    Message,
    MessagePart,
    Option,
    Paragraph,
    TextField,
)
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

QUESTION_FORM = "question"
LONGEST_TEXT = 300
BEST_SHOWN = 10


def build_question_list(
    words: Words, situation: Situation, listed: Sequence[ListedQuestion], *, may_change: bool
) -> Message:
    """List the questions for a situation, softest first; a manager can reword each."""
    title = words.render("question_list.title", situation=name_situation(words, situation))
    parts: list[MessagePart] = [Heading(title)]
    for each in listed:
        parts += _describe(words, each)
        if may_change:
            value = write_value(QuestionRef(each.question.id))
            button = Button(label=words.plain("question_list.change"), action="question_change", value=value)
            parts.append(Controls((button,)))
    fallback = words.plain("question_list.title", situation=name_situation(words, situation))
    return Message(fallback=fallback, parts=tuple(parts))


def build_reworded(words: Words, listed: ListedQuestion) -> Message:
    """Show a question after a change, to the manager who made it."""
    block = "question_list.switched_off" if listed.is_off else "question_list.changed"
    shown = build_question_list(words, listed.question.situation, [listed], may_change=True)
    return replace(shown, parts=(Paragraph(words.render(block)), *shown.parts[1:]))


def build_best_questions(words: Words, questions: Sequence[Question], records: Mapping[str, QuestionRecord]) -> Message:
    """Show the questions asked in the team, most successful first, with buttons for the situations."""
    asked = [(each, records[each.id]) for each in questions if each.id in records]
    asked.sort(key=lambda pair: (-pair[1].belief, pair[0].id))
    parts: list[MessagePart] = [Heading(words.render("question_list.best_title"))]
    if not asked:
        parts.append(Paragraph(words.render("question_list.none_asked")))
    for question, record in asked[:BEST_SHOWN]:
        parts += _describe(words, ListedQuestion(question, record))
    parts.append(Paragraph(words.render("question_list.pick"), quiet=True))
    parts.append(
        Controls(
            tuple(
                Button(
                    label=name_situation(words, each),
                    action="question_list",
                    value=write_value(QuestionSearch(each.value)),
                )
                for each in Situation
            )
        )
    )
    return Message(fallback=words.plain("question_list.best_title"), parts=tuple(parts))


def build_question_form(words: Words, listed: ListedQuestion) -> Form:
    """Build the form in which a manager rewords a question, or switches it off."""
    question = listed.question
    off = Option(value="off", label=words.plain("question_list.off"))
    fields = [
        TextField(
            name=name,
            label=words.plain(f"question_list.{name}"),
            initial=getattr(question, name),
            required=name != "not_when",
            lines=True,
            limit=LONGEST_TEXT,
        )
        for name in ("ask", "why", "not_when")
    ]
    switch = ChecksField(
        name="off",
        label=words.plain("question_list.use"),
        options=(off,),
        initial=("off",) if listed.is_off else (),
    )
    return Form(
        name=QUESTION_FORM,
        title=words.plain("question_list.form_title"),
        submit=words.plain("advice.form_submit"),
        close=words.plain("controls.cancel"),
        fields=(*fields, switch),
        subject=write_value(QuestionRef(question.id)),
    )


def _describe(words: Words, each: ListedQuestion) -> list[MessagePart]:
    question, record = each.question, each.record
    block = "off_question" if each.is_off else "question"
    figures = words.render(
        "question_list.figures",
        why=question.why,
        not_when=question.not_when,
        count=record.asked if record.may_show or not record.asked else None,
        made=record.advanced,
        id=question.id,
    )
    return [Paragraph(words.render(f"question_list.{block}", question=question.ask)), Paragraph(figures, quiet=True)]
