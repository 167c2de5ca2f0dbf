"""Messages about a won deal: the form that asks why, and what was told (O4)."""

from bot.domain.deals.deals import Deal
from bot.domain.deals.win_reasons import WinAnswer, WinReason
from bot.messages.text.button_values import DealRef
from bot.messages.text.message import (
    Button,
    ChoiceField,
    Emphasis,
    Form,
    Message,
    MessagePart,
    Option,
    Paragraph,
    TextField,
)
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

WIN_FORM = "deal_win"
LONGEST_WORDS = 200


def build_win_form(words: Words, deal: Deal, answer: WinAnswer) -> Form:
    """Build the form for why a deal was won: one choice and one line, both optional."""
    options = tuple(Option(value=each, label=name_win_reason(words, each)) for each in WinReason)
    line = words.plain("wins.words")
    return Form(
        name=WIN_FORM,
        title=words.plain("wins.form_title"),
        submit=words.plain("wins.submit"),
        close=words.plain("wins.close"),
        fields=(
            ChoiceField(name="reason", label=words.plain("wins.reason"), options=options, initial=answer.reason),
            TextField(name="words", label=line, initial=answer.words, required=False, limit=LONGEST_WORDS),
        ),
        subject=write_value(DealRef(deal.id)),
    )


def build_win_kept(words: Words, answer: WinAnswer, *, ritme: str) -> Message:
    """Confirm what was told of a win."""
    block = "kept" if answer.reason or answer.words else "emptied"
    values = {**_list_values(words, answer), "ritme": ritme}
    return Message(
        fallback=words.plain(f"wins.{block}", **values), parts=(Paragraph(words.render(f"wins.{block}", **values)),)
    )


def describe_win(words: Words, answer: WinAnswer | None) -> list[MessagePart]:
    """Return what was told of a win; empty while nothing was."""
    if answer is None or not (answer.reason or answer.words):
        return []
    return [Paragraph(words.render("wins.told", **_list_values(words, answer)))]


def make_win_button(words: Words, deal: Deal, *, is_new: bool) -> Button:
    """Return the button that asks why a deal was won."""
    emphasis = Emphasis.PRIMARY if is_new else Emphasis.PLAIN
    return Button(
        label=words.plain("wins.open"), action="win_open", value=write_value(DealRef(deal.id)), emphasis=emphasis
    )


def name_win_reason(words: Words, reason: str) -> str:
    """Return the name of a reason: "Snelle reactie"."""
    return words.plain(f"wins.reason_{reason}")


def _list_values(words: Words, answer: WinAnswer) -> dict[str, object]:
    return {"what": name_win_reason(words, answer.reason) if answer.reason else "", "note": answer.words}
