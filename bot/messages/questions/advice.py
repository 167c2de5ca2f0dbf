"""The questions to ask now, with the reasons for each (V3, V4)."""

from collections.abc import Sequence

from bot.domain.deals.deals import Deal
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.domain.log.reach import Reach
from bot.domain.questions.ask import CONTACTS_TOLD, Advice, SuggestedQuestion
from bot.messages.deals.deal_parts import build_account_question, name_deal, name_situation
from bot.messages.text.button_values import AccountRef, DealRef, LanguageRef, QuestionSearch, QuestionUseRef
from bot.messages.text.message import (
    MOST_IN_ROW,
    Button,
    Controls,
    Emphasis,
    Form,
    Heading,
    Message,
    MessagePart,
    Paragraph,
    TextField,
)
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.text import Text
from bot.messages.text.words import Words

# From this many times on, a question's results are worth showing.
ASKED_TOLD = 3
# The deals of a rep that need advice most.
DEALS_OFFERED = 5
ACCOUNTS_OFFERED = 5
PLAYBOOK_FORM = "playbook"


def build_advice(words: Words, advice: Advice, *, notice: str = "") -> Message:
    """Show the questions to ask now; ``notice`` is the block that confirms an action on one of them."""
    name = name_deal(advice.deal) if advice.deal else advice.account_name
    parts: list[MessagePart] = []
    if notice:
        parts.append(Paragraph(words.render(f"advice.{notice}")))
    parts += [Heading(words.render("advice.title", name=name)), Paragraph(_format_why(words, advice), quiet=True)]
    if advice.poor is not None:
        values = {"account": shorten(advice.account_name), "score": advice.poor.score, "day": advice.poor.day}
        parts.append(Paragraph(words.render("advice.first_that", **values)))
    for suggested in advice.questions:
        parts += _describe_question(words, advice, suggested)
    if not advice.questions:
        listed = Button(
            label=words.plain("question_list.all_button"), action="question_list", value=write_value(QuestionSearch())
        )
        parts += [Paragraph(words.render("advice.nothing_left")), Controls((listed,))]
    parts += describe_reach(words, advice.reach)
    return Message(fallback=words.plain("advice.fallback", name=name), parts=tuple(parts))


def build_asked(words: Words, *, account_id: int, account_name: str) -> Message:
    """Confirm that the result of an asked question will be tracked, and offer to log the contact."""
    label = words.plain("controls.log_account", account=shorten(account_name))
    value = write_value(AccountRef(account_id))
    button = Button(label=label, action="account_log", value=value, emphasis=Emphasis.PRIMARY)
    text = words.render("advice.noted_asked")
    return Message(fallback=words.plain("advice.noted_asked"), parts=(Paragraph(text), Controls((button,))))


def describe_reach(words: Words, reach: Reach) -> list[MessagePart]:
    """Return when to call, and whether to call instead of writing; empty without data."""
    parts: list[MessagePart] = []
    if reach.calls_now:
        parts.append(Paragraph(words.render("advice.call_now")))
    if reach.hours is not None:
        hours = reach.hours
        block = "advice.role_hours" if reach.is_role else "advice.hours"
        text = words.render(block, begin=hours.begin, end=hours.end, answered=hours.answered, tries=hours.calls)
        parts.append(Paragraph(text, quiet=True))
    return parts


def build_ask_help(words: Words, *, ask: str, deals: Sequence[Deal] = ()) -> Message:
    """Show how to request questions; ``deals`` can be chosen directly."""
    parts: list[MessagePart] = [Paragraph(words.render("advice.help", ask=ask))]
    if deals:
        parts.append(_offer_deals(deals[:DEALS_OFFERED]))
    return Message(fallback=words.plain("advice.help", ask=ask), parts=tuple(parts))


def build_deal_question(words: Words, deals: Sequence[Deal]) -> Message:
    """Ask for which of an account's open deals the questions are."""
    account = deals[0].account_name
    text = words.render("deal.which", account=account)
    return Message(fallback=words.plain("deal.which", account=account), parts=(Paragraph(text), _offer_deals(deals)))


def build_ask_choice(words: Words, error: AccountUnknown | AccountAmbiguous) -> Message:
    """Offer the accounts with names similar to the typed one."""
    buttons = [
        Button(label=shorten(account.name), action="question_for", value=write_value(AccountRef(account.id)))
        for account in error.candidates[:ACCOUNTS_OFFERED]
    ]
    return build_account_question(words, error, buttons)


def build_playbook_form(words: Words, *, text: str, language: str) -> Form:
    """Build the form in which a manager writes the workspace's own questions."""
    return Form(
        name=PLAYBOOK_FORM,
        title=words.plain("advice.form_title"),
        submit=words.plain("advice.form_submit"),
        close=words.plain("controls.cancel"),
        fields=(
            TextField(
                name="text",
                label=words.plain("advice.form_label"),
                initial=text,
                hint=words.plain("advice.form_hint"),
                required=False,
                lines=True,
            ),
        ),
        subject=write_value(LanguageRef(language)),
    )


def build_playbook_kept(words: Words, count: int) -> Message:
    """Confirm that a workspace's own questions are in use."""
    text = words.render("advice.playbook_kept", count=count)
    return Message(fallback=words.plain("advice.playbook_kept", count=count), parts=(Paragraph(text),))


def make_question_value(advice: Advice, suggested: SuggestedQuestion) -> str:
    """Return the value of a question's buttons: account, deal, situation and question."""
    deal_id = advice.deal.id if advice.deal else None
    return write_value(QuestionUseRef(advice.account_id, deal_id, advice.situation, suggested.question.id))


def _format_why(words: Words, advice: Advice) -> Text:
    activity_rollup = advice.activity_rollup
    reasons = []
    if activity_rollup.contacts_since >= CONTACTS_TOLD:
        reasons.append(words.plain("advice.why_contacts", count=activity_rollup.contacts_since))
    situation = name_situation(words, advice.situation)
    if advice.was_read and activity_rollup.situation_run > 1:
        reasons.append(words.plain("advice.why_again", count=activity_rollup.situation_run, situation=situation))
    elif advice.was_read and advice.situation.is_obstacle:
        reasons.append(words.plain("advice.why_situation", situation=situation))
    return words.render("advice.why", reasons="; ".join(reasons)) if reasons else words.render("advice.why_open")


def _describe_question(words: Words, advice: Advice, suggested: SuggestedQuestion) -> list[MessagePart]:
    question, record = suggested.question, suggested.record
    value = make_question_value(advice, suggested)
    buttons = (
        Button(label=words.plain("advice.asked"), action="question_asked", value=value, emphasis=Emphasis.PRIMARY),
        Button(label=words.plain("advice.other"), action="question_other", value=value),
        Button(label=words.plain("advice.refused"), action="question_refused", value=value),
    )
    figures = (
        {"count": record.asked, "made": record.advanced}
        if record.may_show and record.asked >= ASKED_TOLD
        else {"count": 0, "made": 0}
    )
    return [
        Paragraph(words.render("advice.question", question=question.ask)),
        Paragraph(words.render("advice.reason", why=question.why, not_when=question.not_when, **figures), quiet=True),
        Controls(buttons),
    ]


def _offer_deals(deals: Sequence[Deal]) -> Controls:
    return Controls(
        tuple(
            Button(label=shorten(name_deal(deal)), action="question_ask", value=write_value(DealRef(deal.id)))
            for deal in deals[:MOST_IN_ROW]
        )
    )
