"""Words that end an account name, or are never one, in log lines."""

from bot.domain.text.words import word_set

# Everyday words of such notes; no name is expected to begin or continue with one.
NO_NAMES = word_set(
    """
    over about re inzake ivm mbt omtrent ovv nav aangaande regarding maar want omdat dat die dit
    deze heeft hebben heb had wil willen is was zijn waren wordt worden niet geen niemand om te
    namens terug of or and en als if they he she ze zij hij hun wants has have will would asked said
    says zegt zei vroeg vraagt vragen offerte prijs prijzen prijsopgave besproken bekeken gesproken
    contract order factuur gehoor reactie antwoord leuk goed kort lang gesprek resultaat interesse
    nieuwe nieuw nog wel al ook even weer volgende vorige afgelopen komende next last week vandaag
    gisteren morgen voicemail bereikt klant klanten customer customers client directeur inkoper
    inkoop eigenaar collega team prospects prospect leads lead relaties contact contactpersoon
    iemand mensen people somebody everyone them him her hem haar hen ons us mij me you regio route
    kantoor onderweg telefonisch mail mails later binnen buiten daar hier er here there no not
    very good great nice positief negatief positive negative druk busy interested geinteresseerd
    gevraagd ontvangen verstuurd gestuurd sent akkoord deal getekend signed gewonnen verloren won
    lost tevreden happy blij boos angry klacht complaint levering delivery demo presentatie
    catalogus brochure folder monster monsters sample samples quote proposal price pricing voorstel
    korting discount planning project machine machines budget geld money ok oke okay top super prima
    fijn twee drie vier dus kennisgemaakt kennismaking voorgesteld uitleg info informatie
    information documentatie update status stand voortgang zaken campagne nieuwsbrief uitnodiging
    invite invitation beurs event vraag question probleem problem issue storing service training
    lunch koffie coffee today yesterday tomorrow ging gaat gaan komt kwam kom ga moet moeten kan
    kunnen mag zal zou doorgenomen doorgesproken afgesproken geregeld afgerond gemaakt gegeven
    gekregen gehoord gezien vergeten eruit jaar maand year month ondanks tijdens after before during
    voor na sinds tot until per zonder without samen oude old goede kleine grote big small klein
    groot lekker mooi mooie toch paar enkele several few meerdere veel many first second third eerste tweede derde
    """
)
NAME_LIKE_ENDINGS = (
    "bouw",
    "groep",
    "techniek",
    "advies",
    "transport",
    "logistiek",
    "logistics",
    "bedrijf",
    "handel",
    "werken",
    "service",
    "services",
    "groep",
    "group",
    "media",
    "vastgoed",
    "beheer",
    "holding",
    "solutions",
    "systems",
    "design",
    "installaties",
    "makelaars",
    "notarissen",
    "accountants",
    "advocaten",
    "architecten",
    "verhuur",
    "recycling",
    "energie",
    "zorg",
)
