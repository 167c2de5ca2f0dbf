"""The greeting of a person and of a channel, the only reminder, and a new role."""

from bot.domain.people.people import Rep, Role
from bot.messages.text.message import Button, Controls, Emphasis, Message, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words
from bot.messages.welcome.welcome_values import ChannelRef

NAME_SHOWN = 40


def build_greeting(words: Words, rep: Rep) -> Message:
    """Say in three lines what the bot is, what a manager sees and never sees, and one thing to try now."""
    values = {"name": first_name(rep)}
    parts: list[MessagePart] = [Paragraph(words.render("welcome.hello", **values))]
    is_administrator = rep.role is Role.ADMINISTRATOR
    if is_administrator:
        block = "administrator_first" if rep.stands_in else "administrator_of_platform"
        parts.append(Paragraph(words.render(f"welcome.{block}")))
    blocks = ("seen_of_all",) if is_administrator else ("seen", "try_it")
    parts += [Paragraph(words.render(f"welcome.{block}")) for block in blocks]
    first = [make_set_up_button(words, Emphasis.PRIMARY)] if is_administrator else []
    log = make_log_button(words, Emphasis.PLAIN if first else Emphasis.PRIMARY)
    buttons = (*first, log, make_hour_button(words), make_later_button(words))
    return Message(fallback=words.plain("welcome.hello", **values), parts=(*parts, Controls(buttons)))


def build_reminder(words: Words) -> Message:
    """Remind somebody who has not begun, once."""
    how = Button(label=words.plain("welcome.how_button"), action="help_show")
    return Message(
        fallback=words.plain("welcome.reminder"),
        parts=(
            Paragraph(words.render("welcome.reminder")),
            Paragraph(words.render("welcome.reminder_only"), quiet=True),
            Controls((make_log_button(words), make_hour_button(words), how)),
        ),
    )


def build_role_told(words: Words, role: Role, *, by: str | None) -> Message:
    """Tell somebody of a new role, and who gave it; nobody did when the previous administrator left."""
    block = f"welcome.role_{role}" if by is not None else "welcome.role_inherited"
    values = {"by": by or ""}
    text = Paragraph(words.render(block, **values))
    controls = [Controls((make_set_up_button(words, Emphasis.PRIMARY),))] if role.leads else []
    return Message(fallback=words.plain(block, **values), parts=(text, *controls))


def build_channel_greeting(words: Words, *, channel: str) -> Message:
    """Greet a channel to which the bot was invited."""
    here = Button(
        label=words.plain("welcome.channel_button"), action="channel_here", value=write_value(ChannelRef(channel))
    )
    blocks = ("channel_hello", "channel_seen", "channel_try")
    return Message(
        fallback=words.plain("welcome.channel_hello"),
        parts=(
            *(Paragraph(words.render(f"welcome.{block}")) for block in blocks),
            Controls((make_log_button(words), here)),
        ),
    )


def build_answered_privately(words: Words, rep: Rep, *, is_reached: bool) -> Message:
    """Tell a channel where somebody's answer is, or how to get it; without a word of what it is."""
    values = {"name": first_name(rep)}
    block = "welcome.answered_privately" if is_reached else "welcome.answer_waits"
    return Message(fallback=words.plain(block, **values), parts=(Paragraph(words.render(block, **values)),))


def build_later(words: Words, block: str) -> Message:
    """Confirm that somebody does not begin now."""
    return Message(
        fallback=words.plain(f"welcome.{block}"),
        parts=(Paragraph(words.render(f"welcome.{block}")), Controls((make_log_button(words, Emphasis.PLAIN),))),
    )


def first_name(rep: Rep) -> str:
    """Return the first word of a rep's name, as far as it is shown."""
    first, *_ = [*rep.name.split(), ""]
    return shorten(first, NAME_SHOWN)


def make_log_button(words: Words, emphasis: Emphasis = Emphasis.PRIMARY) -> Button:
    """Return the button that opens the form for the first contact."""
    return Button(label=words.plain("welcome.log_button"), action="first_log_open", emphasis=emphasis)


def make_hour_button(words: Words) -> Button:
    """Return the button with which somebody chooses the hour of the plan."""
    return Button(label=words.plain("welcome.hour_button"), action="hour_open")


def make_later_button(words: Words) -> Button:
    """Return the button of who does not want to begin now."""
    return Button(label=words.plain("welcome.later_button"), action="welcome_later")


def make_set_up_button(words: Words, emphasis: Emphasis = Emphasis.PLAIN) -> Button:
    """Return the button that opens the form for a whole team."""
    return Button(label=words.plain("welcome.set_up_button"), action="set_up_open", emphasis=emphasis)
