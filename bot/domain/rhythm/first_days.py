"""When somebody who has not begun is told something: at a decent hour, and reminded once after three working days."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.people.people import Rep
from bot.domain.rhythm.occasions import to_instant

# Before this hour nobody hears anything that he or she did not ask for.
EARLIEST = time(8)
WORKDAYS_UNTIL_REMINDER = 3


def find_decent_moment(rep: Rep, calendar: WorkCalendar, *, now: datetime) -> datetime:
    """Return when to say something unasked (UTC): now in working hours, else early on the next working day."""
    local = now.astimezone(rep.zone)
    opens_at, today = find_opening(rep), local.date()
    if not calendar.is_worked(today) or local.time() >= rep.rhythm.quiet_from > opens_at:
        today = calendar.find_worked_day(today, step=1)
    elif local.time() >= opens_at:
        return now
    return to_instant(today, opens_at, rep.zone)


def find_opening(rep: Rep) -> time:
    """Return the local hour from which a rep hears something unasked."""
    return max(EARLIEST, rep.rhythm.quiet_until)


def find_reminder_moment(rep: Rep, calendar: WorkCalendar, *, greeted_at: datetime) -> datetime:
    """Return when to remind who does not begin, once (UTC): at the hour of the plan, after three working days."""
    day = greeted_at.astimezone(rep.zone).date()
    for _ in range(WORKDAYS_UNTIL_REMINDER):
        day = calendar.find_worked_day(day, step=1)
    return to_instant(day, rep.rhythm.morning_at, rep.zone)


def find_next_morning(calendar: WorkCalendar, *, at: time, zone: ZoneInfo, now: datetime) -> date:
    """Return the local day of the next plan that comes at this hour: today when it is still to come."""
    today = now.astimezone(zone).date()
    if calendar.is_worked(today) and to_instant(today, at, zone) > now:
        return today
    return calendar.find_worked_day(today, step=1)
