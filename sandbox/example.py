"""The example workspace: a manager and two to eight reps at a small Dutch supplier."""

from dataclasses import replace

from sandbox.entities import Channel, Shortcut, SlashCommand, User
from sandbox.example_lines import FIRST_GUIDE, GUIDE
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
# Of a smaller team only the first are there.
PEOPLE = (
    SANNE,
    OLIVER,
    MARIEKE,
    User(id="U05DAAN", name="daan", real_name="Daan Visser", title="Accountmanager Zuid"),
    User(id="U05FLEUR", name="fleur", real_name="Fleur Janssens", title="Accountmanager België", tz="Europe/Brussels"),
    User(id="U05YOUSSEF", name="youssef", real_name="Youssef el Amrani", title="Accountmanager Oost"),
    User(id="U05LOTTE", name="lotte", real_name="Lotte Smit", title="Binnendienst"),
    User(
        id="U05GRACE",
        name="grace",
        real_name="Grace Miller",
        title="Account manager US",
        tz="America/New_York",
        locale="en-US",
    ),
    User(id="U05TIJMEN", name="tijmen", real_name="Tijmen de Boer", title="Accountmanager Noord"),
)
FEWEST = 3
LOCALES = {"nl": "nl-NL", "en": "en-GB"}
COMMANDS = (
    SlashCommand("/log", "bezoek Acme, volgende stap vrijdag 14:00", "Leg een contact vast"),
    SlashCommand("/ritme", "help | team <naam> | kanaal #kanaal", "Bekijk je dag en stel Ritme in", should_escape=True),
    SlashCommand(
        "/deal", 'nieuw Acme "Kassen" 45k | Acme offerte', "Je deals en hoe ze ervoor staan", should_escape=True
    ),
    SlashCommand("/vragen", "Acme", "Welke vraag stel ik nu?"),
    SlashCommand("/questions", "Acme", "Which question do I ask now?"),
    SlashCommand("/lessen", "prijs", "Wat je van verloren deals leerde"),
    SlashCommand("/lessons", "price", "What lost deals taught you"),
    SlashCommand("/feedback", 'Acme 8 "snelle levering"', "Wat een klant van ons vindt"),
    SlashCommand("/referral", "Acme -> Bakkerij Zuid", "Introducties, van vragen tot klant"),
)
SHORTCUTS = (
    Shortcut("Log dit bericht", "log_message", is_of_message=True),
    Shortcut("Iets loggen", "log_something", is_of_message=False),
)


def build_example(*, people: int = FEWEST, language: str = "", is_empty: bool = False) -> SandboxWorkspace:
    """Return the example workspace with its users, channels and direct messages with the bot.

    ``people`` counts from `FEWEST` to all `PEOPLE`. ``language`` (``nl`` or ``en``) is everybody's; empty when each
    has an own one. In an empty workspace nobody has invited the bot yet.
    """
    # Copies: users are mutable (a time zone may change), and each example must start from the same state.
    team = [replace(user, locale=LOCALES.get(language, user.locale)) for user in PEOPLE[:people]]
    everybody = [user.id for user in team]
    everybody_and_bot = everybody if is_empty else [*everybody, RITME.id]
    channels = [
        Channel(id="C05ALGEMEEN", name="algemeen", members=list(everybody), topic="Voor iedereen"),
        Channel(id="C05SALES", name="sales", members=list(everybody_and_bot), topic="Het verkoopteam"),
        Channel(id="C05RANDOM", name="random", members=list(everybody), topic="Koffie en de rest"),
    ]
    channels += [
        Channel(id=f"D05{person.name.upper()}", name="", members=[person.id, RITME.id], is_im=True) for person in team
    ]
    return SandboxWorkspace(
        team_id=TEAM,
        name="Rotterdam Techniek",
        domain="rotterdam-techniek",
        users=[*team, replace(RITME)],
        channels=channels,
        commands=COMMANDS,
        shortcuts=SHORTCUTS,
        guide=FIRST_GUIDE if is_empty else GUIDE,
        app_id="A05RITME",
        bot_id="B05RITME",
    )
