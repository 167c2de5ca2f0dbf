"""The lines that the example workspace suggests: every one of them is understood by the bot."""

from sandbox.entities import ExampleLine, Guide

LINES = {
    "nl": (
        ExampleLine("/log bezoek Acme", "een bezoek, vandaag"),
        ExampleLine("/log gebeld met Acme, volgende stap vrijdag 14:00", "met wat jullie afspraken"),
        ExampleLine("/log 5 mails en 2 calls", "alleen aantallen"),
        ExampleLine("/log gisteren bezoek Acme", "iets van gisteren"),
        ExampleLine("/log lijst", "wat je het laatst vastlegde"),
        ExampleLine("/log ongedaan", "de laatste terugnemen"),
        ExampleLine('/deal nieuw Acme "Kassen" 45k marge 12k', "een deal openen"),
        ExampleLine("/deal Acme", "hoe een deal ervoor staat"),
        ExampleLine("/deal Acme offerte", "een fase verder"),
        ExampleLine("/deal Acme gewonnen", "gewonnen"),
        ExampleLine("/deal Acme verloren", "verloren, en wat je ervan meeneemt"),
        ExampleLine("/ritme week", "je week"),
        ExampleLine("/ritme maand", "je maand"),
        ExampleLine("/ritme jaar", "waar je ritme op uitkomt"),
        ExampleLine("/ritme dekking", "wie je lang niet sprak"),
        ExampleLine("/ritme scorekaart", "de zeven zekerheden"),
        ExampleLine("/ritme patronen", "wat bij jou wint"),
        ExampleLine("/ritme hoofdzaken", "waar je contacten heen gaan"),
        ExampleLine("/ritme doel 120k marge", "een doel van jezelf"),
        ExampleLine("/ritme instellingen", "hoeveel ik zeg, en wanneer"),
        ExampleLine("/ritme vrij t/m donderdag", "vrij zijn"),
        ExampleLine("/ritme team week", "het team in totalen, voor wie leidinggeeft"),
        ExampleLine("/ritme team vastgelopen", "de deals die stilstaan, voor wie leidinggeeft"),
        ExampleLine("/vragen Acme", "de vraag die nu helpt"),
        ExampleLine("/vragen lijst", "welke vragen bij jullie werken"),
        ExampleLine("/lessen prijs", "wat je van een nee leerde"),
        ExampleLine('/feedback Acme 8 "snelle levering"', "wat een klant van jullie vindt"),
        ExampleLine("/referral Acme -> Jansen Metaal", "een introductie"),
    ),
    "en": (
        ExampleLine("/log visit Acme", "a visit, today"),
        ExampleLine("/log called Acme, next step friday 14:00", "with what you two agreed"),
        ExampleLine("/log 5 emails and 2 calls", "numbers only"),
        ExampleLine("/log yesterday visit Acme", "something of yesterday"),
        ExampleLine("/log list", "what you logged last"),
        ExampleLine("/log undo", "take the last one back"),
        ExampleLine('/deal new Acme "Greenhouses" 45k margin 12k', "open a deal"),
        ExampleLine("/deal Acme", "how a deal is doing"),
        ExampleLine("/deal Acme quote", "a stage further"),
        ExampleLine("/deal Acme won", "won"),
        ExampleLine("/deal Acme lost", "lost, and what you take from it"),
        ExampleLine("/ritme week", "your week"),
        ExampleLine("/ritme month", "your month"),
        ExampleLine("/ritme year", "what your rhythm adds up to"),
        ExampleLine("/ritme coverage", "whom you have not spoken for long"),
        ExampleLine("/ritme scorecard", "the seven certainties"),
        ExampleLine("/ritme patterns", "what wins for you"),
        ExampleLine("/ritme focus", "where your contacts go"),
        ExampleLine("/ritme goal 120k margin", "a goal of your own"),
        ExampleLine("/ritme settings", "how much I say, and when"),
        ExampleLine("/ritme off until thursday", "take days off"),
        ExampleLine("/ritme team week", "the team in totals, for who leads it"),
        ExampleLine("/ritme team stuck", "the deals that stand still, for who leads it"),
        ExampleLine("/questions Acme", "the question that helps now"),
        ExampleLine("/questions list", "which questions work for you all"),
        ExampleLine("/lessons price", "what a no taught you"),
        ExampleLine('/feedback Acme 8 "fast delivery"', "what a customer thinks of you"),
        ExampleLine("/referral Acme -> Jansen Metaal", "an introduction"),
    ),
}
TRIES = {
    "nl": (
        ExampleLine("/log bezoek Acme, offerte besproken", "Zeg wat je deed. Eén regel is genoeg."),
        ExampleLine("gebeld met Jansen Metaal, vrijdag 10:00 terugbellen", "Of zeg het gewoon, zonder opdracht."),
    ),
    "en": (
        ExampleLine("/log visit Acme, discussed the quote", "Say what you did. One line will do."),
        ExampleLine("called Jansen Metaal, call back friday 10:00", "Or just say it, without a command."),
    ),
}
# Where nobody knows the bot yet there are no accounts either.
FIRST_TRIES = {
    "nl": (
        ExampleLine("/ritme", "Zeg hallo. De eerste die dat doet, richt het in."),
        ExampleLine("/log bezoek Bakkerij Zuid", "Of zeg meteen wat je deed. Eén regel is genoeg."),
    ),
    "en": (
        ExampleLine("/ritme", "Say hello. Whoever does so first sets it up."),
        ExampleLine("/log visit Bakkerij Zuid", "Or say at once what you did. One line will do."),
    ),
}
GUIDE = Guide(lines=LINES, tries=TRIES, has_tour=True)
FIRST_GUIDE = Guide(lines=LINES, tries=FIRST_TRIES)
