"""Messages about customer feedback, and the form to log it (Z2)."""

from collections.abc import Sequence
from datetime import date

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.accounts.customer_score import POOR, CustomerScore
from bot.domain.certainties.feedback import BEST, GOOD, LEAST, Feedback
from bot.domain.certainties.feedback_line import FeedbackLine
from bot.domain.certainties.told_in_log import ToldScore
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.messages.deals.deal_parts import build_account_question
from bot.messages.text.button_values import AccountRef, FeedbackRef, FeedbackStart
from bot.messages.text.line_form import LineKind, make_line_button
from bot.messages.text.message import (
    Button,
    ChoiceField,
    Controls,
    DatePick,
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
from bot.messages.text.problem import LINE_SHOWN
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

FEEDBACK_FORM = "feedback"
LONGEST, WORDS_SHOWN, NAME_SHOWN, ACCOUNTS_OFFERED = 500, 200, 60, 5
# A button holds so many of the typed words, with room for those that take several characters.
WORDS_CARRIED = 300


def build_feedback_form(
    words: Words, *, account_id: int, account_name: str, score: int | None = None, said: str = ""
) -> Form:
    """Build the form for a score and the customer's words; a score is filled in only if it was typed before (K2)."""
    scores = tuple(Option(value=str(score), label=str(score)) for score in range(BEST, LEAST - 1, -1))
    return Form(
        name=FEEDBACK_FORM,
        title=words.plain("feedback.form_title"),
        submit=words.plain("advice.form_submit"),
        close=words.plain("controls.cancel"),
        fields=(
            ChoiceField(
                name="score",
                label=words.plain("feedback.score", account=shorten(account_name, NAME_SHOWN)),
                options=scores,
                initial=None if score is None else str(score),
            ),
            TextField(
                name="words",
                label=words.plain("feedback.words"),
                initial=said[:LONGEST],
                required=False,
                lines=True,
                limit=LONGEST,
            ),
        ),
        subject=write_value(AccountRef(account_id)),
    )


def build_feedback_kept(words: Words, feedback: Feedback, *, poor: CustomerScore | None = None) -> Message:
    """Confirm stored feedback with its follow-up: a promise with a day, or a request for a referral.

    ``poor`` is the score because of which no good news is asked of the customer now (K2).
    """
    values = {"account": feedback.account_name, "score": feedback.score, "note": shorten(feedback.words, WORDS_SHOWN)}
    block = "poor" if feedback.score <= POOR else "good" if feedback.score >= GOOD else "fair"
    if block == "good" and poor is not None:
        block = "better"
    value = write_value(FeedbackRef(feedback.id))
    promise = DatePick(label=words.plain("feedback.promise"), action="feedback_promise", value=value)
    ask = Button(
        label=words.plain("referrals.ask_button"),
        action="referral_ask",
        value=write_value(AccountRef(feedback.account_id)),
        emphasis=Emphasis.PRIMARY,
    )
    undo = Button(label=words.plain("controls.undo"), action="feedback_undo", value=value)
    items = (ask, promise, undo) if block == "good" else (promise, undo)
    return Message(
        fallback=words.plain("feedback.kept", **values),
        parts=(
            Paragraph(words.render("feedback.kept", **values)),
            Paragraph(words.render(f"feedback.{block}", before=poor.score if poor is not None else "")),
            Controls(items),
        ),
    )


def build_promised(words: Words, feedback: Feedback, *, due_on: date) -> Message:
    """Confirm that a promise has become a next step."""
    values = {"account": feedback.account_name, "due_on": due_on}
    return _say(words, "promised", **values)


def build_told(words: Words, feedback: Feedback, *, may_ask: bool) -> Message:
    """Confirm that the customer was told about the improvement, and suggest a referral if it may be asked for (K2)."""
    said = _say(words, "told", account=feedback.account_name)
    if not may_ask:
        return said
    ask = Button(
        label=words.plain("referrals.ask_button"),
        action="referral_ask",
        value=write_value(AccountRef(feedback.account_id)),
    )
    return Message(fallback=said.fallback, parts=(*said.parts, Controls((ask,))))


def build_feedback_removed(words: Words, feedback: Feedback) -> Message:
    """Confirm that feedback was removed."""
    return _say(words, "removed", account=feedback.account_name)


def build_feedback_list(words: Words, found: Sequence[Feedback], *, command: str) -> Message:
    """List recent feedback, with the command to log more."""
    fallback = words.plain("feedback.list_title")
    parts: list[MessagePart] = [Heading(words.render("feedback.list_title"))]
    if not found:
        parts.append(Paragraph(words.render("feedback.none_yet")))
    for each in found:
        values = {"account": each.account_name, "score": each.score, "note": shorten(each.words, WORDS_SHOWN)}
        block = "line_told" if each.told_on else "line_kept" if each.kept_on else "line"
        parts.append(Paragraph(words.render(f"feedback.{block}", day=each.day, **values)))
    parts.append(Paragraph(words.render("feedback.hint", feedback=command), quiet=True))
    parts.append(Controls((make_line_button(words, LineKind.FEEDBACK),)))
    return Message(fallback=fallback, parts=tuple(parts))


def build_feedback_choice(words: Words, error: AccountUnknown | AccountAmbiguous, line: FeedbackLine) -> Message:
    """Offer the accounts with names similar to the typed one; the buttons carry the rest of the line."""
    said = line.words[:WORDS_CARRIED]
    buttons = [
        Button(
            label=shorten(account.name),
            action="feedback_open",
            value=write_value(FeedbackStart(account.id, line.score, said)),
        )
        for account in error.candidates[:ACCOUNTS_OFFERED]
    ]
    return build_account_question(words, error, buttons)


def build_score_asked(words: Words, told: ToldScore, *, customers: Sequence[NamedAccount], line: str) -> Message:
    """Ask who gave a score, with the accounts of the latest contacts; each opens the form with what was told."""
    text = words.render("feedback.who_scored", score=told.score)
    kept = words.render("errors.line_kept", line=shorten(line, LINE_SHOWN))
    buttons = tuple(
        Button(
            label=shorten(account.name),
            action="feedback_open",
            value=write_value(FeedbackStart(account.id, told.score, told.words[:WORDS_CARRIED])),
        )
        for account in customers[:ACCOUNTS_OFFERED]
    )
    other = make_line_button(words, LineKind.FEEDBACK)
    return Message(
        fallback=words.plain("feedback.who_scored", score=told.score),
        parts=(Paragraph(text), Paragraph(kept, quiet=True), Controls((*buttons, other))),
    )


def _say(words: Words, block: str, **values: object) -> Message:
    text = words.render(f"feedback.{block}", **values)
    return Message(fallback=words.plain(f"feedback.{block}", **values), parts=(Paragraph(text),))
