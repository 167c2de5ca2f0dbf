A visit is logged with one line; its next step is picked, and all of it is taken back. A new customer is made with a tap.

> /log bezoek Acme, offerte besproken
< ✓ Bezoek · Acme
< “offerte besproken”
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 1/1
@ Volgende stap: 2026-03-24
< ✓ Aangepast: Bezoek · Acme
< “offerte besproken”
< Volgende stap: dinsdag 24 maart
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 1/1
! Ongedaan maken
< Uit je log gehaald: Bezoek · Acme · wo 18 mrt
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1
> /log 5 mails
< ✓ 5 berichten
< Vandaag: berichten 5/5 · telefoontjes 0/2 · bezoeken 0/1
> /log bezoek Bakkerij Zonnig
< “Bakkerij Zonnig” ken ik nog niet. Is het een nieuwe?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “bezoek Bakkerij Zonnig”
! Nieuw: «Bakkerij Zonnig»
< ✓ Bezoek · Bakkerij Zonnig
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 5/5 · telefoontjes 0/2 · bezoeken 1/1
> /log gebeld met Van Dam
< Welke “Van Dam” bedoel je?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “gebeld met Van Dam”
! Van Dam Logistiek
< ✓ Telefoontje · Van Dam Logistiek
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 5/5 · telefoontjes 1/2 · bezoeken 1/1
> /log list
< Je laatste regels
< wo 18 mrt · Telefoontje · Van Dam Logistiek
< wo 18 mrt · Bezoek · Bakkerij Zonnig
< wo 18 mrt · 5 berichten
> /log undo
< Uit je log gehaald: Telefoontje · Van Dam Logistiek · wo 18 mrt
< Vandaag: berichten 5/5 · telefoontjes 0/2 · bezoeken 1/1
! Terugzetten
< ✓ Teruggezet: Telefoontje · Van Dam Logistiek · wo 18 mrt
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 5/5 · telefoontjes 1/2 · bezoeken 1/1
! Ongedaan maken
< Uit je log gehaald: Telefoontje · Van Dam Logistiek · wo 18 mrt
< Vandaag: berichten 5/5 · telefoontjes 0/2 · bezoeken 1/1
> /log
? Activiteit loggen
= kind: call | account: new:Smederij De Hamer | count: 1 | day: 2026-03-17 | note: kennisgemaakt | next_date: 2026-03-20
< ✓ Telefoontje · Smederij De Hamer · di 17 mrt
< “kennisgemaakt”
< Volgende stap: vrijdag 20 maart
< Vandaag: berichten 5/5 · telefoontjes 0/2 · bezoeken 1/1
> /log bezoek Acme 45 maart
< “45 maart” staat niet op de kalender.
< Je typte: “bezoek Acme 45 maart”
< Voorbeelden zie je met /log help.
