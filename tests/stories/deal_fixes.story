A deal that was stored wrongly is put right: its name, its account, its currency, and the deal itself.

> /deal nieuw Acme Kassen $45k marge 30%
< Acme · Kassen
< ✓ Deal geopend.
< intake sinds kort · $ 45.000 · marge $ 13.500 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< Nog geen contact gelogd.
< wo 18 mrt geopend
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
> /deal Kassen heet nu Kassen fase 2
< Acme · Kassen fase 2
< ✓ Heet nu Kassen fase 2.
< intake sinds kort · $ 45.000 · marge $ 13.500 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< Nog geen contact gelogd.
< wo 18 mrt geopend
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
! Ongedaan maken
< Acme · Kassen
< Teruggedraaid.
< intake sinds kort · $ 45.000 · marge $ 13.500 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< Nog geen contact gelogd.
< wo 18 mrt geopend
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
> /deal Kassen hoort bij Jansen
< Jansen Metaal · Kassen
< ✓ Hoort nu bij Jansen Metaal.
< intake sinds kort · $ 45.000 · marge $ 13.500 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< Nog geen contact gelogd.
< wo 18 mrt geopend
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
> /deal nieuw Acme Dak 5.000
< Acme · Dak
< ✓ Deal geopend.
< intake sinds kort · € 5.000 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< Nog geen contact gelogd.
< wo 18 mrt geopend
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
> /deal
< 2 open deals, samen $ 45.000 + € 5.000
< Jansen Metaal · Kassen · intake · $ 45.000
< Acme · Dak · intake · € 5.000
< /deal Acme toont er een · /deal help
> /deal Dak marge $1k
< Een deal heeft één munt, en hier staan er twee: EUR en USD. Noem waarde en marge in dezelfde.
< Je typte: “Dak marge $1k”
> /deal verwijder Dak
< Acme · Dak weghalen? Er hangen geen contacten aan, en je kunt de deal een week lang terugzetten. Is hij verloren? Zet hem dan op verloren: daar leer je van.
! Laat staan
< Hij blijft staan.
> /log gebeld met Acme, offerte besproken
< ✓ Telefoontje · Acme
< “offerte besproken”
< ○ Contact bij Dak: er is nog niets afgesproken.
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 0/5 · telefoontjes 1/2 · bezoeken 0/1
> /deal verwijder Dak
< Acme · Dak weghalen? Het ene contact blijft in je log staan, en je kunt de deal een week lang terugzetten. Is hij verloren? Zet hem dan op verloren: daar leer je van.
! Ja, haal weg
< ✓ Acme · Dak is weg.
! Terugzetten
< Acme · Dak
< Hij staat er weer, zoals hij was.
< intake sinds kort · € 5.000 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< 1 contact, nog zonder vooruitgang.
< wo 18 mrt geopend → wo 18 mrt ○ gebeld
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
> /deal nieuw Acme Kassen 3k
< Acme · Kassen
< ✓ Deal geopend.
< intake sinds kort · € 3.000 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< Nog geen contact gelogd.
< wo 18 mrt geopend
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
> /deal Kassen hoort bij Jansen
< Welke deal bedoel je?
! Acme · Kassen
< Jansen Metaal heeft al een deal “Kassen”. Geef deze een andere naam, tussen aanhalingstekens.
! Wijzigen
? Deal aanpassen
= name: Kas | value: 6k CHF | margin: 25% | currency: EUR | account: new:Zonneveld BV
< Zonneveld BV · Kas
< ✓ Aangepast.
< intake sinds kort · CHF 6.000 · marge CHF 1.500 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< Nog geen contact gelogd.
< wo 18 mrt geopend
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
> /deal Kas geschiedenis
< Zonneveld BV · Kas
< wo 18 mrt · Sanne de Wit: van Acme naar Zonneveld BV
< wo 18 mrt · Sanne de Wit: heette Kassen, nu Kas
< wo 18 mrt · Sanne de Wit: marge van onbekend naar CHF 1.500
< wo 18 mrt · Sanne de Wit: waarde van CHF 3.000 naar CHF 6.000
< wo 18 mrt · Sanne de Wit: munt van EUR naar CHF
< wo 18 mrt · Sanne de Wit opende de deal in intake
> /deal Acme sluit Dak op 30 juni
< Acme · Dak
< ✓ Aangepast.
< intake sinds kort · € 5.000 · sluit di 30 jun · van Sanne de Wit
< Nog geen volgende stap met een datum.
< 1 contact, nog zonder vooruitgang.
< wo 18 mrt geopend → wo 18 mrt ○ gebeld → wo 18 mrt sluitdatum di 30 jun
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
> /deal Dak hoort bij Onbekend BV
< “Onbekend BV” ken ik niet.
! Nieuw: «Onbekend BV»
< Onbekend BV · Dak
< ✓ Hoort nu bij Onbekend BV. Wat erbij gelogd is gaat mee: 1 contact.
< intake sinds kort · € 5.000 · sluit di 30 jun · van Sanne de Wit
< Nog geen volgende stap met een datum.
< 1 contact, nog zonder vooruitgang.
< wo 18 mrt geopend → wo 18 mrt ○ gebeld → wo 18 mrt sluitdatum di 30 jun
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
