"""The menu below the day, the figures and the team at a glance, and the word that may have been meant."""

from collections.abc import Iterable, Mapping, Sequence

from bot.domain.home.day import RepDay
from bot.domain.home.menu import MenuEntry
from bot.domain.people.people import Rep
from bot.messages.home.day_view import build_today
from bot.messages.home.small_talk import make_day_button, make_help_button
from bot.messages.text.line_form import make_word_button
from bot.messages.text.menu_values import MeantWord, MenuChoice
from bot.messages.text.message import Button, Controls, Heading, Message, MessagePart, Paragraph, Row
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

TYPED_SHOWN = 60
FIGURES = (
    MenuEntry.SCORECARD,
    MenuEntry.PATTERNS,
    MenuEntry.FOCUS,
    MenuEntry.COVERAGE,
    MenuEntry.NETWORK,
    MenuEntry.GOAL,
)
TEAM = (MenuEntry.TEAM_DAY, MenuEntry.TEAM_WEEK, MenuEntry.TEAM_MONTH, MenuEntry.MEETING)
OF_LEADER = (
    MenuEntry.STALLED,
    MenuEntry.OPEN_STEPS,
    MenuEntry.TEAM_COVERAGE,
    MenuEntry.TEAM_SCORECARD,
    MenuEntry.TEAMS,
)


def build_day_with_menu(words: Words, day: RepDay, *, notice: Sequence[MessagePart] = ()) -> Message:
    """Show a rep's day so far, with the menu below it; ``notice`` confirms an action."""
    return build_today(words, day, notice=(*notice, _make_menu(words, day.rep)))


def build_figures(words: Words) -> Message:
    """Show the six overviews of the rep's own figures, each with its button."""
    return _build_list(words, "figures_title", FIGURES, "figures_private")


def build_team_menu(words: Words, rep: Rep) -> Message:
    """Show the overviews of the team, each with its button."""
    return _build_list(words, "team_title", (*TEAM, *(OF_LEADER if rep.role.leads else ())), "team_totals")


def build_meant(words: Words, *, typed: str, meant: Mapping[str, MeantWord], others: Iterable[Button] = ()) -> Message:
    """Ask whether a known word was meant, with a button that does it; ``meant`` is by label, ``others`` come after."""
    names = list(meant)
    values = {"typed": shorten(typed, TYPED_SHOWN), "first": names[0], "second": names[1] if len(names) > 1 else ""}
    buttons = [make_word_button(name, said.word, said.rest) for name, said in meant.items()]
    return Message(
        fallback=words.plain("menu.meant", **values),
        parts=(Paragraph(words.render("menu.meant", **values)), Controls((*buttons, *others, make_help_button(words)))),
    )


def make_menu_button(words: Words, entry: MenuEntry) -> Button:
    """Return the button that shows an overview."""
    return Button(label=words.plain(f"menu.{entry}"), action="menu_show", value=write_value(MenuChoice(entry)))


def make_settings_button(words: Words) -> Button:
    """Return the button that opens the settings form."""
    return Button(label=words.plain("controls.settings"), action="settings_open")


def _make_menu(words: Words, rep: Rep) -> Controls:
    entries = (MenuEntry.WEEK, MenuEntry.MONTH, MenuEntry.FIGURES, MenuEntry.PEOPLE, MenuEntry.TEAM)
    if rep.leads_since is not None:  # has no figures of his or her own (K4)
        entries = (MenuEntry.TEAM_WEEK, MenuEntry.STALLED, MenuEntry.TEAM, MenuEntry.PEOPLE, MenuEntry.DEALS)
    return Controls((*(make_menu_button(words, entry) for entry in entries), make_settings_button(words)))


def _build_list(words: Words, title: str, entries: Iterable[MenuEntry], footer: str) -> Message:
    rows = (Row(words.render(f"menu.about_{entry}"), make_menu_button(words, entry)) for entry in entries)
    return Message(
        fallback=words.plain(f"menu.{title}"),
        parts=(
            Heading(words.render(f"menu.{title}")),
            *rows,
            Paragraph(words.render(f"menu.{footer}"), quiet=True),
            Controls((make_day_button(words),)),
        ),
    )
