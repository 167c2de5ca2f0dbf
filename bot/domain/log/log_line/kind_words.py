"""Dutch and English words for a message, a call and a visit, and what each implies about tense."""

from dataclasses import dataclass
from enum import Enum, auto

from bot.domain.log.activity import Kind
from bot.domain.log.own_kinds import OwnKind
from bot.domain.text.words import word_set


class WordForm(Enum):
    """What the form of an activity word implies."""

    DONE = auto()  # gebeld: it happened
    NAMED = auto()  # telefoontje, call: a noun, no tense
    DOING = auto()  # bellen: past or future
    AGAIN = auto()  # terugbellen: future
    MEET = auto()  # afspraak: a visit, unless a channel says otherwise
    TALK = auto()  # gesprek: no kind without a channel or a place
    BY_CALL = auto()  # via Teams
    ON_SITE = auto()  # op locatie
    HINT = auto()  # geen gehoor, verstuurd: only without a clearer word
    CHOSEN = auto()  # any word: the user said which kind it is
    OTHER = auto()  # lunch: an activity that is no message, call or visit


@dataclass(frozen=True, slots=True)
class KindWord:
    """A word or phrase with its form and kind; the kind is None when another word must decide it.

    ``own`` is the workspace's own kind that it means.
    """

    kind: Kind | None
    form: WordForm
    own: OwnKind | None = None


_MESSAGE, _CALL, _VISIT = Kind.MESSAGE, Kind.CALL, Kind.VISIT

_WORDS: dict[tuple[Kind | None, WordForm], str] = {
    (_MESSAGE, WordForm.DONE): """
        gemaild gemailed gemailt gemaildt mailde mailden mailed emailed gemailen geemaild geemailed
        geappt geapt
        geappd appte appten whatsappte gewhatsappt gewhatsapped whatsapped gewappt gewapt messaged
        texted gesmst
        smste gesmsd gedmd dmd berichtte teruggemaild nagemaild doorgemaild teruggeappt rondgemaild
        geemailt gewhatsappet gemld
        aangeschreven geschreven gelinked gemessaged gelinkedind gechat linkedinned pinged """,
    (_MESSAGE, WordForm.NAMED): """
        mail mails mailtje mailtjes mailke mailkes mailtj email emails emailtje emailtjes emailke
        emailkes ml mailing
        mailings bericht berichten berichtje berichtjes berichtke app apps appje appjes
        appke appkes wa wapp
        wappje whatsapp whatsapps whatsappje whatsappjes whatsappbericht whatsappberichten appbericht watsapp
        watsappje linkedin linkedinbericht linkedinberichten linkedinberichtje li inmail inmails dm
        dms dmtje dmetje
        brief brieven briefje briefjes letter letters sms txt smsje smsjes smske text texts textje msg
        msgs message
        messages connectieverzoek connectieverzoeken mailbericht mailcontact kaartje chatbericht mailwisseling
        linkedinverzoek bedankmail bedankmailtje offertemail followupmail """,
    (_MESSAGE, WordForm.DOING): """
        mailen mailt emailen emailing appen appt whatsappen smsen texting messaging mailend emailt""",
    (_MESSAGE, WordForm.AGAIN): "terugmailen namailen doormailen nasturen mailback",
    (_MESSAGE, WordForm.HINT): """
        gelinkt
        gestuurd verstuurd opgestuurd doorgestuurd verzonden toegestuurd nagestuurd gepost sent wrote replied
        geantwoord beantwoord answered forwarded""",
    (_CALL, WordForm.DONE): """
        gebeld gebelt gebeldt gbeld gebld bgld gbld gb belde belden opgebeld teruggebeld nagebeld
        doorgebeld afgebeld
        rondgebeld ingebeld gebelled getelefoneerd telefoneerde getelefoneert called phoned rang
        telephoned dialed
        dialled dials rung gegsmd geskyped gezoomd skyped zoomed facetimed gevideobeld videogebeld
        uitgebeld gecalled gecalld gecald ingesproken cold-called geteamst ringd""",
    (_CALL, WordForm.NAMED): """
        telefoon telephone telefoontje telefoontjes telefoonke tel telf telefoongesprek telefoongesprekken
        belletje belletjes
        belleke belronde belactie call calls calletje calletjes phonecall phonecalls phone
        coldcall coldcalls
        telefonie ring videocall videocalls videogesprek videogesprekken zoomcall teamscall
        teamsmeeting zoommeeting
        teamsoverleg teamsgesprek teamsafspraak zoomgesprek zoomafspraak vc vcall telco telcos confcall
        conferencecall belafspraak belafspraken telefoonafspraak voicemail voicemails webcall beeldbellen
        inbelgesprek telefoonoverleg belcontact telefooncontact koudebel phoner introcall discoverycall""",
    (_CALL, WordForm.DOING): "bellen bel belt telefoneren opbellen bellend calling phoning ringing videobellen skypen",
    (_CALL, WordForm.AGAIN): "terugbellen nabellen terugbel tb callback terugbelafspraak terugbelverzoek",
    (_CALL, WordForm.HINT): "opnam belpoging belpogingen gehoor noanswer onbereikbaar telefoons telefoonkes",
    (_VISIT, WordForm.DONE): """
        bezocht bezochten bezoch bezogt bezoekt visited vistied visted langsgeweest langsgegaan langsgekomen
        langsgereden langsgelopen langsgewipt langsgefietst langsgewandeld langsgesprongen binnengelopen
        binnengewandeld binnengewipt binnengesprongen binnengestapt binnengevallen aangewipt aangelopen
        binnengegaan binnengeweest binnengereden gepasseerd gebezocht""",
    (_VISIT, WordForm.NAMED): """
        bezoek bez bezoeken bezoekje bezoekjes bezoekske bezoekskes bezoekke bzk bzoek visite klantbezoek
        klantbezoeken klantenbezoek klantenbezoeken bedrijfsbezoek bedrijfsbezoeken werkbezoek plaatsbezoek
        werfbezoek locatiebezoek huisbezoek winkelbezoek prospectbezoek kennismakingsbezoek introductiebezoek
        servicebezoek opvolgbezoek bezoekafspraak visit visits visiting sitevisit sitevisits langs walkin
        relatiebezoek vestigingsbezoek showroombezoek fabrieksbezoek dropin""",
    (_VISIT, WordForm.DOING): "langsgaan langskomen langslopen langsrijden bezoekend",
    (_VISIT, WordForm.HINT): "geweest been gezeten rondleiding",
    (_VISIT, WordForm.AGAIN): "revisit terugkomen terugkom vervolgbezoek",
    (None, WordForm.MEET): """
        afspraak afspraken afspraakje meeting meetings appointment appointments kennismaking
        kennismakingsgesprek
        salesmeeting klantafspraak klantmeeting""",
    (None, WordForm.TALK): """
        gesprek gesprekken gesprekje overleg overlegje overlegd overlegt vergadering vergaderd
        vergaderen contact
        demo demos sessie presentatie gesproken spoke spoken speak talked talk gepraat bespreking onderhandeld
        kennisgemaakt contactmoment evaluatie intake chat conversation discussion""",
    (
        None,
        WordForm.BY_CALL,
    ): """
        teams zoom telefonisch telefonische online skype webex facetime video googlemeet gsm gsmke gsmen
        gsmt gsmkes whereby""",
    (None, WordForm.ON_SITE): "onsite f2f fysiek fysieke facetoface inperson livebezoek",
    (None, WordForm.OTHER): """
        lunch lunchen geluncht lunched lunchafspraak lunchmeeting diner gedineerd dinner dineren
        gegeten eten ontbijt
        breakfast borrel borrelen geborreld borreltje drinks drink gedronken biertje pintje coffee
        koffie koffietje
        golf gegolft golfen golfed beurs beursbezoek beurscontact tradeshow seminar webinar workshop
        congres event
        netwerkborrel netwerken genetwerkt fax faxen gefaxt faxed padel tennis getennist bbq barbecue ontmoet
        gevaren gefietst gewandeld """,
}

_PHRASES: dict[tuple[Kind | None, WordForm], str] = {
    (_CALL, WordForm.DONE): """
        aan de lijn|aan de telefoon|aan de tel|aan lijn|aan telefoon|on the phone|on the line|on phone|by phone
        aan de foon|aan den telefoon|aan den foon
        per telefoon|via telefoon|over the phone|via de telefoon|gebeld gehad|called back|rang back|via gsm
        voicemail ingesproken|vm ingesproken|spoke by phone|off the phone|a bell|a ring|a buzz|belde terug|got a call
        had a call|per tel|on the blower|telefoon van gehad|tel gehad
        nabellen gedaan|nabellen afgerond|terugbellen gedaan|belronde gedaan
        telefonisch gesproken|telefonisch contact|aan het bellen|hing aan de lijn|contact via telefoon""",
    (_CALL, WordForm.NAMED): """
        phone call|video call|zoom call|teams call|cold call|conf call|conference call|whatsapp call|google meet""",
    (_CALL, WordForm.AGAIN): """
        call back|ring back|call again|bel terug|bellen terug|belt terug|bel na|bel ik na|bel ik terug|bellen we terug
        phone back|call him back|call her back|call them back|belt hij terug|belt ze terug|calls back""",
    (
        _CALL,
        WordForm.HINT,
    ): """
        geen gehoor|no answer|nam niet op|niet bereikt|neemt niet op|did not pick up|didnt pick up|niet opgenomen
        geprobeerd te bereiken|proberen te bereiken|getracht te bereiken|tried to reach
        didnt answer|nam op|nam meteen op|nam direct op|te pakken gekregen|picked up|on his mobile|on her mobile
        op zijn mobiel|op haar mobiel
        got through to|put through to|rings out|rang out|engaged tone""",
    (_MESSAGE, WordForm.NAMED): "direct message|li bericht|e mail|e mails|e mailtje",
    (_MESSAGE, WordForm.DONE): """
        per mail|via mail|by email|by mail|per email|via linkedin|per app|via whatsapp|per brief
        via de mail""",
    (_VISIT, WordForm.DONE): """
        langs geweest|langs gegaan|langs gekomen|langs gereden|langs gelopen|langs gewipt|op bezoek geweest
        stopped by|stopped in|stopped over|dropped by|dropped in|popped in|popped by|popped over|swung by
        called in at|called in on|went to see|went by|went over to|went to|went round to|drove to|drove by
        ging langs|gingen langs|kwam langs|kwamen langs|reed langs|liep langs|wipte langs|wipte binnen|been to
        called in to|called into|was out at|was over at|was round at|was up at|was down at|was in with|stopped at
        been out to|been over to|was out to|popped out to|ran out to|went out to|out to see|stopped round|dropped into
        er geweest|ben er geweest|daar geweest|op de stoep gestaan bij
        popped round to|popped round|popped along|nipped in|nipped round|looked in on|swung round
        called round|came round|dropped round|called by|popped into|nipped into|drove out|drove over|drove there
        erheen gereden|ernaartoe gereden|naartoe gereden|erheen geweest|naartoe geweest|binnen gesprongen|binnen gestapt
        went there|met with|met up with|sat down with|bezoek gebracht|bezoek afgelegd|ter plaatse geweest|been at
        op locatie geweest|even binnen geweest|binnen geweest|paid a visit|is langs geweest|came by|came over
        op kantoor geweest|was op bezoek|bezoek gedaan|bij geweest|was on site at|bezoek gehad
        bz gehad|op het terrein gestaan|op de werf gestaan|op de stoep gestaan""",
    (_VISIT, WordForm.HINT): """
        walked in|aan tafel|in de werkplaats|for a tour|zat bij|was bij|in the workshop""",
    (_VISIT, WordForm.NAMED): "op bezoek|site visit|on site visit|customer visit|client visit|drop in|walk in",
    (None, WordForm.ON_SITE): """
        op locatie|ter plaatse|ter plekke|on site|in person|face to face|op kantoor|op de zaak|at their office
        at their site|bij hen|bij hun|op de werf|at the office|at their place|op hun locatie|op hun kantoor
        in de showroom|op de vestiging|in het magazijn|at their offices|on location""",
}


def _index_words() -> dict[str, KindWord]:
    return {
        word.replace("-", ""): KindWord(kind, form) for (kind, form), words in _WORDS.items() for word in words.split()
    }


def _index_phrases() -> dict[str, list[tuple[tuple[str, ...], KindWord]]]:
    index: dict[str, list[tuple[tuple[str, ...], KindWord]]] = {}
    for (kind, form), lines in _PHRASES.items():
        for phrase in lines.replace("\n", "|").split("|"):
            if phrase.strip():
                words = tuple(phrase.split())
                index.setdefault(words[0], []).append((words, KindWord(kind, form)))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


# An attempt counts as a call, and these words say in the note what came of it.
KEPT_IN_NOTE = word_set("voicemail voicemails voicemailtje vm gehoor answer noanswer niet onbereikbaar not didnt")
# With somebody face to face, as a rule: a visit is proposed first.
FACE_TO_FACE = word_set(
    """
    koffie koffietje coffee lunch lunchen geluncht lunched lunchafspraak lunchmeeting lunches diner gedineerd dinner
    dineren gegeten eten ontbijt breakfast borrel borrelen geborreld borreltje drinks drink gedronken biertje pintje
    golf gegolft golfen golfed beurs beursbezoek beurscontact tradeshow seminar workshop congres event netwerkborrel
    netwerken genetwerkt padel tennis getennist bbq barbecue ontmoet gevaren gefietst gewandeld gezien seen saw
    """
)
# Words of contact that add nothing to a note once the kind is known.
SAYS_ONLY_CONTACT = word_set(
    """
    gesprek gesprekken gesprekje contact contactmoment gesproken spoke spoken speak talked talk gepraat chat
    conversation discussion afspraak afspraken meeting meetings appointment
    """
)

KIND_WORDS = _index_words()
KIND_PHRASES = _index_phrases()

KIND_ENDINGS: tuple[str, ...] = (
    "gebeld",
    "belletje",
    "belletjes",
    "telefoontje",
    "telefoontjes",
    "telefoongesprek",
    "calls",
    "gemaild",
    "geappt",
    "mailtje",
    "mailtjes",
    "mails",
    "mail",
    "appje",
    "appjes",
    "berichtje",
    "berichten",
    "bericht",
    "bezocht",
    "bezoek",
    "bezoekje",
    "bezoeken",
)

# Correctly typed words with another meaning, which typo correction must not turn into an activity word.
NO_SLIP = word_set(
    """
    gemeld geteld gesteld gevoeld gebleven gedeeld gebeurd gebeten gebed beeld geld meld held veld
    speld verzoek zoeken zoek gezocht onderzoek verzocht verkocht gekocht bocht vocht bezorgd
    bezoeker bezoekers bezet bezig bestel tellen stellen vellen bellenlijst willen ballen schellen
    malen mallen maken manen main mains mall maid male fall falls fill filled pulled rolled billed
    killed culled polled cell cells calm caller callers wall tall all small hall hail tail maaltijd
    gemaal gemaald vast visie visser vissen vista visa visual test tests next taxi tekst teksten
    appel appels apart apparaat berichtgeving brieven briefing gericht bereikt bericht
    gebouwd gebruikt gevraagd gewerkt geregeld geholpen gebracht gemaakt gepland getekend gekeken
    gegeven meting metingen eating seating heating meering melding telling peiling
    """
)
SLIP_TARGETS: tuple[str, ...] = (
    "gebeld", "gebeldt", "gebelt", "telefoontje", "telefoon", "belletje", "called", "calls", "phoned",
    "gemaild", "gemailt", "mailtje", "mailtjes", "emailed", "mailed", "bericht", "berichtje", "berichten", "geappt",
    "whatsapp", "linkedin", "message", "texted", "email",
    "bezoek", "bezoeken", "bezocht", "bezoch", "bezoekje", "visited", "visit", "langsgeweest", "afspraak",
)  # fmt: skip
