"""Words and phrases of small talk in Dutch and English: greetings, thanks, and questions about the day or the team."""

from dataclasses import dataclass

from bot.domain.text.words import word_list, word_set


@dataclass(frozen=True, slots=True)
class Phrases:
    """What makes a question: a phrase ``anywhere`` in it, words ``together`` in any order, or a phrase ``alone``.

    Polite words are left out before a question is matched.
    """

    anywhere: tuple[str, ...] = ()
    together: tuple[frozenset[str], ...] = ()
    alone: frozenset[str] = frozenset()


def _phrases(*, anywhere: str = "", together: str = "", alone: str = "") -> Phrases:
    """Return phrases from lists with a bar between them."""
    return Phrases(
        anywhere=tuple(_split(anywhere)),
        together=tuple(frozenset(phrase.split()) for phrase in _split(together)),
        alone=frozenset(_split(alone)),
    )


def _split(text: str) -> list[str]:
    return [" ".join(word_list(phrase)) for phrase in text.split("|") if phrase.strip()]


GREETINGS = word_set(
    """
    hoi hallo hello hi hey heey hee hej hai hiya yo dag goeiemorgen goedemorgen goeiemiddag goedemiddag goeieavond
    goedenavond goedeavond goedendag goeiendag goeiedag morning moin mogge mogguh morgen goodmorning greetings howdy he
    hallootjes jo hoihoi heyhey gegroet welkom salut saluut saluutjes ewa heya goeienavond
    """
)
# Belong to a greeting, and greet nobody by themselves.
GREETS_TIME = word_set("good goede goeie een mooie fijne prettige morgen middag avond afternoon evening day dag there")
THANKS = word_set(
    """
    bedankt dank dankje dankjewel dankuwel thanks thank thx tnx thnx ty cheers merci top toppie topper super prima
    perfect perfecto geweldig fantastisch mooi mooizo lekker bezig helder duidelijk great awesome nice cool brilliant
    excellent oke okay ok okee okido goedzo keurig tof gaaf chapeau bravo jij danku bedankjes appreciated
    """
)
# Thanks without a word, as emoji or in a platform's notation for one.
THANKS_SIGNS = word_set("👍 🙏 ❤ ❤️ 🙌 👏 💪 :+1: :thumbsup: :pray: :heart: :raised_hands: :clap: :muscle:")
SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
FAREWELLS = word_set(
    """
    doei doeg dooei ciao bye goodbye houdoe later tot ziens weekend welterusten goodnight night see seeya
    fijne prettige slaapwel salukes ttyl
    """
)
# Stand around greetings and thanks, and say nothing by themselves.
REMARKS = word_set(
    """
    fijn tomorrow straks jullie zijn
    bot ritme rhythm maat vriend collega allemaal team je wel u hoor zeg voor de het alles hulp help tips tip hoe gaat
    gaatie ermee het you very much so for the lot all your again this dat deze info ja yes yep nee no jep
    yup hartstikke heel erg nogmaals alvast weer zeker heerlijk werk gedaan job done man vriendelijk are how it
    goe mate buddy man pal folks gasten jongens he hee amai allee seg
    going is whats up alles goed goeie best morgen later avond strakjes straks see tomorrow tonight
    """
)
# Politeness and hedging around a question.
POLITE = word_set(
    """
    hoi hallo hello hi hey yo dag goeiemorgen goedemorgen goeiemiddag goedemiddag goedenavond morning bot ritme rhythm
    alsjeblieft alstublieft aub svp please pls plz even eens eventjes ff es toch maar eigenlijk dus nou nu zeg vertel
    vertellen me mij kun kan kunt je jij u could would can you tell show laat zien geef give weten wil graag vraagje
    vraag mag dank bedankt dankje thanks thx weet want know like precies ongeveer exactly just really actually
    currently zoal allemaal ook also daar he ja yes ok oke okay so well ah oh quick question toon laten geven
    snel snelle kort korte eindelijk sorry amai allee seg jo
    """
)
WEEK_WORDS = word_set("week weekje weken")
MONTH_WORDS = word_set("maand month")
TEAM_WORDS = word_set("team teams ploeg collegas colleagues squad iedereen everyone everybody wij we ons us")
STANDING_WORDS = word_set("ervoor stand staat staan sta standing doing gaat doet doen loopt")
# Small words between greetings and thanks.
SMALL = word_set(
    """
    ik i je jij you we wij my mijn onze our van of op in at voor for met with de het the een a an dit deze this te to
    zijn is are am ben en and er dan then als it that die dat vandaag today nu now
    """
)

BOT_PHRASES = _phrases(
    anywhere="""
        ben je een robot|ben jij een robot|bent u een robot|ben je een bot|ben jij een bot|ben je een mens
        |ben jij een mens|ben je echt|ben jij echt|wie heeft je gemaakt|wie heeft jou gemaakt|wie heeft u gemaakt
        |wie maakte je|are you a robot|are you a bot|are you human|are you a human|are you real
        |who made you|who built you""",
)
CHAT_PHRASES = _phrases(
    anywhere="wat een dag|wat een week|wat een weer|what a day|what a week|what a morning|wat een ochtend",
    alone="""
        haha|hahaha|hahahaha|hihi|hehe|lol|lmao|haha ja|haha nee|haha top|zucht|pff|pfff|sigh|oef|tis vrijdag
        |het is vrijdag|vrijdag|bijna weekend|eindelijk weekend|almost weekend|its friday|it is friday
        |happy friday|friday|tgif|tis maandag|het is maandag|maandag|its monday|monday|druk|druk druk
        |drukke dag|druk dagje|busy|busy day|so busy|moe|ben moe|ik ben moe|im tired|tired|koffie|koffietijd|coffee
        |coffee time|lekker weer|nice weather""",
)
LEFT_PHRASES = _phrases(
    anywhere="""
        hoeveel nog|hoeveel moet ik nog|hoeveel heb ik nog|how many left|how many more|how much left|how many to go
        |how much more|wat heb ik nog|hoeveel resteert|wat resteert|hoe ver ben ik|how far am i|hoeveel over
        |wat rest mij|wat staat er nog open|ben ik al klaar|ben ik klaar|am i done|am i done yet|klaar voor vandaag
        |hoeveel te gaan|wat is er nog over|what is left|whats left|what do i have left|hoe lang nog""",
    together="""
        hoeveel nog|how many left|how many more|how much left|ben ik er|am i there
        |how many go|hoeveel moet vandaag|hoeveel te gaan
        |hoeveel mails nog|hoeveel belletjes nog|hoeveel bezoeken nog|hoeveel over vandaag|what left|hoever ben ik
        |hoe ver ben""",
    alone="hoeveel|how many|left|nog te gaan|to go|hoeveel vandaag|nog veel|nog veel te doen|hoever",
)
WHO_PHRASES = _phrases(
    anywhere="""
        wie vandaag|wie bel ik|wie moet ik|wie zal ik|wie mail ik|wie bezoek ik|wie kan ik|who today|who do i
        |who should i|whom should i|who to call|who to contact|who can i|who shall i|whom do i|wie nu|wie eerst
        |wie is er aan de beurt|wie is aan de beurt|who is next|whos next|who is up|met wie|bij wie|naar wie|wie nog
        |who now|who next|who else|wie staat er op|wie staan er op|wie heb ik""",
    together="""
        wie vandaag|who today|nog iemand bellen|nog iemand benaderen|iemand spreken|anyone call|anybody call
        |wie bellen|wie benaderen|who call|who contact|wie beurt|whom contact|whom call""",
    alone="wie|who|wie dan|who then|whom",
)
TO_DO_PHRASES = _phrases(
    anywhere="""
        wat moet ik doen|wat moet ik nog doen|wat te doen|wat nu|what should i do|what do i do|what must i do
        |what to do|what now|what next|wat zal ik doen|wat ga ik doen|wat kan ik doen|wat staat er op de planning
        |wat staat er vandaag|wat staat er op het programma|mijn plan|my plan|wat is het plan|what is the plan
        |whats the plan|mijn dag|my day|what have i got|what do i have|wat heb ik vandaag|wat heb ik te doen
        |hoe ziet mijn dag|wat is mijn plan|waar begin ik|where do i start|where to start|waarmee begin ik
        |waar moet ik beginnen|waar zal ik beginnen|planning voor vandaag|plan voor vandaag|plan for today
        |agenda van vandaag
        |wat staat er open|wat staat er nog voor mij open|wat is er open|open afspraken|what is open|whats open
        |what is still open|open steps
        |wat moet ik nog|wat doe ik|wat moet ik vandaag|wat is er te doen|wat staat er te doen""",
    together="wat moet doen|wat doen vandaag|what do today|what should do|wat staat planning|wat plan vandaag",
    alone="""wat moet ik nog|wat nog|plan|planning|todo|to do|agenda|en nu|and now|dagplan|plan vandaag|today plan
        |wat moet ik|wat vandaag|what today|doen""",
)
MYSELF_PHRASES = _phrases(
    anywhere="""
        hoe sta ik ervoor|hoe sta ik er voor|hoe sta ik voor|hoe gaat het met mij|hoe doe ik het|hoe doe ik
        |how am i doing|how do i stand
        |where do i stand|how am i standing|mijn stand|my score|mijn score|mijn cijfers|my numbers|my stats
        |hoe loop ik|lig ik op schema|zit ik op schema|am i on track|loop ik achter|loop ik voor|lig ik achter
        |hoe is mijn stand|wat is mijn stand|wat is de stand|what is my score|hoe ging mijn|how did i do|sta ik ervoor
        |how is my|hoe was mijn|wat heb ik gedaan|what did i do|what have i done|wat deed ik|heb ik genoeg
        |ben ik goed bezig|doe ik het goed|am i doing ok|am i doing well
        |hoe sta ik|mijn week|my week|mijn maand|my month|overzicht|overview|ging mijn week""",
    together="heb ik genoeg|have i enough|done enough|hoe sta ik|how am doing|hoe ik ervoor|how i doing",
    alone="stand|tussenstand|score|de stand|progress|voortgang|mijn voortgang|my progress|status",
)
TEAM_PHRASES = _phrases(
    anywhere="""
        hoe staat het team|hoe staat mijn team|hoe staat ons team|hoe doet het team|hoe doet mijn team
        |hoe gaat het met het team|hoe gaat het team
        |hoe loopt het team|hoe staan we ervoor|hoe staan wij ervoor|hoe doen we het|how is the team|hows the team
        |how is my team|how are we doing|how do we stand|where do we stand|how does the team|stand van het team
        |the team doing|teamstand|hoe staan we|how is everyone|hoe gaat het met de ploeg
        |team stand|team status|team score""",
    together="""
        hoe team|how team|staat team|team ervoor|team doing|stand team|wij ervoor|hoe ploeg|hoe collegas|hoe iedereen
        |how everybody|how colleagues|hoe staan we""",
    alone="team|het team|mijn team|my team|the team|team vandaag|team today|teamstand|team week|team maand|team month",
)
HELP_PHRASES = _phrases(
    anywhere="""
        wat kun je|wat kan je|wat kan ik zeggen|wat kan ik hier|what can you do|what can i say|how does this work
        |hoe werkt dit|hoe werkt het|hoe werk je|hoe log ik|how do i log|hoe moet dit|wat doe je|wie ben je|who are you
        |what do you do|what are you|hoe werk jij|how do you work|wat ben je|hoe gebruik ik|how do i use|wat kun jij
        |wat doe jij|wie ben jij|kun je me helpen|can you help|i need help|ik heb hulp nodig""",
    together="hulp nodig|need help|wat kun doen|what can do|hoe werkt|how work|help me|wat kan allemaal|help mij",
    alone="help|hulp|help me|uitleg|info|commandos|commands|opties|options|menu|wat kan|help mij",
)
GREETING_PHRASES = _phrases(
    alone="""
        ca va|ca va he
        |hoe gaat het|hoe gaat het met je|hoe gaat het met jou|hoe is het|alles goed|hoe gaatie|how are you|whats up
        |how is it going|hows it going|how are things|goede morgen|goede middag|goede avond|goeie morgen|goeie middag
        |goeie avond|good afternoon|good evening|good day|goede dag|good morning|ben je er|ben je daar|are you there"""
)
# Words that stand in questions, besides those of the phrases above.
_OTHERS = word_set(
    """
    bent heb have has had hebben moet moeten must need do does if wat what hoe how hoeveel many much veel meer more aan
    nog still left vanmiddag vanmorgen vanochtend vanavond over daily mn
    bellen bel bezoeken bezoek mailen mail mails berichten bericht belletjes telefoontjes calls call messages visits
    contacten contact benaderen contacteren spreken appen beurt aan contacts visit message telefoontje belletje klanten
    klant klantje customers customer prospects suspects people mensen iemand someone targets target doel doelen
    halen gehaald bereikt reach go yet al alweer vanaf gaan gaat daar waar where when wanneer morgen eerst first next
    whom who wie waarom sta staat staan ervoor voor achter behind ahead schema track score planning plan agenda
    programma lijst lijstje list ochtend middag uit ziet eruit looking look hows loopt gelopen doing done gedaan deed
    ging going ver hoever lang deze volgende this vandaag todays far nodig helpen werken werkt werk gebruik gebruiken
    heeft gemaakt maakte robot mens echt human real made built bijna almost happy ben im
    log loggen zeggen say use me mij hem het ons onze jullie your zijn is verder beginnen begin start starten
    """
)


def _list_words(*phrases: Phrases) -> frozenset[str]:
    """Return every word in these phrases."""
    texts = [text for each in phrases for text in (*each.anywhere, *each.alone)]
    together = [words for each in phrases for words in each.together]
    return frozenset(" ".join(texts).split()).union(*together)


ALL_WORDS = (
    GREETINGS
    | GREETS_TIME
    | THANKS
    | FAREWELLS
    | REMARKS
    | POLITE
    | WEEK_WORDS
    | MONTH_WORDS
    | TEAM_WORDS
    | STANDING_WORDS
    | SMALL
    | _OTHERS
    | _list_words(
        LEFT_PHRASES,
        WHO_PHRASES,
        TO_DO_PHRASES,
        MYSELF_PHRASES,
        TEAM_PHRASES,
        HELP_PHRASES,
        GREETING_PHRASES,
        BOT_PHRASES,
        CHAT_PHRASES,
    )
)
