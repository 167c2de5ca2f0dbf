"""One person on two platforms: the code, what linking does, and where the mornings come."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.linking.platforms import name_platform
from bot.messages.linking.linking_values import LinkedTo
from bot.messages.text.message import Button, Controls, Emphasis, Heading, Message, Paragraph
from bot.messages.text.record_values import write_value
from bot.messages.text.text import Text, to_plain
from bot.messages.text.words import Words

LINK_CANCEL, LINK_STOP, LINK_HEAR, LINK_LOG = "link_cancel", "link_stop", "link_hear", "link_log"


@dataclass(frozen=True, slots=True)
class LinkShown:
    """A linked person as shown on one platform: the platforms of the log, of the other side, and of the mornings.

    ``rests`` is how often the other side logged, ``name`` who the person is there, and ``team`` the team that he or she
    does not count in meanwhile.
    """

    home: str
    away: str
    heard_on: str
    logged: int
    rests: int
    name: str
    team: str = ""


def build_code(words: Words, code: str, *, here: str, there: str, ritme: str) -> Message:
    """Show a code, and what it is for; without one, say that it is in the message before."""
    names = {"here": name_platform(here), "there": name_platform(there), "ritme": ritme}
    if not code:
        return _say(words.render("linking.code_given", **names))
    cancel = Button(label=words.plain("linking.cancel_button"), action=LINK_CANCEL)
    return Message(
        fallback=words.plain("linking.code_title", **names),
        parts=(
            Heading(words.render("linking.code_title", **names)),
            Paragraph(words.render("linking.code", code=code, **names)),
            Paragraph(words.render("linking.code_meaning", **names)),
            Paragraph(words.render("linking.code_secret", **names), quiet=True),
            Controls((cancel,)),
        ),
    )


def build_code_cancelled(words: Words) -> Message:
    """Confirm that a code is used no more."""
    return _say(words.render("linking.cancelled"))


def build_linked(words: Words, shown: LinkShown, *, is_new: bool) -> Message:
    """Say that two platforms are one, with what can be chosen."""
    block = "linking.linked" if is_new else "linking.is_linked"
    return _show(words, [words.render(block, **_name(shown))], shown)


def build_linked_told(words: Words, shown: LinkShown, *, here: str, there: str) -> Message:
    """Tell on the platform that gave the code that it was used on the other one."""
    names = {"used_here": name_platform(here), "used_there": name_platform(there), **_name(shown)}
    used = words.render("linking.code_used", **names)
    return _show(words, [used], shown)


def build_unlinked(words: Words, shown: LinkShown) -> Message:
    """Confirm that two platforms are two again."""
    return _say(words.render("linking.unlinked", **_name(shown)))


def _show(words: Words, first: Sequence[Text], shown: LinkShown) -> Message:
    names = _name(shown)
    rests = [words.render("linking.rests", **names)] if shown.rests or shown.team else []
    parts = [*first, words.render("linking.log", **names), *rests, words.render("linking.heard", **names)]
    return Message(fallback=to_plain(parts[0]), parts=(*map(Paragraph, parts), Controls(_make_buttons(words, shown))))


def _make_buttons(words: Words, shown: LinkShown) -> tuple[Button, ...]:
    elsewhere = shown.away if shown.heard_on == shown.home else shown.home
    hear = _make(words, "hear_button", LINK_HEAR, elsewhere)
    log = (_make(words, "log_button", LINK_LOG, shown.away),) if shown.rests else ()
    stop = Button(label=words.plain("linking.stop_button"), action=LINK_STOP, emphasis=Emphasis.DANGER)
    return (hear, *log, stop)


def _make(words: Words, label: str, action: str, platform: str) -> Button:
    there = name_platform(platform)
    return Button(
        label=words.plain(f"linking.{label}", there=there), action=action, value=write_value(LinkedTo(platform))
    )


def _name(shown: LinkShown) -> dict[str, object]:
    return {
        "home": name_platform(shown.home),
        "away": name_platform(shown.away),
        "heard": name_platform(shown.heard_on),
        "logged": shown.logged,
        "rests": shown.rests,
        "name": shown.name,
        "team": shown.team,
    }


def _say(text: Text) -> Message:
    return Message(fallback=to_plain(text), parts=(Paragraph(text),))
