"""The form that completes a command, for whoever does not know what to type."""

from collections.abc import Mapping
from dataclasses import replace

from bot.interactions.conversation import COMMANDS
from bot.interactions.interaction import EMPTY, Handlers, Interaction, Reply, Shown
from bot.messages.text.line_form import LINE_FIELD, LINE_FORM, OPEN_LINE, LineKind, LineStart, build_line_form
from bot.services.bot import Bot

# The command of each form, and what is typed before the rest of it.
LINES: Mapping[LineKind, tuple[str, str]] = {
    LineKind.DEAL: ("deal", "nieuw"),
    LineKind.TEAM: ("ritme", "team"),
    LineKind.GOAL: ("ritme", "doel"),
    LineKind.FEEDBACK: ("feedback", ""),
    LineKind.REFERRAL: ("referral", ""),
    LineKind.FREE: ("ritme", "vrij"),
    LineKind.COMPANY_DAY: ("ritme", "bedrijf"),
    LineKind.REST: ("ritme", "rust"),
    LineKind.ACCOUNT: ("ritme", "account"),
    LineKind.TOPIC: ("ritme", "overleg"),
    LineKind.STAGES: ("deal", "fasen"),
    LineKind.AFTER_SALE: ("ritme", "naverkoop"),
    LineKind.CURRENCY: ("ritme", "valuta"),
}


async def open_line(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form of a command."""
    form = build_line_form(bot.speak(interaction.person.rep), interaction.read(LineStart).kind)
    return Reply(form=form, shown=Shown.ADDED)


async def submit_line(bot: Bot, interaction: Interaction) -> Reply:
    """Run the command, completed by what was filled in."""
    command, start = LINES[interaction.read(LineStart).kind]
    typed = f"{start} {interaction.filled.text(LINE_FIELD)}".strip()
    said = replace(interaction, text=typed, addressed=typed, value="", filled=EMPTY, opens_forms=False)
    return replace(await COMMANDS[command](bot, said), shown=Shown.ADDED, form=None)


BUTTONS: Handlers = {OPEN_LINE: open_line}
FORMS: Handlers = {LINE_FORM: submit_line}
