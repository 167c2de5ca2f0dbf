"""The start-up script of the local workspace: the example users set up their team and log activities, by typing."""

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
HISTORY = (
    (SANNE, "/log 26 dagen geleden bezoek Acme, jaarplan doorgenomen"),
    (SANNE, "/log 19 dagen geleden gebeld met Jansen Metaal, nieuwe zaagstraat in het voorjaar"),
    (SANNE, "/log 12 dagen geleden gemaild met Kwekerij Zonneveld"),
    (SANNE, "/log 9 dagen geleden gebeld met Kwekerij Zonneveld, wil de kas eerst zien draaien"),
    (SANNE, "/log 5 dagen geleden bezoek Kwekerij Zonneveld, rondleiding gehad"),
    (SANNE, "/log 4 dagen geleden 5 mails"),
    (SANNE, "/log gisteren gebeld met De Vries & Zn., offerte dakplaten besproken, volgende stap morgen 10:00"),
    (SANNE, "/log gisteren 4 mails"),
    (OLIVER, "/log 8 days ago visit Next Level Packaging, toured the new line"),
    (OLIVER, "/log 3 days ago called 4Tune Logistics, they want a pilot"),
    (OLIVER, "/log yesterday 5 emails"),
    (OLIVER, "/log called O'Connor Benelux, call back tomorrow 11:00"),
    (MARIEKE, "/log gisteren bezoek Gemeente Oosterveen, aanbesteding komt in het voorjaar"),
)


async def play(sandbox: Sandbox, lines: tuple[tuple[str, str], ...]) -> None:
    """Type these lines as the users, and delete the replies, so that each user starts with an empty screen."""
    for user_id, line in lines:
        shown = await sandbox.person(user_id).types_command(line)
        if shown is not None:
            sandbox.workspace.remove_message(shown)
