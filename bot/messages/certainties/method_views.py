"""Views of the method on request: scorecard, patterns, personal goal, and attention (Z5-Z8, O1, O3)."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from bot.domain.certainties.focus_accounts import MINUTES
from bot.domain.certainties.method_overviews import AttentionOverview, GoalOverview
from bot.domain.certainties.personal_goal import Goal, GoalKind
from bot.domain.certainties.scorecard import Certainty, Scorecard, ScoreLine, find_weakest
from bot.domain.statistics.patterns import Pattern, Trait
from bot.domain.text.money import Worth
from bot.messages.text.chart import Chart, Series
from bot.messages.text.message import Heading, Message, MessagePart, Paragraph, Picture
from bot.messages.text.parts import shorten, to_percent
from bot.messages.text.text import Text
from bot.messages.text.words import Words

NAME_SHOWN, ASK_SHOWN, MAIN_SHOWN, PATTERNS_SHOWN = 40, 120, 5, 5


def build_scorecard(words: Words, card: Scorecard, *, team: str = "") -> Message:
    """Show the seven certainties of a month with their trends, a chart, and one next action."""
    values = {"day": card.month, "team": team}
    block = "team_title" if team else "title"
    parts: list[MessagePart] = [Heading(words.render(f"scorecard.{block}", **values))]
    parts += describe_scorecard(words, card)
    if any(line.value is not None for line in card.lines):
        parts.append(_draw_scorecard(words, card, team))
    return Message(fallback=words.plain(f"scorecard.{block}", **values), parts=tuple(parts))


def describe_scorecard(words: Words, card: Scorecard) -> list[MessagePart]:
    """Return the seven lines and one next action."""
    parts: list[MessagePart] = [Paragraph(words.render(_choose_block(line), **_list_line(line))) for line in card.lines]
    weakest = find_weakest(card)
    if weakest is not None:
        parts.append(Paragraph(words.render(f"scorecard.action_{weakest}")))
    return parts


def build_patterns(words: Words, patterns: Sequence[Pattern], *, closed: int, asks: Mapping[str, str]) -> Message:
    """Report what correlates with winning and losing, one sentence with figures each, or that nothing is significant.

    ``asks`` are the texts of the workspace's questions by id.
    """
    parts: list[MessagePart] = [Heading(words.render("patterns.title"))]
    if not patterns:
        parts.append(Paragraph(words.render("patterns.none", count=closed)))
    parts += [Paragraph(format_pattern(words, each, asks=asks)) for each in patterns[:PATTERNS_SHOWN]]
    if patterns:
        parts.append(Paragraph(words.render("patterns.caution"), quiet=True))
    return Message(fallback=words.plain("patterns.title"), parts=tuple(parts))


def format_pattern(words: Words, pattern: Pattern, *, asks: Mapping[str, str]) -> Text:
    """Return a pattern as one sentence with its figures."""
    inside, outside = pattern.inside, pattern.outside
    return words.render(
        f"patterns.{pattern.trait}",
        what=_name_value(words, pattern, asks),
        made=inside.won,
        count=inside.deals,
        won=outside.won,
        all=outside.deals,
        low=to_percent(pattern.low),
        high=to_percent(pattern.high),
    )


def build_goal(words: Words, picture: GoalOverview | None, *, ritme: str, notice: str = "") -> Message:
    """Show a personal goal, or how to set one."""
    parts: list[MessagePart] = [Heading(words.render("goal.title"))]
    if notice:
        parts.append(Paragraph(words.render(f"goal.{notice}"), quiet=True))
    parts += describe_goal(words, picture) if picture else [Paragraph(words.render("goal.none", ritme=ritme))]
    return Message(fallback=words.plain("goal.title"), parts=tuple(parts))


def describe_goal(words: Words, picture: GoalOverview) -> list[MessagePart]:
    """Return the progress of a goal and its requirement per day, with the uncertainty of the estimate."""
    goal, progress = picture.goal, picture.progress
    values = {
        "goal": _name_amount(words, goal, goal.amount),
        "reached": _name_amount(words, goal, picture.reached),
        "due_on": goal.by,
        "share": to_percent(progress.reached),
        "gone": to_percent(progress.gone),
    }
    return [
        Paragraph(words.render(f"goal.{goal.kind}", **values)),
        Paragraph(words.render("goal.progress", **values)),
        Paragraph(_format_ask(words, picture), quiet=picture.ask is None),
    ]


def build_attention(words: Words, picture: AttentionOverview) -> Message:
    """Show the distribution of a quarter's contacts, and the cost of undersized deals."""
    parts: list[MessagePart] = [Heading(words.render("attention.title")), *describe_attention(words, picture)]
    return Message(fallback=words.plain("attention.title"), parts=tuple(parts))


def describe_attention(words: Words, picture: AttentionOverview) -> list[MessagePart]:
    """Return the shares with customers and with focus accounts, and the cost of undersized deals."""
    attention = picture.attention
    if attention.share_with_customers is None:
        return [Paragraph(words.render("attention.none"))]
    values = {"count": attention.contacts, "share": to_percent(attention.share_with_customers)}
    parts: list[MessagePart] = [Paragraph(words.render("attention.customers", **values))]
    if attention.share_of_time is not None:
        usual = {f"{kind}s": minutes for kind, minutes in MINUTES.items()}
        parts.append(
            Paragraph(words.render("attention.time", share=to_percent(attention.share_of_time), **usual), quiet=True)
        )
    if picture.main:
        names = ", ".join(shorten(each.name, NAME_SHOWN) for each in picture.main[:MAIN_SHOWN])
        main = {"count": len(picture.main), "all": picture.accounts, "share": to_percent(attention.share_with_main)}
        parts.append(Paragraph(words.render("attention.main", names=names, **main)))
    else:
        parts.append(Paragraph(words.render("attention.no_margin"), quiet=True))
    small = picture.small
    if small is not None and small.count:
        figures = {"count": small.count, "worth": Worth(small.margin, picture.currency), "contacts": small.contacts}
        limit, margin = (_round(each, picture.currency) for each in (picture.small_line, small.elsewhere))
        text = words.render("attention.small", limit=limit, margin=margin, **figures)
        parts.append(Paragraph(text))
    return parts


def _round(amount: Decimal | None, currency: str) -> Worth | None:
    """Round an estimate to hundreds, to avoid false precision."""
    if amount is None:
        return None
    return Worth((amount / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP) * 100, currency)


def _format_ask(words: Words, picture: GoalOverview) -> Text:
    ask = picture.ask
    if picture.is_over:
        return words.render("goal.over")
    if ask is None:
        return words.render("goal.not_measured", made=picture.funnel.won)
    if ask.left <= 0:
        return words.render("goal.done")
    figures = {"each": ask.contacts_a_day, "low": ask.low, "high": ask.high, "made": picture.funnel.won}
    return words.render("goal.asks" if ask.is_certain else "goal.asks_roughly", deals=ask.deals, **figures)


def _name_amount(words: Words, goal: Goal, amount: Decimal) -> str:
    block = "goal.customers_amount" if goal.kind is GoalKind.CUSTOMERS else "goal.money_amount"
    return words.plain(block, count=int(amount), worth=Worth(amount, goal.currency))


def _name_value(words: Words, pattern: Pattern, asks: Mapping[str, str]) -> str:
    if pattern.trait is Trait.QUESTION:
        return shorten(f"“{asks.get(pattern.value, pattern.value)}”", ASK_SHOWN)
    if pattern.trait is Trait.ENTRY_LEVEL:
        return words.plain(f"patterns.level_{pattern.value}")
    if pattern.trait is Trait.FIRST_RESPONSE:
        return words.plain(f"patterns.response_{pattern.value.replace('-', '_').replace('+', '_more')}")
    return shorten(pattern.value, NAME_SHOWN)


def _choose_block(line: ScoreLine) -> str:
    return f"scorecard.{line.certainty}" if line.value is not None else f"scorecard.start_{line.certainty}"


def _list_line(line: ScoreLine) -> dict[str, object]:
    return {"share": to_percent(line.value), "before": to_percent(line.before), "trend": line.trend or ""}


def _draw_scorecard(words: Words, card: Scorecard, team: str) -> Picture:
    names = tuple(words.plain(f"scorecard.name_{each}") for each in Certainty)
    shares = tuple(to_percent(line.value) for line in card.lines)
    chart = Chart(
        title=words.plain("scorecard.chart_title", day=card.month, team=team),
        labels=names,
        series=(Series(name=words.plain("scorecard.chart_series"), values=shares),),
    )
    told = [f"{name} {share}%" for name, share in zip(names, shares, strict=True) if share is not None]
    return Picture(chart=chart, alt=words.plain("scorecard.chart_alt", names=", ".join(told)))
