"""Small words that reveal the role of a day, a name or leftover text."""

from bot.domain.text.words import word_set

# Precede the name of an account.
BEFORE_NAME = word_set(
    """
    met bij naar nr van aan door voor op with at to from by w/ @ for tegen via mit chez klant account
    firma bedrijf client customer prospect klanten lead
    """
)
SURE_BEFORE_NAME = word_set("met bij naar nr van aan door with at to from by klant account firma prospect")
ARTICLES_BEFORE = word_set("de den het een the t 't n d")

# Surround an activity word and only say that it took place.
AROUND_KIND = word_set(
    """
    gehad geweest gedaan gestuurd verstuurd verzonden gebracht gepleegd gevoerd afgelegd
    achtergelaten gekregen werd werden kreeg krijg heb hebben heeft had hadden ben was waren did
    made make paid
    sent send got get have has been done do a an een i ik we wij us even ff effe effen net zojuist
    zonet daarnet just nog weer ook snel quick short eruit uit opnieuw again via per door mij me ons
    terug back today's verder gegaan geprobeerd out gaan wezen the log: log eens es eventjes
    daarstraks trouwens dus deur binnen inkomend inkomende incoming uitgaand telefonisch op
    ingesproken ontvangen received my in mijn gister's gemaakt left geplaatst eruitgedaan gelogd him
    her them were by of stuk stuks kort korte lang leuk leuke goed goede prima fijne fijn nice good
    great some wat gave dropped
    """
)
COLOURLESS = word_set("kort korte lang leuk leuke goed goede prima fijne fijn nice good great")

# Announce a later action explicitly.
NEXT_WORDS = word_set(
    """
    vervolg vervolgafspraak vervolgstap vervolgbezoek vervolggesprek vervolgactie vervolgcall
    followup followups next nextstep actie todo reminder herinnering herinner opvolgen opvolging
    terugbellen nabellen terugmailen namailen terugkomen revisit callback tb fu terugbelafspraak
    terugbelverzoek belafspraak volgende ns nxt opvolg afgesproken plan gepland ingepland scheduled
    planned booked agreed
    """
)
NEXT_PHRASES = frozenset(
    [
        ("volgende", "stap"), ("volgende", "afspraak"), ("volgende", "actie"), ("volgende", "contact"),
        ("volgende", "bezoek"), ("volgende", "keer"), ("volgende", "call"), ("volgende", "contactmoment"),
        ("volgend", "bezoek"), ("volgend", "contact"), ("volgend", "contactmoment"), ("volgend", "gesprek"),
        ("next", "step"), ("next", "steps"), ("next", "meeting"), ("next", "call"), ("next", "visit"),
        ("next", "action"), ("next", "contact"), ("next", "appointment"), ("next", "up"), ("next", "time"),
        ("follow", "up"), ("follow", "ups"), ("to", "do"), ("call", "back"), ("ring", "back"), ("bel", "terug"),
    ]
)  # fmt: skip

# Somebody is going to, wants to or has to.
STILL_TO_DO = word_set(
    """
    moet moeten ga gaan gaat zal zullen wil willen wilt will would should must need needs todo
    plannen gepland ingepland plan planned scheduled booked wants want going ll gonna kan kunnen can
    could may mag zou zouden straks afgesproken agreed promised beloofd inplannen asked vraagt vroeg
    gevraagd graag shall wou wilde wilden
    """
)

# Contact and nothing more: removed from the note together with its day.
PURE_CONTACT = NEXT_WORDS | word_set(
    """
    bellen bel belt mailen mail mailt appen app appt langs langsgaan langskomen langskom bezoeken
    bezoek call calls calling visit visits ring meet meeting afspraak afspraken afspreken terug
    terugkom terugkomt contact contacteren opnemen proberen probeer try stap step steps keer moment
    bezoekje belletje appje mailtje gesprek telefoontje tel nabel terugbel telefonisch telefoon
    phone bzk speak spreken appointment back up follow again check checken touch base ik hij zij ze
    wij we i he she they you u je me mij hem haar ons hen hun him her them us it wil willen wilt
    moet moeten zal zullen ga gaan gaat kan kunnen mag will would should must want wants going gonna
    can could need needs ll kom komt komen nog es eens even weer opnieuw dan daar graag evt
    eventueel misschien dus ook er uiterlijk voor om op rond at on by in around uur zelf nogmaals
    eerst please once more te to na tegen @ omstreeks naar met with bij van of for tweede second 2e
    2nd derde third volgende volgend next staat gemaakt geprikt ingepland gepland afgesproken vast
    scheduled booked set planned agreed fixed een a an the de het is and en gezet vastgelegd
    bevestigd confirmed evalueren maken make do doen actie contactmoment belafspraak nieuwe new
    datum date day dag ff effe gewoon elkaar weder hierop hierover daarop hopelijk due binding im
    hes shes theyre were weve ill ringing nudge chase bellend zelf
    """
)
# Meaningless at the edge of a removed phrase.
DANGLING = word_set(
    """
    met bij naar van aan door with at to from by en and & om op on dan dus nog weer ook de het een
    the a an te in voor for er is via per + heb ik we i had of tot uur dd datum maar but want omdat because
    """
)
# Removed with a next step, but returned to the note when what follows is worth keeping.
LEADS_ON = word_set(
    """
    met bij naar van aan voor over de het een the a an with to for at of about ons us mijn onze our
    your haar zijn te
    """
)
NEGATIONS = word_set("niet not geen nooit never doesnt dont cant wont isnt no alleen enkel only")
FACT_ENDINGS = ("verlof", "vakantie", "contract", "verjaardag", "pensioen", "verbouwing", "feest")
# Actions of a rep or customer on a future day, for clauses that do not end in an infinitive.
ACTIONS = word_set(
    """
    tekenen bespreken sturen opsturen toesturen versturen mailen bezorgen brengen ophalen opmaken
    nalezen bekijken
    doornemen verlengen presenteren langskomen langsgaan komen afspreken bevestigen leveren plaatsen
    inmeten testen
    proefdraaien overleggen evalueren afronden doorgeven laten regelen klaarzetten uitwerken
    opstellen bezoeken
    """
)
CALLED_OFF = word_set(
    """
    uitgesteld verzet verplaatst verschoven afgezegd afgelast geannuleerd geweigerd cancelled
    canceled postponed
    rescheduled noshow vervallen verschuiven verzetten
    """
)
CLOSES_KIND = word_set(
    """
    gehad geweest gestuurd verstuurd gebracht gedaan verzonden afgelegd gevoerd achtergelaten gekregen
    gepleegd gekregen
    """
)
DANGLING_START = word_set("en and & dus dan weer + er")
# Before something that was done, after which the next step was planned.
AFTER_DOING = word_set("na after tijdens during")
CONDITIONS = word_set("als if indien wanneer tenzij unless mits")
SOFT_BREAKS = CONDITIONS | word_set(
    """
    maar want omdat zodat daarna nadat voordat but because then en and dus so waarna
    """
)

# Right before a day, these make it a boundary, not a moment.
BORDER_WORDS = word_set(
    """
    tot tm t/m per vanaf sinds until till til since through thru starting effective sedert na after
    afterwards ingaande elke iedere every each altijd always niet not geen before
    """
)
FIRM_BORDERS = word_set(
    """
    tot tm t/m per sinds until till til since through thru elke iedere every each sedert na after
    """
)

# A state of the customer, whatever else the line says.
FACT_VERBS = word_set(
    """
    loopt liep lopen eindigt eindigde verloopt vervalt vervallen ends ended expires expiring expire
    runs ingaat ingaan start starts started startte startten starten begint begon beginnen begins
    begin sluit sloot sluiten closes closed dicht gesloten vertrekt vertrekken leaves leaving
    retires verhuist verhuizen verhuisde moving moves moved werkt werken works jarig dienst opent
    openen opens open geopend weg afwezig aanwezig away off vrij verlof ziek zwanger pensioen
    overgenomen fuseert fuseren gefuseerd bestaat bestaan stopt stoppen stops lease live out bezet
    volgeboekt vol volzet stijgt stijgen daalt dalen omhoog goes rises increases
    """
)
# Nouns that usually concern the customer, unless somebody acts on them on that day.
FACT_NOUNS = word_set(
    """
    contract contracten contractdatum vakantie holiday holidays vacation leave verhuizing directeur
    director manager inkoper ceo cfo eigenaar owner buyer aanbesteding tender inschrijving budget
    budgetronde fusie overname opening verbouwing jubileum verjaardag birthday zwangerschapsverlof
    einddatum ingangsdatum opzegtermijn looptijd fair boekjaar deadline sluitingsdatum renovatie
    bouwvak prijsverhoging price-increase wet wetgeving indexatie cao staking audit certificaat
    vergunning garantie warranty abonnement licentie license licence polis verzekering insurance
    bonus kerst pasen levertijd eindigend feestdag bereikbaar available beschikbaar aanwezig present
    bouwverlof vrijaf race wedstrijd feest beurs opendeurdag festival toernooi kermis carnaval concert
    """
)
STATE_VERBS = word_set("is zijn was waren are were be zit zitten")
SUBJECTS = word_set(
    """
    ze zij hij they he she klant customer iemand directeur inkoper men heeft hebben had hadden kreeg
    kregen was waren is zijn has have were are
    """
)
# Nouns for a future event, right before or after its day.
EVENTS = word_set(
    """
    demo afspraak bezoek call meeting overleg presentatie gesprek lunch langs terug proef test
    toolbox intake workshop training levering offerte voorstel proposal quote visit appointment
    session sessie kickoff opname inmeten pitch review evaluatie besluit beslissing decision
    rondleiding tour kennismaking vergadering tekenen signing contracttekening proefdraaien
    plaatsing installatie montage oplevering delivery belafspraak terugkoppeling feedback antwoord
    second tweede nieuwe opvolging actie mailen bel ga kom komt stuur stuurt sturen send sends
    sending deliver bring discuss present sign start-up go-live
    """
)
PLANNED = word_set(
    """
    gemaakt afgesproken gepland ingepland geprikt vastgelegd gezet bevestigd geboekt scheduled
    booked set planned agreed arranged confirmed fixed beloofd promised toegezegd ingeboekt
    gereserveerd
    """
)
DONE_WORDS = word_set(
    """
    besproken bekeken ontvangen bestelde besteld betaald bevestigd verkocht vergeten verteld
    verloren verzonden gestuurd sent received signed discussed talked ordered bought sold lost told
    said asked went was were had did gave came saw spoke sloot tekenden tekende kreeg kregen
    stuurde stuurden belde belden mailde mailden vroeg vroegen zei zeiden bestelden begon kwam
    kwamen ging gingen hadden bezocht ondertekend overlegd onderhandeld uitgelegd toegelicht
    doorgenomen doorgesproken afgerond opgeleverd aangeboden meegenomen opgestuurd afgegeven
    opgehaald langsgeweest
    """
)
NO_INFINITIVE = word_set(
    """
    mensen stoelen dozen weken dagen maanden jaren uren machines kosten prijzen klanten mannen
    woningen ramen daken vloeren goederen producten zaken vragen gegevens tussen tegen boven onder
    samen binnen buiten zonder morgen gisteren overmorgen eergisteren eigen open even seven eleven
    then when often garden leveringen bestellingen collega tekeningen alleen deuren bergen plannen
    prijzen kanten maten eten leden straten steden
    """
)
NO_PARTICIPLE = word_set(
    """
    bericht bezoekt bedraagt begint beslist beslissingsbevoegd beurt beleid beeld betekent bevat
    bekend vergadert verzoekt verwacht verwachten vertrekt verloopt vervalt vervolgt verhuist
    verlengt vertelt herinnert bereid berglandt belooft bespreekt bestelt betaalt bezorgt bekijkt
    verstand verband verkeert verzendt verstuurt bevestigt
    """
)
KNOWN_HYPHENATED = word_set(
    """
    email emails emailtje emailtjes emailke emailed gemaild emailen emailadres onsite followup
    followups kickoff startup smsje appje appjes dmtje checkin catchup walkin dropin facetoface
    inperson golive gsmen
    """
)
