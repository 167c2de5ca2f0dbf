A lost deal asks what it taught; the lesson is kept, found again, and shared.

> /deal nieuw Acme "Kassen 2027" 45k
< Acme · Kassen 2027
< ✓ Deal geopend.
< intake sinds kort · € 45.000 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< Nog geen contact gelogd.
< wo 18 mrt geopend
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
> /log gebeld met Acme, te duur, ze willen 20% korting
< ✓ Telefoontje · Acme
< “te duur, ze willen 20% korting”
< ○ Contact bij Kassen 2027: er is nog niets afgesproken.
< Klinkt als: prijs.
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 0/5 · telefoontjes 1/2 · bezoeken 0/1
> /deal Acme verloren
< Acme · Kassen 2027: verloren
< Jammer. Maar ook een nee leert je iets: wat was het eerste signaal?
< Verloren op wo 18 mrt, in intake · € 45.000 · van Sanne de Wit
< wo 18 mrt geopend → wo 18 mrt ○ gebeld → wo 18 mrt verloren
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
< Twee minuten nu besparen je straks een deal. Wat neem je mee?
? Wat leer je hiervan?
= reason: price | happened: de inkoper wil gewoon de goedkoopste | share: eerder bij de directie langs gaan
< ✓ Bewaard. Zo naar jezelf kijken doen er weinig, en het betaalt zich terug. Speelt dit weer, dan krijg je je eigen woorden terug.
> /lessen directie
< Je lessen over “directie”
< wo 18 mrt · Acme · Kassen 2027 · De prijs: “eerder bij de directie langs gaan”
< Zoeken: /lessen prijs
! Delen met mijn team
< ✓ Je team kan deze les nu lezen, met je naam erbij.
> /deal Acme heropen
< Acme · Kassen 2027
< ✓ Aangepast.
< intake sinds kort · € 45.000 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< 1 contact, nog zonder vooruitgang.
< wo 18 mrt geopend → wo 18 mrt ○ gebeld → wo 18 mrt verloren → wo 18 mrt heropend
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
! Verloren
< Acme · Kassen 2027: verloren
< Jammer. Maar ook een nee leert je iets: wat was het eerste signaal?
< Verloren op wo 18 mrt, in intake · € 45.000 · van Sanne de Wit
< wo 18 mrt geopend → wo 18 mrt ○ gebeld → wo 18 mrt verloren → wo 18 mrt heropend → wo 18 mrt verloren
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
! Nu niet
< Prima. Vrijdag vraag ik het nog één keer.
