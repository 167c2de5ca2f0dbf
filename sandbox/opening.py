"""The start-up script of the local workspace: the example users set up their team and log activities, by typing."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from sandbox.entities import User
from sandbox.errors import CommandTimedOut
from sandbox.server import Sandbox

MARIEKE, SANNE, OLIVER = "U05MARIEKE", "U05SANNE", "U05OLIVER"

# The example accounts, as a file for `ritme import`.
ACCOUNTS = Path(__file__).parent / "seed" / "accounts.csv"

# (user, days back, Dutch line, English line), told on working days only: ``{day}`` is that day and ``{next}`` the next
# working day.
HISTORY = (
    (SANNE, 26, "bezoek Acme, jaarplan doorgenomen", "visit Acme, went through the plan for the year"),
    (
        SANNE,
        19,
        "gebeld met Jansen Metaal, nieuwe zaagstraat in het voorjaar",
        "called Jansen Metaal, a new saw line in spring",
    ),
    (SANNE, 12, "gemaild met Kwekerij Zonneveld", "emailed Kwekerij Zonneveld"),
    (
        SANNE,
        9,
        "gebeld met Kwekerij Zonneveld, wil de kas eerst zien draaien",
        "called Kwekerij Zonneveld, wants to see the greenhouse running first",
    ),
    (SANNE, 5, "bezoek Kwekerij Zonneveld, rondleiding gehad", "visit Kwekerij Zonneveld, was shown around"),
    (SANNE, 4, "5 mails", "5 emails"),
    (
        SANNE,
        1,
        "gebeld met De Vries & Zn., offerte dakplaten besproken, volgende stap {next} 10:00",
        "called De Vries & Zn., discussed the quote for roof panels, next step {next} 10:00",
    ),
    (SANNE, 1, "4 mails", "4 emails"),
    (OLIVER, 8, "bezoek Next Level Packaging, nieuwe lijn bekeken", "visit Next Level Packaging, toured the new line"),
    (OLIVER, 3, "gebeld met 4Tune Logistics, wil een proef", "called 4Tune Logistics, they want a pilot"),
    (OLIVER, 1, "5 mails", "5 emails"),
    (
        OLIVER,
        0,
        "gebeld met O'Connor Benelux, {next} 11:00 terugbellen",
        "called O'Connor Benelux, {next} 11:00 call back",
    ),
    (
        MARIEKE,
        1,
        "bezoek Gemeente Oosterveen, aanbesteding komt in het voorjaar",
        "visit Gemeente Oosterveen, the tender comes in spring",
    ),
)
FRIDAY, SATURDAY = 4, 5


def list_arrivals(people: Sequence[User]) -> list[tuple[str, str]]:
    """Return what everybody types first, for ``play``: the manager comes before the reps whom she leads."""
    users = [user.id for user in people]
    manager_first = [user for user in users if user == MARIEKE] + [user for user in users if user != MARIEKE]
    joining = [(user, "/ritme team Noord") for user in manager_first]
    # A team of three shows no figures without the consent of each.
    agreeing = [(user, "/ritme team cijfers ja") for user in manager_first]
    return [*joining, (MARIEKE, "/ritme kanaal #sales"), *agreeing]


def tell_history(people: Sequence[User], *, today: date) -> list[tuple[str, str]]:
    """Return the lines of ``HISTORY`` as they are typed on a local day, each in the user's language, for ``play``."""
    languages = {user.id: user.language for user in people}
    return [
        (user, _tell(nl if languages[user] == "nl" else en, back=back, today=today, is_dutch=languages[user] == "nl"))
        for user, back, nl, en in HISTORY
    ]


def _tell(line: str, *, back: int, today: date, is_dutch: bool) -> str:
    day = _say_day(today, back, is_dutch=is_dutch)
    return f"/log {day} {line.format(next=_say_next(today, is_dutch=is_dutch))}"


def _say_day(today: date, back: int, *, is_dutch: bool) -> str:
    while (today - timedelta(days=back)).weekday() >= SATURDAY:
        back += 1
    if back <= 1:
        return (("vandaag", "gisteren") if is_dutch else ("today", "yesterday"))[back]
    return f"{back} dagen geleden" if is_dutch else f"{back} days ago"


def _say_next(today: date, *, is_dutch: bool) -> str:
    if today.weekday() in (FRIDAY, SATURDAY):
        return "maandag" if is_dutch else "Monday"
    return "morgen" if is_dutch else "tomorrow"


async def play(sandbox: Sandbox, lines: Iterable[tuple[str, str]]) -> None:
    """Type these lines as the users; a bot that is still warming up may answer late, and has done it all the same."""
    for user_id, line in lines:
        with suppress(CommandTimedOut):
            await sandbox.person(user_id).types_command(line)


async def play_in_teams(sandbox: Sandbox, lines: Iterable[tuple[str, str]]) -> None:
    """Have the users write these lines in Teams, each after adding the app; what is for a channel is left out."""
    for user_id, line in lines:
        user = sandbox.teams_user(user_id)
        await user.adds_app()
        if "#" not in line:
            await user.says(line, moment=sandbox.clock.now())


def clear_screens(sandbox: Sandbox) -> None:
    """Delete what was said while the example was set up, so that each user starts with an empty screen."""
    for messages in sandbox.workspace.messages.values():
        for message in list(messages):
            sandbox.workspace.remove_message(message)
