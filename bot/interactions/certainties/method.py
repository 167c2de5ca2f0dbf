"""Handlers for the method: scorecard, patterns, personal goal, focus, network and calls after a sale."""

from dataclasses import replace

from bot.domain.certainties.scorecard import ActionKind
from bot.interactions.certainties.feedback import handle_feedback
from bot.interactions.certainties.referrals import handle_referral
from bot.interactions.interaction import Handler, Handlers, Interaction, Reply, Shown
from bot.interactions.view import show
from bot.messages.accounts.after_sale import build_after_sale
from bot.messages.certainties.method_views import build_attention, build_goal, build_patterns
from bot.messages.certainties.network import build_network
from bot.messages.certainties.scorecard import build_scorecard
from bot.messages.deals.deal_card import build_deal_list
from bot.messages.text.button_values import MethodView
from bot.services.accounts.set_after_sale import set_after_sale
from bot.services.bot import Bot
from bot.services.certainties.list_referrals import list_own_referrals
from bot.services.certainties.load_method import (
    load_current_attention,
    load_current_goal,
    load_current_scorecard,
    load_patterns,
)
from bot.services.certainties.set_goal import set_goal
from bot.services.deals.load_deals import list_own_deals

# Show the rep's own scorecard, which no other user can see (Z8).
show_scorecard = show(load_current_scorecard, build_scorecard)


async def show_patterns(bot: Bot, interaction: Interaction) -> Reply:
    """Show which traits go with won and lost deals (Z7, O4)."""
    person = interaction.person
    found = await load_patterns(bot.database, person=person, now=bot.now())
    message = build_patterns(
        bot.speak(person.rep),
        found.patterns,
        closed=found.closed,
        asks=found.asks,
        reasons=found.reasons,
    )
    return Reply(message=message)


async def change_goal(bot: Bot, interaction: Interaction) -> Reply:
    """Show, set or remove the rep's personal goal, which no other user can see (O1)."""
    person, typed, notice = interaction.person, interaction.text.strip(), ""
    if typed:
        goal = await set_goal(bot.database, rep=person.rep, typed=typed, now=bot.now())
        notice = "gone" if goal is None else "kept"
    picture = await load_current_goal(bot.database, person=person, now=bot.now())
    return Reply(message=build_goal(bot.speak(person.rep), picture, ritme=bot.commands.ritme, notice=notice))


# Show how the rep's contacts are divided over accounts (Z5, O3).
show_focus = show(load_current_attention, build_attention)


async def show_network(bot: Bot, interaction: Interaction) -> Reply:
    """Show the rep's introductions, and which customers could be introduced next (O5)."""
    rep = interaction.person.rep
    found = await list_own_referrals(bot.database, rep=rep)
    return Reply(message=build_network(bot.speak(rep), found))


async def change_after_sale(bot: Bot, interaction: Interaction) -> Reply:
    """Show in which weeks after a sale customers are called, or set them for the whole workspace (Z4)."""
    person, typed = interaction.person, interaction.text.strip()
    words, leads = bot.speak(person.rep), person.rep.role.leads
    if not typed:
        return Reply(message=build_after_sale(words, person.workspace.after_sale_moments, may_change=leads))
    moments = await set_after_sale(bot.database, person=person, typed=typed)
    bot.people.forget_workspace(person.workspace)
    return Reply(message=build_after_sale(words, moments, may_change=leads, is_new=True))


async def show_deals(bot: Bot, interaction: Interaction) -> Reply:
    """Show the rep's open deals, and how to put one in."""
    person = interaction.person
    found = await list_own_deals(bot.database, person=person, now=bot.now())
    return Reply(message=build_deal_list(bot.speak(person.rep), found, command=bot.commands.deal))


async def show_view(bot: Bot, interaction: Interaction) -> Reply:
    """Show the view that a scorecard offers, below it."""
    reply = await VIEWS.get(interaction.read(MethodView).view, show_deals)(bot, replace(interaction, text=""))
    return replace(reply, shown=Shown.ADDED)


VIEWS: dict[ActionKind, Handler] = {
    ActionKind.FOCUS: show_focus,
    ActionKind.PATTERNS: show_patterns,
    ActionKind.SCORES: handle_feedback,
    ActionKind.REFERRALS: handle_referral,
    ActionKind.DEALS: show_deals,
}
BUTTONS: Handlers = {"method_show": show_view}
# Words that take other text behind them.
CHANGES = frozenset({"doel", "goal", "naverkoop", "aftersale"})
WORDS: Handlers = {
    **dict.fromkeys(("scorekaart", "scorecard", "zekerheden"), show_scorecard),
    **dict.fromkeys(("patronen", "patterns"), show_patterns),
    **dict.fromkeys(("doel", "goal"), change_goal),
    **dict.fromkeys(("hoofdzaken", "focus"), show_focus),
    **dict.fromkeys(("netwerk", "network"), show_network),
    **dict.fromkeys(("naverkoop", "aftersale"), change_after_sale),
}
