"""The network of introductions as a chart, on request (O5)."""

from collections.abc import Sequence

from bot.domain.certainties.referrals import Referral, ReferralState
from bot.messages.text.chart import Network, NetworkLink
from bot.messages.text.line_form import LineKind, make_line_button
from bot.messages.text.message import Controls, Emphasis, Heading, Message, MessagePart, Paragraph, Picture
from bot.messages.text.parts import shorten
from bot.messages.text.words import Words

# More lines than this cannot be distinguished on a phone.
MOST_DRAWN, NAME_SHOWN = 12, 24


def build_network(words: Words, referrals: Sequence[Referral]) -> Message:
    """Show the introductions received and given, or how to start when there are none."""
    drawn = [each for each in referrals if each.name and each.state is not ReferralState.DECLINED][:MOST_DRAWN]
    parts: list[MessagePart] = [Heading(words.render("network.title"))]
    fallback = words.plain("network.title")
    if not drawn:
        ask = Controls((make_line_button(words, LineKind.REFERRAL, emphasis=Emphasis.PRIMARY),))
        return Message(fallback=fallback, parts=(*parts, Paragraph(words.render("network.none")), ask))
    received = sum(not each.is_given for each in drawn)
    won = sum(each.state is ReferralState.WON for each in drawn)
    figures = {"made": received, "count": len(drawn) - received, "won": won}
    parts.append(Paragraph(words.render("network.figures", **figures)))
    links = tuple(_make_link(each) for each in drawn)
    told = "; ".join(f"{link.giver} → {link.name}" for link in links)
    parts.append(Picture(chart=Network(title=words.plain("network.title"), links=links), alt=told))
    parts.append(Paragraph(words.render("network.legend"), quiet=True))
    return Message(fallback=fallback, parts=tuple(parts))


def _make_link(referral: Referral) -> NetworkLink:
    return NetworkLink(
        giver=shorten(referral.giver_name, NAME_SHOWN),
        name=shorten(referral.name, NAME_SHOWN),
        is_won=referral.state is ReferralState.WON,
        is_given=referral.is_given,
    )
