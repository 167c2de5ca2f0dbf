"""The quiet tour on the Home page of who is new: what is still to try, until it is done or hidden."""

from bot.domain.home.tour import Tour
from bot.messages.accounts.first_accounts import make_prospects_button
from bot.messages.text.message import Button, Controls, Divider, Heading, MessagePart, Paragraph, Row
from bot.messages.text.words import Words
from bot.messages.welcome.greeting import make_hour_button, make_log_button, make_set_up_button


def describe_tour(words: Words, tour: Tour | None) -> list[MessagePart]:
    """Return the steps that are left, each with its button, and those that are done; nothing once all are."""
    if tour is None or tour.is_done:
        return []
    steps = {
        "log": (tour.has_logged, make_log_button(words)),
        "hour": (tour.has_hour, make_hour_button(words)),
        "names": (tour.has_accounts, make_prospects_button(words)),
        "team": (tour.has_team, make_set_up_button(words)),
    }
    if not tour.sets_up:
        del steps["team"]
    if not tour.sells:
        steps = {name: step for name, step in steps.items() if name == "team"}
    parts: list[MessagePart] = [Heading(words.render("set_up.tour_title"))]
    for name, (is_done, button) in steps.items():
        what = words.plain(f"set_up.tour_{name}")
        if is_done:
            parts.append(Paragraph(words.render("set_up.tour_done", what=what), quiet=True))
        else:
            parts.append(Row(words.render(f"set_up.tour_{name}"), button))
    close = Button(label=words.plain("set_up.tour_close"), action="tour_close")
    return [*parts, Controls((close,)), Divider()]
