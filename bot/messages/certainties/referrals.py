"""Messages about referrals, from request to won deal, and their win rate (Z3, O5)."""

from collections.abc import Mapping, Sequence

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.accounts.customer_score import CustomerScore
from bot.domain.certainties.referrals import Conversion, Referral, ReferralState
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.messages.deals.deal_parts import build_account_question
from bot.messages.text.button_values import AccountRef, ReferralAnyway, ReferralMove, ReferralRef
from bot.messages.text.line_form import LineKind, make_line_button
from bot.messages.text.message import Button, Controls, Emphasis, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

NAME_SHOWN, MOST_LISTED, WON_SHOWN = 60, 10, 3
# With fewer closed referral deals, a win rate is meaningless.
REFERRED_NEEDED = 5


def build_referral(words: Words, referral: Referral, *, notice: str = "") -> Message:
    """Show the state of a referral, with a button for the next one."""
    block = _name_block(referral)
    values = _list_values(referral)
    parts: list[MessagePart] = [Paragraph(words.render(f"referrals.{notice}"), quiet=True)] if notice else []
    parts.append(Paragraph(words.render(f"referrals.{block}", **values)))
    if referral.state is ReferralState.ASKED and not referral.is_given:
        parts.append(Paragraph(words.render("referrals.how", account=referral.giver_name), quiet=True))
    parts.append(Controls(_make_buttons(words, referral)))
    return Message(fallback=words.plain(f"referrals.{block}", **values), parts=tuple(parts))


def build_referral_warning(words: Words, giver: NamedAccount, poor: CustomerScore, *, name: str = "") -> Message:
    """Warn that a customer gave a poor score lately, and ask whether the request is to be noted all the same (K2)."""
    values = {"account": shorten(giver.name, NAME_SHOWN), "score": poor.score, "day": poor.day}
    anyway = Button(
        label=words.plain("referrals.anyway"),
        action="referral_anyway",
        value=write_value(ReferralAnyway(giver.id, name)),
    )
    parts = (Paragraph(words.render("referrals.first_promise", **values)), Controls((anyway,)))
    return Message(fallback=words.plain("referrals.first_promise", **values), parts=parts)


def build_referral_list(
    words: Words,
    found: Sequence[Referral],
    conversion: Conversion,
    *,
    poor: Mapping[int, CustomerScore],
    command: str,
) -> Message:
    """List the open referrals with their next step, the introductions given, and the win rate of referrals.

    Those of customers who gave a ``poor`` score lately come last, and rest (K2).
    """
    still_open = [each for each in found if each.state.is_open and not each.is_given]
    still_open.sort(key=lambda each: each.giver_id in poor)
    given = [each for each in found if each.is_given]
    parts: list[MessagePart] = [Heading(words.render("referrals.list_title"))]
    if not still_open:
        parts.append(Paragraph(words.render("referrals.none_open")))
    for each in still_open[:MOST_LISTED]:
        parts.append(Paragraph(words.render(f"referrals.{_name_block(each)}", **_list_values(each))))
        if each.giver_id in poor:
            score = poor[each.giver_id]
            text = words.render("referrals.rests", **_list_values(each) | {"score": score.score, "day": score.day})
            parts.append(Paragraph(text, quiet=True))
        parts.append(Controls(_make_buttons(words, each)))
    won = [each for each in found if each.state is ReferralState.WON and not each.is_given]
    parts += [
        Paragraph(words.render(f"referrals.{_name_block(each)}", **_list_values(each))) for each in won[:WON_SHOWN]
    ]
    if given:
        parts.append(Heading(words.render("referrals.given_title")))
        parts += [Paragraph(words.render("referrals.given", **_list_values(each))) for each in given[:MOST_LISTED]]
    parts += _describe_conversion(words, conversion)
    parts.append(Paragraph(words.render("referrals.hint", referral=command), quiet=True))
    parts.append(Controls((make_line_button(words, LineKind.REFERRAL),)))
    return Message(fallback=words.plain("referrals.list_title"), parts=tuple(parts))


def build_referral_removed(words: Words) -> Message:
    """Confirm that a referral was removed."""
    text = words.render("referrals.removed")
    return Message(fallback=words.plain("referrals.removed"), parts=(Paragraph(text),))


def build_referral_choice(words: Words, error: AccountUnknown | AccountAmbiguous) -> Message:
    """Offer the accounts with names similar to the typed one."""
    buttons = [
        Button(label=shorten(account.name), action="referral_ask", value=write_value(AccountRef(account.id)))
        for account in error.candidates[:MOST_LISTED]
    ]
    return build_account_question(words, error, buttons)


def _describe_conversion(words: Words, conversion: Conversion) -> list[MessagePart]:
    """Compare referred deals with cold ones, and name the others apart (Z3); empty with too few referred deals."""
    referred, cold, others = conversion.referred, conversion.cold, conversion.others
    if referred.deals < REFERRED_NEEDED or not cold.deals + others.deals:
        return []
    text = words.render(
        "referrals.conversion",
        made=referred.won,
        count=referred.deals,
        won=cold.won,
        all=cold.deals,
        done=others.won,
        target=others.deals,
        says_little=conversion.says_little,
    )
    return [Paragraph(text)]


def _make_buttons(words: Words, referral: Referral) -> tuple[Button, ...]:
    following = referral.state.following
    buttons = []
    if following is not None:
        buttons.append(
            Button(
                label=words.plain(f"referrals.to_{following}"),
                action="referral_move",
                value=write_value(ReferralMove(referral.id, following)),
                emphasis=Emphasis.PRIMARY,
            )
        )
    if referral.state.is_open:
        value = write_value(ReferralMove(referral.id, ReferralState.DECLINED))
        buttons.append(Button(label=words.plain("referrals.to_declined"), action="referral_move", value=value))
    undo = Button(
        label=words.plain("controls.delete"), action="referral_remove", value=write_value(ReferralRef(referral.id))
    )
    return (*buttons, undo)


def _name_block(referral: Referral) -> str:
    if referral.is_given:
        return "given"
    return f"{referral.state}" if referral.name else f"{referral.state}_unnamed"


def _list_values(referral: Referral) -> dict[str, object]:
    return {
        "account": shorten(referral.giver_name, NAME_SHOWN),
        "name": shorten(referral.name, NAME_SHOWN),
        "day": referral.since,
    }
