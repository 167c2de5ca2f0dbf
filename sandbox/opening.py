"""The start-up script of the local workspace: the example users set up their team and log activities, by typing."""

from datetime import date, timedelta
from pathlib import Path

from sandbox.server import Sandbox

MARIEKE, SANNE, OLIVER = "U05MARIEKE", "U05SANNE", "U05OLIVER"

# The example accounts, as a file for `ritme import`.
ACCOUNTS = Path(__file__).parent / "seed" / "accounts.csv"

# (user, line) in this order; the manager types first, because the first user becomes the administrator.
ARRIVAL = (
    (MARIEKE, "/ritme team Noord"),
    (SANNE, "/ritme team Noord"),
    (OLIVER, "/ritme team Noord"),
    (MARIEKE, "/ritme kanaal #sales"),
    # They are three: without the consent of each the summary would have no figures.
    *((user, "/ritme team cijfers ja") for user in (MARIEKE, SANNE, OLIVER)),
)
# (user, days back, line), told on working days only: ``{day}`` is that day and ``{next}`` the next working day.
HISTORY = (
    (SANNE, 26, "/log {day} bezoek Acme, jaarplan doorgenomen"),
    (SANNE, 19, "/log {day} gebeld met Jansen Metaal, nieuwe zaagstraat in het voorjaar"),
    (SANNE, 12, "/log {day} gemaild met Kwekerij Zonneveld"),
    (SANNE, 9, "/log {day} gebeld met Kwekerij Zonneveld, wil de kas eerst zien draaien"),
    (SANNE, 5, "/log {day} bezoek Kwekerij Zonneveld, rondleiding gehad"),
    (SANNE, 4, "/log {day} 5 mails"),
    (SANNE, 1, "/log {day} gebeld met De Vries & Zn., offerte dakplaten besproken, volgende stap {next} 10:00"),
    (SANNE, 1, "/log {day} 4 mails"),
    (OLIVER, 8, "/log {day} visit Next Level Packaging, toured the new line"),
    (OLIVER, 3, "/log {day} called 4Tune Logistics, they want a pilot"),
    (OLIVER, 1, "/log {day} 5 emails"),
    (OLIVER, 0, "/log {day} called O'Connor Benelux, call back {next} 11:00"),
    (MARIEKE, 1, "/log {day} bezoek Gemeente Oosterveen, aanbesteding komt in het voorjaar"),
)
FRIDAY, SATURDAY = 4, 5


def tell_history(today: date) -> tuple[tuple[str, str], ...]:
    """Return the lines of ``HISTORY`` as they are typed on a local day, for ``play``."""
    return tuple(
        (user, line.format(day=_say_day(today, back, user), next=_say_next(today, user)))
        for user, back, line in HISTORY
    )


def _say_day(today: date, back: int, user: str) -> str:
    while (today - timedelta(days=back)).weekday() >= SATURDAY:
        back += 1
    if back <= 1:
        return (("today", "yesterday") if user == OLIVER else ("vandaag", "gisteren"))[back]
    return f"{back} days ago" if user == OLIVER else f"{back} dagen geleden"


def _say_next(today: date, user: str) -> str:
    if today.weekday() in (FRIDAY, SATURDAY):
        return "Monday" if user == OLIVER else "maandag"
    return "tomorrow" if user == OLIVER else "morgen"


async def play(sandbox: Sandbox, lines: tuple[tuple[str, str], ...]) -> None:
    """Type these lines as the users, and delete the replies, so that each user starts with an empty screen."""
    for user_id, line in lines:
        shown = await sandbox.person(user_id).types_command(line)
        if shown is not None:
            sandbox.workspace.remove_message(shown)
