"""The scorecard of the seven certainties, each with its counts and one action (Z8)."""

from dataclasses import replace

from bot.domain.certainties.scorecard import ActionKind, Certainty, ScoreAction, Scorecard, ScoreLine, find_weakest
from bot.domain.reviews.review import find_month_before
from bot.domain.statistics.shares import Share
from bot.domain.text.money import USUAL_CURRENCY, Worth
from bot.messages.text.button_values import AccountRef, MethodView
from bot.messages.text.chart import Spoke, Wheel
from bot.messages.text.figures import name_money_share, name_share
from bot.messages.text.message import Button, Heading, Message, MessagePart, Paragraph, Picture, Row
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.text import Text
from bot.messages.text.words import Words

NAME_SHOWN = 40
# What the title of a picture has room for.
TEAM_SHOWN = 16
# With which of the certainties that cannot be measured yet somebody begins.
START_ORDER = (
    Certainty.RELATIONS,
    Certainty.REPUTATION,
    Certainty.REFERRAL,
    Certainty.REVENUE,
    Certainty.REPETITION,
    Certainty.REBOUND,
    Certainty.REPEATING,
)
# The buttons that do something at an account; the others show a view.
AT_ACCOUNT = {
    ActionKind.DECIDER: "contact_open",
    ActionKind.SCORE: "feedback_open",
    ActionKind.INTRODUCTION: "referral_ask",
    ActionKind.CONTACT: "account_log",
    ActionKind.CONTRACT: "account_edit",
}


def build_scorecard(words: Words, card: Scorecard, *, team: str = "") -> Message:
    """Show the seven certainties of a month with their counts and trends, an action for each, and a chart."""
    values = {"day": card.month, "team": team}
    block = "team_title" if team else "title"
    parts: list[MessagePart] = [Heading(words.render(f"scorecard.{block}", **values))]
    parts += (describe_team_scorecard if team else describe_scorecard)(words, card)
    if len(parts) == 1:
        parts.append(Paragraph(words.render("team_summary.no_figures"), quiet=True))
    if any(line.value is not None for line in card.lines):
        parts.append(_draw_scorecard(words, card, team))
    return Message(fallback=words.plain(f"scorecard.{block}", **values), parts=tuple(parts))


def describe_team_scorecard(words: Words, card: Scorecard) -> list[MessagePart]:
    """Return the lines of a team's scorecard that may be shown (K10) and one next action; empty without any."""
    shown = replace(card, lines=tuple(line for line in card.lines if line.value is not None))
    parts: list[MessagePart] = [Paragraph(_format_line(words, line)) for line in shown.lines]
    weakest = find_weakest(shown)
    if weakest is None:
        return parts
    # No good news is asked for while something is owed to a customer (K2).
    return [*parts, Paragraph(words.render(f"scorecard.action_{'owed_team' if card.is_owed else weakest}"))]


def describe_scorecard(words: Words, card: Scorecard) -> list[MessagePart]:
    """Return a rep's certainties with one action each; those that cannot be measured yet are named once together.

    What is owed after a poor score comes first (K2).
    """
    parts: list[MessagePart] = []
    if card.owed:
        parts.append(Paragraph(words.render("scorecard.action_owed", account=shorten(card.owed, NAME_SHOWN))))
    for line in card.lines:
        if line.value is not None:
            parts += _add_action(words, _format_line(words, line), card.actions.get(line.certainty))
    early = [each for each in START_ORDER if any(line.certainty is each and line.value is None for line in card.lines)]
    if early:
        names = [_name(words, line.certainty) for line in card.lines if line.value is None]
        text = words.render(
            "scorecard.too_early", names=", ".join(names), what=words.plain(f"scorecard.start_{early[0]}")
        )
        parts += _add_action(words, text, card.actions.get(early[0]))
    return parts


def _add_action(words: Words, text: Text, action: ScoreAction | None) -> list[MessagePart]:
    """Return a line with its button."""
    return [Paragraph(text) if action is None else Row(text, _make_button(words, action))]


def _make_button(words: Words, action: ScoreAction) -> Button:
    label = words.plain(f"scorecard.do_{action.kind}", account=shorten(action.account_name, NAME_SHOWN))
    if action.account_id is None:
        return Button(label=label, action="method_show", value=write_value(MethodView(action.kind)))
    return Button(label=label, action=AT_ACCOUNT[action.kind], value=write_value(AccountRef(action.account_id)))


def _format_line(words: Words, line: ScoreLine) -> Text:
    """Format a measured certainty: its share with what it was counted over, and the trend."""
    share = line.value
    if share is None:
        return ()
    told = _name_share(words, line.certainty, share)
    return words.render(f"scorecard.{line.certainty}", share=told, made=int(share.part), trend=line.trend or "")


def _name_share(words: Words, certainty: Certainty, share: Share) -> str:
    is_money = certainty is Certainty.REVENUE
    return name_money_share(words, share, USUAL_CURRENCY) if is_money else name_share(words, share)


def _name(words: Words, certainty: Certainty) -> str:
    return words.plain(f"scorecard.name_{certainty}")


def _draw_scorecard(words: Words, card: Scorecard, team: str) -> Picture:
    lines = {line.certainty: line for line in card.lines}
    spokes = tuple(_make_spoke(words, each, lines.get(each)) for each in Certainty)
    wheel = Wheel(
        title=words.plain("scorecard.chart_title", team=shorten(team, TEAM_SHOWN)),
        spokes=spokes,
        now=words.plain("scorecard.chart_month", day=card.month),
        before=words.plain("scorecard.chart_month", day=find_month_before(card.month)),
    )
    told = [f"{spoke.name} {spoke.shown}" for spoke in spokes if spoke.value is not None]
    return Picture(chart=wheel, alt=words.plain("scorecard.chart_alt", names=", ".join(told)))


def _make_spoke(words: Words, certainty: Certainty, line: ScoreLine | None) -> Spoke:
    name, value = _name(words, certainty), line.value if line is not None else None
    if line is None or value is None:
        return Spoke(name, None, None, words.plain("scorecard.chart_early"))
    before = line.before.percent if line.before is not None else None
    if certainty is Certainty.REPETITION:
        return Spoke(name, value.percent, before, words.plain("scorecard.chart_pattern", made=int(value.part)))
    if certainty is Certainty.REVENUE:
        part, whole = Worth(value.part, USUAL_CURRENCY), Worth(value.whole, USUAL_CURRENCY)
        return Spoke(name, value.percent, before, words.plain("scorecard.chart_money", worth=part, limit=whole))
    return Spoke(name, value.percent, before, name_share(words, value))
