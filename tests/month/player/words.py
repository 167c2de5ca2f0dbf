"""What the nine type: names of customers, notes with and without an obstacle, and lines in three tongues."""

from dataclasses import dataclass
from datetime import date
from random import Random

FIRST = (
    "Zonneveld", "Eikenhof", "Waterkant", "Duinrand", "Heikant", "Kromhout", "Lindelaan", "Merelhof", "Noordster",
    "Oeverzicht", "Populier", "Ravensdal", "Sparrenburg", "Torenvalk", "Veldzicht", "Wilgenstroom", "Zilverberk",
    "Beukendaal", "Dennenoord", "Fazanthof",
)  # fmt: skip
SECOND = ("Kwekerij", "Metaal", "Zuivel", "Transport", "Drukkerij", "Installatie", "Verpakking", "Interieur", "Optiek")
# Nobody has these in a list: they come up while talking.
NEW = ("Smulders Keukens", "Qualitech", "Bruggeman Textiel", "Ostara Glas", "Pelikaan Boten", "Vlinder Zorg")
DEALS = ("Kassen", "Dak", "Persstraat", "Koelcel", "Lijn 4", "Hal", "Onderhoud", "Vloer", "Gevel", "Overkapping")
PLAIN: dict[str, tuple[str, ...]] = {
    "nl": ("goed gesprek", "over de levering", "", "", "rondleiding gehad", "nieuwe machine bekeken", "kennisgemaakt"),
    "be": ("tof onthaal", "efkes bijgepraat", "", "over de levering", "ze gaan dat eens bekijken"),
    "en": ("good chat", "about the delivery", "", "", "toured the new line", "met the new planner"),
}
OBSTACLES: dict[str, tuple[str, ...]] = {
    "nl": (
        "vindt het te duur", "geen budget dit jaar", "moet het nog met zijn compagnon bespreken", "komt erop terug",
        "offerte nog niet gelezen", "de concurrent is goedkoper", "neemt niet op",
        "ligt aan hun inkoop, die begrijpt het niet",
    ),
    "be": ("te duur, zegt hij", "moet het nog met den baas bekijken", "ge moogt nog eens bellen", "geen budget"),
    "en": ("thinks it is too expensive", "no budget this year", "needs to ask his partner", "will get back to me"),
}  # fmt: skip
DID: dict[str, dict[str, tuple[str, ...]]] = {
    "nl": {
        "call": ("gebeld met", "belletje met", "telefoontje"),
        "message": ("gemaild met", "geappt met", "bericht aan"),
        "visit": ("bezoek", "langs geweest bij", "op bezoek bij"),
    },
    "be": {
        "call": ("getelefoneerd met", "gebeld met"),
        "message": ("gemaild naar", "gemaild met"),
        "visit": ("langsgeweest bij", "bezoek", "op bezoek bij"),
    },
    "en": {
        "call": ("called", "phoned"),
        "message": ("emailed", "messaged"),
        "visit": ("visited", "visit"),
    },
}
COUNTED = {
    "nl": {"call": "belletjes", "message": "mails", "visit": "bezoeken"},
    "be": {"call": "telefoontjes", "message": "mails", "visit": "bezoeken"},
    "en": {"call": "calls", "message": "emails", "visit": "visits"},
}
MONTHS = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
KINDS = ("message", "message", "call", "call", "call", "visit")


@dataclass(frozen=True)
class Tongue:
    """How one person writes: ``nl``, ``be`` (Flemish) or ``en``."""

    code: str
    random: Random

    def contact(self, kind: str, account: str, *, hard: bool) -> str:
        """Return a line about one contact, now and then with the hour of it."""
        note = self.random.choice(OBSTACLES[self.code] if hard else PLAIN[self.code])
        said = f"{self.random.choice(DID[self.code][kind])} {account}"
        if kind == "call" and self.random.random() < 0.2:
            hour = self.random.randrange(9, 17)
            note = ", ".join(part for part in (note, f"at {hour}:00" if self.code == "en" else f"om {hour}u") if part)
        return f"{said}, {note}" if note else said

    def counted(self, counts: dict[str, int]) -> str:
        """Return a line of counts: ``5 mails en 2 belletjes``."""
        both = " and " if self.code == "en" else " en "
        return both.join(f"{count} {COUNTED[self.code][kind]}" for kind, count in counts.items())

    def next_step(self, due: date) -> str:
        """Return how a next step is agreed."""
        if self.code == "en":
            return f", next step {due.day} {MONTHS['en'][due.month - 1]}"
        return f", volgende stap {due.day} {MONTHS['nl'][due.month - 1]}"

    def score(self) -> tuple[int, str]:
        """Return what a customer thinks, and why."""
        words = {
            "nl": ("snelle levering", "facturen onduidelijk", "denkt mee", "nooit meer"),
            "be": ("rap geleverd", "factuur trekt op niks"),
            "en": ("quick delivery", "invoices unclear"),
        }
        score = self.random.choice((3, 4, 5, 6, 7, 8, 8, 9, 9))
        return score, words[self.code][1 if score <= 6 else 0]

    @property
    def is_english(self) -> bool:
        return self.code == "en"


def make_accounts(random: Random, owners: list[str]) -> list[tuple[str, str, str]]:
    """Return 120 accounts: name, stage as a file says it, and the name of the owner."""
    names = [f"{second} {first}" for first in FIRST for second in SECOND]
    random.shuffle(names)
    stages = ("klant", "klant", "suspect", "suspect", "suspect", "suspect", "prospect")
    return [(name, random.choice(stages), owners[place % len(owners)]) for place, name in enumerate(names[:120])]
