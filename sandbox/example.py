"""The example workspace: two reps and their manager at a small Dutch supplier."""

from dataclasses import replace

from sandbox.entities import Channel, SlashCommand, User
from sandbox.workspace import SandboxWorkspace

TEAM = "T05ROTTEK"
SANNE = User(id="U05SANNE", name="sanne", real_name="Sanne de Wit", title="Accountmanager Noord")
OLIVER = User(
    id="U05OLIVER",
    name="oliver",
    real_name="Oliver Hughes",
    title="Account manager UK",
    tz="Europe/London",
    locale="en-GB",
)
MARIEKE = User(id="U05MARIEKE", name="marieke", real_name="Marieke Bakker", title="Salesmanager", is_admin=True)
RITME = User(id="U05RITME", name="ritme", real_name="Ritme", is_bot=True)
COMMANDS = (
    SlashCommand("/log", "bezoek Acme, volgende stap vrijdag 14:00", "Leg een contact vast"),
    SlashCommand("/ritme", "help | team <naam> | kanaal #kanaal", "Bekijk je dag en stel Ritme in", should_escape=True),
    SlashCommand(
        "/deal", 'nieuw Acme "Kassen" 45k | Acme offerte', "Je deals en hoe ze ervoor staan", should_escape=True
    ),
    SlashCommand("/vragen", "Acme", "Welke vraag stel ik nu?"),
    SlashCommand("/lessen", "prijs", "Wat je van verloren deals leerde"),
    SlashCommand("/feedback", 'Acme 8 "snelle levering"', "Wat een klant van ons vindt"),
    SlashCommand("/referral", "Acme -> Bakkerij Zuid", "Introducties, van vragen tot klant"),
)


def build_example() -> SandboxWorkspace:
    """Return the example workspace with its users, channels and direct messages with the bot."""
    # Copies: users are mutable (a time zone may change), and each example must start from the same state.
    users = [replace(user) for user in (SANNE, OLIVER, MARIEKE, RITME)]
    everybody = [SANNE.id, OLIVER.id, MARIEKE.id]
    channels = [
        Channel(id="C05ALGEMEEN", name="algemeen", members=list(everybody), topic="Voor iedereen"),
        Channel(id="C05SALES", name="sales", members=[*everybody, RITME.id], topic="Het verkoopteam"),
        Channel(id="C05RANDOM", name="random", members=list(everybody), topic="Koffie en de rest"),
    ]
    channels += [
        Channel(id=f"D05{person.name.upper()}", name="", members=[person.id, RITME.id], is_im=True)
        for person in (SANNE, OLIVER, MARIEKE)
    ]
    return SandboxWorkspace(
        team_id=TEAM,
        name="Rotterdam Techniek",
        domain="rotterdam-techniek",
        users=users,
        channels=channels,
        commands=COMMANDS,
        app_id="A05RITME",
        bot_id="B05RITME",
    )
