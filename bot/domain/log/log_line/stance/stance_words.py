"""Dutch, Flemish and English words by which a line says that a contact did not, will not or must not take place."""

from bot.domain.text.words import word_set

# Auxiliaries that deny the verb behind them.
ENGLISH_DENIALS = word_set(
    """
    didnt dont doesnt havent hasnt hadnt couldnt cant cannot wont wouldnt wasnt werent isnt arent aint shouldnt not
    never unable failed
    """
)
DUTCH_DENIALS = word_set("niet nie ni nooit")
VERB_DENIALS = ENGLISH_DENIALS | DUTCH_DENIALS
# Denied by the word behind them ("belde niet terug").
FINITE = word_set("belde belden mailde mailden appte appten bezocht bezochten")
# Deny a noun ("no visit", "geen bezoek") or the time for it ("geen tijd om te bellen").
NOUN_DENIALS = word_set("no geen gene gin without zonder skipped missed overgeslagen")
# Deny an infinitive only: "vergeten bezoek" is one that was not logged yet.
FORGOTTEN = word_set("forgot forgotten vergeten vergat vergaten")
# "Not only called but also mailed" denies nothing.
NOT_ONLY = word_set("only just alleen enkel slechts maar")

# What may stand between a denial and what it denies.
GAP = word_set(
    """
    able to be been being going gone go get got getting round around manage managed managing have has had having want
    wanted need needed intend intending plan planning yet even actually really still ever the a an any this that it i we
    my our time chance opportunity moment for with at from by him her them possible make made making today
    meer nog even eens echt ooit zelf vandaag kunnen kan kon konden gekund gelukt lukte lukt lukken om te ertoe eraan er
    aan toe toegekomen gekomen komen het de een bij naar nr met van voor tot tijd kans gelegenheid zin gehad gevonden
    ik we wij ga gaan zal zullen ben geraakt geraken geworden gewoon helemaal al nu dan weer terug persoonlijk tegoei
    direct rechtstreeks ne nen den d' op tijd up over out on down more luck in geslaagd succeed succeeded end ended
    """
)
# Behind these an account may stand that is not known.
BEFORE_UNKNOWN = word_set("bij naar nr met van to with at from tot")
MOST_UNKNOWN = 3

# Reached in vain: an attempt, which counts as a call.
ATTEMPTS = word_set(
    """
    bereikt bereiken bereik bereikbaar opgenomen opnam opnemen thuis aanwezig gehoor pakken reach reached through hold
    answer answered pick picked picking lijn telefoon phone line beantwoord voicemail voicemails vm respond responded
    gehoord hear heard antwoord gereageerd opgepikt
    """
)
# Verbs and nouns of contact that are no kind by themselves, or whose participle says where somebody was.
DENIABLE = word_set(
    """
    contact contacted contacting contacteren gecontacteerd gezien gesproken spreken speak spoken see seen meet
    ontmoet ontmoeten gegaan geweest mail mailen app appen text write written schrijven visited bezoeken bezocht
    """
)
# Of these, those that also mean to understand.
SIGHT = word_set("see seen gezien")
# To have been somewhere or not: "niet bij Acme geraakt", "didn't make it to Dunmore".
ARRIVALS_BEHIND = word_set(
    "geraakt geraak geraken geweest gegaan gekomen geraken binnengeraakt langsgeraakt buitengeraakt toegekomen gekund"
)
GOING = word_set("make made get got go going gone been")

# Behind a noun: "visit to Dunmore didn't happen", "bezoek is niet doorgegaan".
FAILED_BEHIND = word_set(
    """
    happen happened happening ahead place made done work worked off gelukt gedaan doen gehaald halen doorgegaan doorgaan
    door plaatsgevonden
    """
)
OFF_BEHIND = word_set("ahead door doorgegaan doorgaan happen happening")

# An order to take out or move what is there.
REMOVE_ORDERS = word_set(
    "delete remove scrap erase undo verwijder verwijderen wis wissen schrap schrappen ongedaan deleten"
)
OFF_ORDERS = word_set(
    """
    cancel annuleer annuleren cancelen move reschedule postpone push shift bump verplaats verplaatsen verzet verzetten
    verschuif verschuiven uitstellen afzeggen afzetten afgelasten
    """
)
ORDERS = REMOVE_ORDERS | OFF_ORDERS
# Parted in Dutch: "haal het bezoek weg", "zeg de afspraak af", "stel het bezoek uit", "take the call out".
PARTED_ORDERS: dict[str, frozenset[str]] = {
    "haal": word_set("weg eruit uit"),
    "doe": word_set("weg"),
    "gooi": word_set("weg eruit"),
    "laat": word_set("vallen wegvallen"),
    "zeg": word_set("af"),
    "blaas": word_set("af"),
    "stel": word_set("uit"),
    "schuif": word_set("op door"),
    "maak": word_set("ongedaan"),
    "take": word_set("out off"),
    "call": word_set("off"),
    "put": word_set("off"),
    "get": word_set("rid"),
}
BEFORE_ORDER = word_set(
    """
    please pls plz hey hi hallo hoi ritme kan kun wil je jij ge u you can could would i we ik wij need want to moet
    moeten even eens nu and en ok oke okay graag gelieve just
    """
)
# Told of a contact that is off.
CALLED_OFF_WORDS = word_set(
    """
    cancelled canceled afgezegd afgelast geannuleerd gecanceld gecancelled postponed rescheduled uitgesteld verzet
    verplaatst verschoven moved weggevallen afgeblazen vervalt vervallen gaat-niet-door
    """
)
CALLED_OFF_PAIRS = frozenset(
    {
        ("is", "off"),
        ("was", "off"),
        ("are", "off"),
        ("called", "off"),
        ("call", "off"),
        ("fell", "through"),
        ("falls", "through"),
        ("put", "off"),
        ("pushed", "back"),
        ("moved", "to"),
        ("zegt", "af"),
        ("zei", "af"),
        ("zeggen", "af"),
        ("belde", "af"),
        ("valt", "weg"),
        ("viel", "weg"),
        ("kan", "weg"),
        ("mag", "weg"),
        ("kan", "eruit"),
        ("mag", "eruit"),
    }
)

REMINDERS = (
    ("remind", "me"),
    ("remind", "us"),
    ("reminder",),
    ("dont", "forget"),
    ("do", "not", "forget"),
    ("dont", "let", "me", "forget"),
    ("note", "to", "self"),
    ("herinner", "me"),
    ("herinner", "mij"),
    ("herinner", "ons"),
    ("eraan", "herinneren"),
    ("me", "herinneren"),
    ("mij", "herinneren"),
    ("herinnering",),
    ("niet", "vergeten"),
    ("nie", "vergeten"),
    ("vergeet", "niet"),
    ("vergeet", "nie"),
    ("vergeet", "me", "niet"),
    ("laat", "me", "niet", "vergeten"),
    ("ping", "me"),
    ("nudge", "me"),
    ("waarschuw", "me"),
    ("waarschuw", "mij"),
    ("zorg", "dat", "ik"),
    ("remember", "to"),
    ("denk", "eraan"),
    ("denk", "er", "aan"),
)
# Words that ask for a reminder, in front of the rest of the line.
REMINDER_WORDS = word_set(
    "remind reminder herinner herinnering herinneren vergeten vergeet forget ping nudge waarschuw zorg remember denk"
)

STOP_ORDERS = word_set("stop stoppen")
UNWANTED_VERBS = word_set(
    """
    call calling contact contacting email emailing mail mailing visit visiting bother bothering ring ringing phone
    phoning message messaging text texting approach approaching chase chasing called contacted emailed mailed
    visited approached
    bel bellen contacteren contacteer benaderen benader mailen opbellen bezoeken lastigvallen lastig storen aanschrijven
    gebeld gecontacteerd benaderd gemaild lastiggevallen gestoord aangeschreven bezocht appen app contact
    langsgaan calls emails mails visits messages
    """
)
# A participle tells what was not done, unless somebody wants it so: "wil niet meer gebeld worden".
WANTED_SO = word_set("wil willen wilt want wants wanted worden be asked vraagt vroeg")
PARTICIPLES = word_set(
    "called contacted emailed mailed visited approached gebeld gecontacteerd benaderd gemaild lastiggevallen gestoord "
    "aangeschreven bezocht"
)
COULD_NOT = word_set(
    "kunnen kon konden kan gelukt couldnt cant able could manage managed gekund toegekomen geraakt got round"
)
