"""Messages that put a deal right: the form, the question before it is removed, and what was done (K12)."""

from collections.abc import Callable, Sequence

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.deals.deals import Deal
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.domain.text.money import CURRENCIES
from bot.messages.deals.deal_parts import build_account_question, name_deal
from bot.messages.text.button_values import DealFix, DealRef, RemovalRef
from bot.messages.text.formats import format_plain_amount
from bot.messages.text.message import (
    AccountField,
    Button,
    ChoiceField,
    Controls,
    DateField,
    Emphasis,
    Form,
    Message,
    Option,
    Paragraph,
    TextField,
)
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

DEAL_FORM = "deal_form"
LONGEST_NAME, LONGEST_AMOUNT = 200, 40
LABEL_SHOWN = 75


def build_deal_form(words: Words, deal: Deal) -> Form:
    """Build the form with all that can be put right about a deal; an amount that is left empty stays as it is."""

    def ask(name: str, initial: str, *, limit: int, hint: str | None = None, required: bool = False) -> TextField:
        label = words.plain(f"deal_fixes.{name}")
        return TextField(name=name, label=label, initial=initial, hint=hint, required=required, limit=limit)

    account = Option(value=str(deal.account_id), label=shorten(deal.account_name, LABEL_SHOWN))
    value, margin = (format_plain_amount(words.language, each) for each in (deal.value, deal.margin))
    hint = words.plain("deal_fixes.margin_hint")
    return Form(
        name=DEAL_FORM,
        title=words.plain("deal_fixes.form_title"),
        submit=words.plain("deal_fixes.submit"),
        close=words.plain("deal_fixes.close"),
        fields=(
            ask("name", deal.name, limit=LONGEST_NAME, required=True),
            AccountField(name="account", label=words.plain("deal_fixes.account"), initial=account),
            ask("value", value, limit=LONGEST_AMOUNT),
            ask("margin", margin, limit=LONGEST_AMOUNT, hint=hint),
            ChoiceField(
                name="currency",
                label=words.plain("deal_fixes.currency"),
                options=tuple(Option(value=each, label=each) for each in CURRENCIES),
                initial=deal.currency,
            ),
            DateField(name="close_on", label=words.plain("deal_fixes.close_on"), initial=deal.close_on, required=False),
        ),
        subject=write_value(DealRef(deal.id)),
    )


def make_fix_buttons(words: Words, deal: Deal) -> list[Button]:
    """Return the buttons of a deal card that change and remove the deal."""
    value = write_value(DealRef(deal.id))
    return [
        Button(label=words.plain("controls.edit"), action="deal_edit", value=value),
        Button(label=words.plain("controls.delete"), action="deal_remove_ask", value=value),
    ]


def build_remove_question(words: Words, deal: Deal) -> Message:
    """Ask whether a deal may be removed, with what happens to its contacts."""
    value, values = write_value(DealRef(deal.id)), {"name": name_deal(deal), "count": deal.activity_rollup.contacts}
    remove = Button(label=words.plain("deal_fixes.remove"), action="deal_remove", value=value, emphasis=Emphasis.DANGER)
    keep = Button(label=words.plain("deal_fixes.keep"), action="deal_keep", value=value)
    text = words.render("deal_fixes.remove_ask", **values)
    return Message(
        fallback=words.plain("deal_fixes.remove_ask", **values), parts=(Paragraph(text), Controls((remove, keep)))
    )


def build_removed(words: Words, *, account: str, name: str, removal_id: int) -> Message:
    """Report that a deal was removed, with the button that puts it back."""
    values = {"name": f"{shorten(account)} · {shorten(name)}"}
    undo = Button(
        label=words.plain("deal_fixes.restore"), action="deal_restore", value=write_value(RemovalRef(removal_id))
    )
    text = words.render("deal_fixes.removed", **values)
    return Message(fallback=words.plain("deal_fixes.removed", **values), parts=(Paragraph(text), Controls((undo,))))


def build_kept(words: Words) -> Message:
    """Report that nothing was removed."""
    return Message(fallback=words.plain("deal_fixes.kept"), parts=(Paragraph(words.render("deal_fixes.kept")),))


def build_meant_choice(words: Words, deals: Sequence[Deal], *, fix: Callable[[Deal], DealFix]) -> Message:
    """Ask which deal is meant; each button carries what is to be put right."""
    buttons = tuple(
        Button(label=shorten(name_deal(deal), LABEL_SHOWN), action="deal_fix", value=write_value(fix(deal)))
        for deal in deals
    )
    text = words.render("deal_fixes.which")
    return Message(fallback=words.plain("deal_fixes.which"), parts=(Paragraph(text), Controls(buttons)))


def build_target_choice(
    words: Words, error: AccountUnknown | AccountAmbiguous, candidates: Sequence[NamedAccount], *, fix: DealFix
) -> Message:
    """Ask to which account a deal is moved: one with a similar name, or a new one of the typed name."""
    buttons = [
        Button(
            label=shorten(account.name),
            action="deal_fix",
            value=write_value(DealFix(fix.deal_id, fix.verb, account_id=account.id)),
        )
        for account in candidates
    ]
    if isinstance(error, AccountUnknown):
        value = write_value(DealFix(fix.deal_id, fix.verb, creates=True, text=error.typed))
        label = words.plain("controls.create", name=shorten(error.typed))
        buttons.append(Button(label=label, action="deal_fix", value=value))
    return build_account_question(words, error, buttons)
