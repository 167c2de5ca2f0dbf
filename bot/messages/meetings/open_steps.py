"""The agreed steps that stayed open, and moving or dropping several at once."""

from collections.abc import Sequence
from datetime import date

from bot.domain.log.next_steps import AgreedStep
from bot.domain.meetings.agenda import PointKind
from bot.messages.meetings.points import make_agenda_button
from bot.messages.text.button_values import TeamRef
from bot.messages.text.meeting_values import PointRef, StepsBack
from bot.messages.text.message import (
    Button,
    ChecksField,
    ChoiceField,
    Controls,
    DateField,
    Emphasis,
    Form,
    Heading,
    Message,
    MessagePart,
    Option,
    Paragraph,
)
from bot.messages.text.parts import name_step_account, shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

STEPS_FORM = "open_steps"
STEPS_FIELD, ACT_FIELD, DAY_FIELD = "steps", "act", "day"
MOVE, DROP = "move", "drop"
# Slack takes ten boxes in one group; the others follow once these are settled.
STEPS_SHOWN, NAME_SHOWN = 10, 50


def build_open_steps(
    words: Words, steps: Sequence[AgreedStep], *, team_id: int, of_team: bool, is_kept_back: bool = False
) -> Message:
    """List the steps that stayed open by account and day, never whose or what was noted, with what can be done.

    ``is_kept_back``: there are others in the team, of too few people to show (K10).
    """
    block = "open_steps.team" if of_team else "open_steps.own"
    if is_kept_back and not steps:
        text = words.render("open_steps.kept_back")
        return Message(fallback=words.plain("open_steps.kept_back"), parts=(Paragraph(text),))
    values = {"count": len(steps)}
    parts: list[MessagePart] = [Heading(words.render(block, **values))]
    parts += [Paragraph(words.render("open_steps.line", **_list_values(words, step))) for step in steps[:STEPS_SHOWN]]
    if len(steps) > STEPS_SHOWN:
        parts.append(Paragraph(words.render("open_steps.more", count=len(steps) - STEPS_SHOWN), quiet=True))
    buttons: list[Button] = []
    if steps:
        value = write_value(TeamRef(team_id))
        label = words.plain("open_steps.choose")
        buttons.append(Button(label=label, action="steps_choose", value=value, emphasis=Emphasis.PRIMARY))
    if of_team:
        buttons.append(make_agenda_button(words, PointRef(team_id, PointKind.STEPS)))
        parts.append(Paragraph(words.render("open_steps.whose"), quiet=True))
    parts += [Controls(tuple(buttons))] if buttons else []
    return Message(fallback=words.plain(block, **values), parts=tuple(parts))


def build_steps_form(words: Words, steps: Sequence[AgreedStep], *, team_id: int, day: date) -> Form:
    """Build the form that moves or drops several steps; ``day`` is the day that is proposed."""
    options = tuple(
        Option(value=str(step.id), label=words.plain("open_steps.option", **_list_values(words, step)))
        for step in steps[:STEPS_SHOWN]
    )
    acts = tuple(Option(value=act, label=words.plain(f"open_steps.act_{act}")) for act in (MOVE, DROP))
    return Form(
        name=STEPS_FORM,
        title=words.plain("open_steps.form_title"),
        submit=words.plain("open_steps.form_submit"),
        close=words.plain("handover.close"),
        fields=(
            ChecksField(name=STEPS_FIELD, label=words.plain("open_steps.which"), options=options, required=True),
            ChoiceField(name=ACT_FIELD, label=words.plain("open_steps.what"), options=acts, initial=MOVE),
            DateField(name=DAY_FIELD, label=words.plain("open_steps.when"), initial=day, required=False),
        ),
        subject=write_value(TeamRef(team_id)),
    )


def build_steps_changed(
    words: Words, steps: Sequence[AgreedStep], *, team_id: int, due_on: date | None, told: bool
) -> Message:
    """Confirm what was moved or dropped, with the way back."""
    values = {"count": len(steps), "names": _join_names(words, steps), "due_on": due_on, "told": told}
    days = " ".join(f"{step.id}={step.due_on.isoformat()}" for step in steps)
    back = Button(label=words.plain("controls.undo"), action="steps_back", value=write_value(StepsBack(team_id, days)))
    return Message(
        fallback=words.plain("open_steps.changed", **values),
        parts=(Paragraph(words.render("open_steps.changed", **values)), Controls((back,))),
    )


def build_steps_back(words: Words, steps: Sequence[AgreedStep], *, by: str = "") -> Message:
    """Confirm what was put back, or tell the colleague whose it is that somebody did (K3)."""
    block = "open_steps.back_by" if by else "open_steps.back"
    values = {"names": _join_names(words, steps), "by": by}
    return Message(fallback=words.plain(block, **values), parts=(Paragraph(words.render(block, **values)),))


def build_steps_changed_by(words: Words, steps: Sequence[AgreedStep], *, by: str, due_on: date | None) -> Message:
    """Tell a rep what the manager moved or dropped for him or her (K3)."""
    values = {"count": len(steps), "names": _join_names(words, steps), "by": by, "due_on": due_on}
    return Message(
        fallback=words.plain("open_steps.changed_by", **values),
        parts=(
            Paragraph(words.render("open_steps.changed_by", **values)),
            Controls((Button(label=words.plain("controls.open_log"), action="log_open"),))
            if due_on is None
            else Controls((Button(label=words.plain("small_talk.day_button"), action="day_show"),)),
        ),
    )


def _list_values(words: Words, step: AgreedStep) -> dict[str, object]:
    return {"name": shorten(name_step_account(words, step), NAME_SHOWN), "day": step.due_on}


def _join_names(words: Words, steps: Sequence[AgreedStep]) -> str:
    return ", ".join(shorten(name_step_account(words, step), NAME_SHOWN) for step in steps)
