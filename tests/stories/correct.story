What was typed wrongly is put right by saying so, in a hurry and on later days; each change can be put back.

> /log nee, Acme
< Dat klinkt als een verbetering, maar de laatste 24 uur heb je niets getypt. Oudere regels wijzig je via /log list.
< Je typte: “nee, Acme”
> /log bezoek Acme, offerte besproken, vrijdag bellen
< ✓ Bezoek · Acme
< “offerte besproken”
< Volgende stap: vrijdag 20 maart
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 1/1
> /log nee, Acme Nederland
< Was: Bezoek · Acme
< Nu: Bezoek · Acme Nederland
< “offerte besproken”
< Volgende stap: vrijdag 20 maart
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 1/1
! Terugzetten
< ✓ Teruggezet: Bezoek · Acme · wo 18 mrt
< “offerte besproken”
< Volgende stap: vrijdag 20 maart
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 1/1
> /log niet bezocht maar gebeld
< Was: Bezoek · Acme
< Nu: Telefoontje · Acme
< “offerte besproken”
< Volgende stap: vrijdag 20 maart
< Vandaag: berichten 0/5 · telefoontjes 1/2 · bezoeken 0/1
> /log ik bedoelde donderdag 10u
< Was: Telefoontje · Acme → vr 20 mrt
< Nu: Telefoontje · Acme → do 19 mrt 10:00
< “offerte besproken”
< Volgende stap: donderdag 19 maart om 10:00
< Vandaag: berichten 0/5 · telefoontjes 1/2 · bezoeken 0/1
> /log was gisteren
< Was: Telefoontje · Acme · wo 18 mrt
< Nu: Telefoontje · Acme · di 17 mrt
< “offerte besproken”
< Volgende stap: donderdag 19 maart om 10:00
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1
> /log zet erbij: Jan was er ook
< Was: Telefoontje · Acme · di 17 mrt · “offerte besproken”
< Nu: Telefoontje · Acme · di 17 mrt · “offerte besproken; Jan was er ook”
< “offerte besproken; Jan was er ook”
< Volgende stap: donderdag 19 maart om 10:00
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1
> /log nee, Bakkerij Zon
< “Bakkerij Zon” ken ik nog niet. Is het een nieuwe?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “nee, Bakkerij Zon”
! Nieuw: «Bakkerij Zon»
< Was: Telefoontje · Acme · di 17 mrt
< Nu: Telefoontje · Bakkerij Zon · di 17 mrt
< “offerte besproken; Jan was er ook”
< Volgende stap: donderdag 19 maart om 10:00
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1
> /log sorry bedoel Van Dam
< Welke “Van Dam” bedoel je?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “sorry bedoel Van Dam”
! Van Dam Logistiek
< Was: Telefoontje · Bakkerij Zon · di 17 mrt
< Nu: Telefoontje · Van Dam Logistiek · di 17 mrt
< “offerte besproken; Jan was er ook”
< Volgende stap: donderdag 19 maart om 10:00
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1
> /log 5 mails
< ✓ 5 berichten
< Vandaag: berichten 5/5 · telefoontjes 0/2 · bezoeken 0/1
> /log moet 4 zijn
< Was: 5 berichten
< Nu: 4 berichten
< Vandaag: berichten 4/5 · telefoontjes 0/2 · bezoeken 0/1
> /log make that 4
< Zo stond het er al: 4 berichten
< Vandaag: berichten 4/5 · telefoontjes 0/2 · bezoeken 0/1
> /log 3 ipv 2
< Die vind ik niet meteen. Bedoel je deze regel?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “3 ipv 2”
! 4 berichten (wo 18 mrt)
< Was: 4 berichten
< Nu: 3 berichten
< Vandaag: berichten 3/5 · telefoontjes 0/2 · bezoeken 0/1
> /log nee, bezoek De Vries
< Bedoel je een regel die er al staat, of is dit een nieuwe?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “nee, bezoek De Vries”
! Nieuwe regel
< ✓ Bezoek · De Vries & Zn.
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 3/5 · telefoontjes 0/2 · bezoeken 1/1
> /log nee, maandag
< Bedoel je de dag zelf, of de volgende stap?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “nee, maandag”
! Volgende stap ma 23 mrt
< Was: Bezoek · De Vries & Zn. → geen volgende stap
< Nu: Bezoek · De Vries & Zn. → ma 23 mrt
< Volgende stap: maandag 23 maart
< Vandaag: berichten 3/5 · telefoontjes 0/2 · bezoeken 1/1
> /log nee heeft hij niet, gebeld met Acme
< ✓ Telefoontje · Acme
< “nee heeft hij niet”
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 3/5 · telefoontjes 1/2 · bezoeken 1/1
