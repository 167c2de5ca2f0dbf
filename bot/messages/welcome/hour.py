"""The hour of the plan: the form for it, and when the plan comes for the first time."""

from datetime import date, time, timedelta

from bot.domain.people.people import Rep
from bot.messages.text.message import Form, Message, Paragraph, TimeField
from bot.messages.text.words import Words

HOUR_FORM = "hour"
DAY = timedelta(days=1)


def build_hour_form(words: Words, rep: Rep) -> Form:
    """Build the form with one field: when the plan comes."""
    field = TimeField(name="morning_at", label=words.plain("welcome.hour_label"), initial=rep.rhythm.morning_at)
    return Form(
        name=HOUR_FORM,
        title=words.plain("welcome.hour_title"),
        submit=words.plain("welcome.hour_submit"),
        close=words.plain("controls.cancel"),
        fields=(field,),
    )


def build_hour_saved(words: Words, *, at: time, day: date, today: date) -> Message:
    """Confirm the hour, with the day of the first plan."""
    values = {"at": at, "when": name_day(words, day, today=today)}
    return Message(
        fallback=words.plain("welcome.hour_saved", **values),
        parts=(Paragraph(words.render("welcome.hour_saved", **values)),),
    )


def describe_first_log(words: Words, *, at: time, day: date, today: date, has_history: bool) -> Paragraph:
    """Say after the first contact when the bot comes back to it; with an imported history it is no first one (K11)."""
    when = name_day(words, day, today=today)
    return Paragraph(words.render("welcome.first_log", at=at, when=when, again=has_history))


def name_day(words: Words, day: date, *, today: date) -> str:
    """Name a day as one would say it today: "morgen", "maandag 23 maart"."""
    if day - today <= DAY:
        return words.plain("welcome.today" if day == today else "welcome.tomorrow")
    return words.plain("welcome.on_day", day=day)
