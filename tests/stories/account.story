An account is put right on its card: changed, merged with its double and back, left alone, archived and brought back.

> /log bezoek Jansen Metaal, met directeur Piet de Boer gesproken, prijs te hoog
< ✓ Bezoek · Jansen Metaal
< “met directeur Piet de Boer gesproken, prijs te hoog”
< Klinkt alsof Piet de Boer (directeur) erbij was.
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 1/1
! Bewaar Piet de Boer
< ✓ Piet de Boer staat genoteerd bij Jansen Metaal. Hoog binnen, en dan laten verwijzen: zo gaat het sneller.
> /ritme account jansen
< Jansen Metaal
< Suspect · van niemand
< 1 contact, het laatste op wo 18 mrt.
< wo 18 mrt · Bezoek · “met directeur Piet de Boer gesproken, prijs te hoog”
< Wie daar zit: Piet de Boer (directeur, directie).
! Wijzigen
? Account wijzigen
= name: Jansen Staal | stage: prospect | owner: nobody | segment: Metaal | value: 45k per jaar | contract_end: eind maart 2027
< Jansen Staal
< ✓ Aangepast.
< Prospect · van niemand · Metaal
< € 45.000 per jaar · contract tot wo 31 mrt 2027
< Ook bekend als Jansen Metaal.
< 1 contact, het laatste op wo 18 mrt.
< wo 18 mrt · Bezoek · “met directeur Piet de Boer gesproken, prijs te hoog”
< Wie daar zit: Piet de Boer (directeur, directie).
! Ongedaan maken
< Jansen Metaal
< Teruggedraaid.
< Suspect · van niemand
< 1 contact, het laatste op wo 18 mrt.
< wo 18 mrt · Bezoek · “met directeur Piet de Boer gesproken, prijs te hoog”
< Wie daar zit: Piet de Boer (directeur, directie).
> /ritme klant Acme
< Acme
< Suspect · van niemand
< Nog geen contact gelogd.
< Nog niemand genoteerd die daar zit. Wie beslist er?
! Wijzigen
? Account wijzigen
= name: Acme Nederland | stage: prospect | owner: nobody | segment: Tuinbouw | value: 12k
< Die naam heeft al een account; de naam liet ik daarom staan. Is het hetzelfde bedrijf?
< Acme en Acme Nederland samenvoegen?
< Naar Acme Nederland gaat: niets, er hangt nog niets aan.
< Wie straks “Acme” typt, komt uit bij Acme Nederland. Je kunt het een week lang ongedaan maken.
< Acme Nederland: Suspect, van niemand, 0 contacten
< Acme: Prospect, van niemand, 0 contacten, € 12.000 per jaar
! Laat maar
< Acme Nederland
< Suspect · van niemand
< Nog geen contact gelogd.
< Nog niemand genoteerd die daar zit. Wie beslist er?
> /deal nieuw "Acme Nederland" "Kassen" 45k
< Acme Nederland · Kassen
< ✓ Deal geopend.
< intake sinds kort · € 45.000 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< Nog geen contact gelogd.
< wo 18 mrt geopend
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
> /log gebeld met Acme, vrijdag terugbellen
< ✓ Telefoontje · Acme
< Volgende stap: vrijdag 20 maart
< Vandaag: berichten 0/5 · telefoontjes 1/2 · bezoeken 1/1
> /ritme account Acme
< Acme
< Prospect · van niemand · Tuinbouw
< € 12.000 per jaar
< 1 contact, het laatste op wo 18 mrt · volgende stap vr 20 mrt.
< wo 18 mrt · Telefoontje
< Nog niemand genoteerd die daar zit. Wie beslist er?
! Samenvoegen…
? Samenvoegen
= account: Acme Nederland
< Acme Nederland en Acme samenvoegen?
< Naar Acme gaat: 1 deal (€ 45.000).
< Wie straks “Acme Nederland” typt, komt uit bij Acme. Je kunt het een week lang ongedaan maken.
< Acme: Prospect, van niemand, 1 contact, € 12.000 per jaar
< Acme Nederland: Suspect, van niemand, 0 contacten
! Verder als Acme Nederland
< Acme en Acme Nederland samenvoegen?
< Naar Acme Nederland gaat: 1 contact en 1 afspraak.
< Wie straks “Acme” typt, komt uit bij Acme Nederland. Je kunt het een week lang ongedaan maken.
< Acme Nederland: Suspect, van niemand, 0 contacten
< Acme: Prospect, van niemand, 1 contact, € 12.000 per jaar
! Verder als Acme Nederland
< Acme Nederland
< ✓ Acme hoort er nu bij. Wie die naam typt, komt hier uit.
< Prospect · van niemand · Tuinbouw
< € 12.000 per jaar
< Ook bekend als Acme.
< 1 contact, het laatste op wo 18 mrt · volgende stap vr 20 mrt.
< wo 18 mrt · Telefoontje
< Deal Kassen · intake · € 45.000
< Nog niemand genoteerd die daar zit. Wie beslist er?
! Ongedaan maken
< Acme Nederland
< Acme en Acme Nederland staan weer apart.
< Suspect · van niemand
< Nog geen contact gelogd.
< Deal Kassen · intake · € 45.000
< Nog niemand genoteerd die daar zit. Wie beslist er?
> /ritme account Acme
< Acme
< Prospect · van niemand · Tuinbouw
< € 12.000 per jaar
< 1 contact, het laatste op wo 18 mrt · volgende stap vr 20 mrt.
< wo 18 mrt · Telefoontje
< Nog niemand genoteerd die daar zit. Wie beslist er?
! Niet benaderen…
? Niet benaderen
= until: 1 september
< Acme
< ✓ Genoteerd: ik stel dit account aan niemand meer voor.
< Prospect · van niemand · Tuinbouw
< € 12.000 per jaar
< Wil niet benaderd worden, tot di 1 sep.
< 1 contact, het laatste op wo 18 mrt · volgende stap vr 20 mrt.
< wo 18 mrt · Telefoontje
< Nog niemand genoteerd die daar zit. Wie beslist er?
! Toch weer benaderen
< Acme
< ✓ Mag weer benaderd worden.
< Prospect · van niemand · Tuinbouw
< € 12.000 per jaar
< 1 contact, het laatste op wo 18 mrt · volgende stap vr 20 mrt.
< wo 18 mrt · Telefoontje
< Nog niemand genoteerd die daar zit. Wie beslist er?
! Archiveren
< Acme
< ✓ Opgeborgen. De naam blijf ik kennen, en alles wat eraan hangt blijft staan.
< Staat in het archief: niet in plannen, dekking of voorstellen.
< Prospect · van niemand · Tuinbouw
< € 12.000 per jaar
< 1 contact, het laatste op wo 18 mrt · volgende stap vr 20 mrt.
< wo 18 mrt · Telefoontje
< Nog niemand genoteerd die daar zit. Wie beslist er?
> /log gebeld met Acme
< ✓ Telefoontje · Acme
< Acme staat in het archief. Terughalen kan op de kaart.
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 0/5 · telefoontjes 2/2 · bezoeken 1/1
! Klantkaart
< Acme
< Staat in het archief: niet in plannen, dekking of voorstellen.
< Prospect · van niemand · Tuinbouw
< € 12.000 per jaar
< 2 contacten, het laatste op wo 18 mrt · volgende stap vr 20 mrt.
< wo 18 mrt · Telefoontje
< wo 18 mrt · Telefoontje
< Nog niemand genoteerd die daar zit. Wie beslist er?
! Terughalen
< Acme
< ✓ Terug uit het archief.
< Prospect · van niemand · Tuinbouw
< € 12.000 per jaar
< 2 contacten, het laatste op wo 18 mrt · volgende stap vr 20 mrt.
< wo 18 mrt · Telefoontje
< wo 18 mrt · Telefoontje
< Nog niemand genoteerd die daar zit. Wie beslist er?
! Mensen
< Wie zit er bij Acme?
< Nog niemand. Begin met wie beslist: hoog binnenkomen en laten verwijzen gaat het snelst.
! Iemand toevoegen
? Wie zit daar?
= name: Els Bakker | role: inkoper | level: user
< ✓ Els Bakker staat genoteerd bij Acme. Vraag eens met wie het wordt besloten.
! Mensen
< Wie zit er bij Acme?
< Els Bakker (inkoper, gebruiker)
! Wijzigen
? Wie zit daar?
= name: Els Bakker-Smit | role: inkoper | level: manager | account: Jansen Metaal
< Wie zit er bij Acme?
< ✓ Aangepast.
< Nog niemand. Begin met wie beslist: hoog binnenkomen en laten verwijzen gaat het snelst.
! Ongedaan maken
< Wie zit er bij Acme?
< Teruggedraaid.
< Els Bakker (inkoper, gebruiker)
! Verwijderen
< Wie zit er bij Acme?
< ✓ Weggehaald.
< Nog niemand. Begin met wie beslist: hoog binnenkomen en laten verwijzen gaat het snelst.
> /ritme account Van Dam Logistiek
< Van Dam Logistiek
< Suspect · van niemand
< Nog geen contact gelogd.
< Nog niemand genoteerd die daar zit. Wie beslist er?
! Verwijderen
< Van Dam Logistiek is verwijderd.
! Ongedaan maken
< Van Dam Logistiek
< Van Dam Logistiek is er weer.
< Suspect · van niemand
< Nog geen contact gelogd.
< Nog niemand genoteerd die daar zit. Wie beslist er?
> /ritme account onbekend bedrijf
< “onbekend bedrijf” ken ik niet. Log er iets mee, dan maak ik het aan.
> /ritme account
< Welk account? Zet de naam erbij: /ritme account Acme
