A note is read; one tap says that it was read wrongly, and what is right; similar notes are read so from then on.

> /log gebeld met Acme, te duur, ze willen 20% korting
< ✓ Telefoontje · Acme
< “te duur, ze willen 20% korting”
< Klinkt als: prijs.
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 0/5 · telefoontjes 1/2 · bezoeken 0/1
! Klopt niet
< ✓ Telefoontje · Acme
< “te duur, ze willen 20% korting”
< Wat speelt hier?
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 0/5 · telefoontjes 1/2 · bezoeken 0/1
! Niets hiervan
< ✓ Telefoontje · Acme
< “te duur, ze willen 20% korting”
< Er staat dus niets in de weg. Zulke notities lees ik voortaan ook zo.
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 0/5 · telefoontjes 1/2 · bezoeken 0/1
! Klopt niet
< ✓ Telefoontje · Acme
< “te duur, ze willen 20% korting”
< Wat speelt hier?
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 0/5 · telefoontjes 1/2 · bezoeken 0/1
! prijs
< ✓ Telefoontje · Acme
< “te duur, ze willen 20% korting”
< Onthouden: prijs. Zulke notities lees ik voortaan ook zo.
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 0/5 · telefoontjes 1/2 · bezoeken 0/1
> /deal nieuw Acme Kassen 45k
< Acme · Kassen
< ✓ Deal geopend.
< intake sinds kort · € 45.000 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< 1 contact, nog zonder vooruitgang.
< wo 18 mrt geopend → wo 18 mrt ○ gebeld
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
> /log bezoek Acme, oven stuk, wil offerte
< ✓ Bezoek · Acme
< “oven stuk, wil offerte”
< ○ Contact bij Kassen: nummer 2 zonder vooruitgang.
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 0/5 · telefoontjes 1/2 · bezoeken 1/1
> /log mail Acme, prijslijst 2027
< ✓ Bericht · Acme
< “prijslijst 2027”
< ○ Contact bij Kassen: nummer 3 zonder vooruitgang.
< Vandaag: berichten 1/5 · telefoontjes 1/2 · bezoeken 1/1
> /log gebeld met Acme, 45 min
< ✓ Telefoontje · Acme
< “45 min”
< ○ Contact bij Kassen: nummer 4 zonder vooruitgang.
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 1/5 · telefoontjes 2/2 · bezoeken 1/1
> /log bezoek Acme, mooie nieuwe hal gezien
< ✓ Bezoek · Acme
< “mooie nieuwe hal gezien”
< ○ Contact bij Kassen: nummer 5 zonder vooruitgang.
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 1/5 · telefoontjes 2/2 · bezoeken 2/1
> /log gebeld met Acme, budget is rond
< ✓ Telefoontje · Acme
< “budget is rond”
< ○ Contact bij Kassen: nummer 6 zonder vooruitgang.
< Hoe laat had je ze aan de lijn? Dan leer ik wanneer ze opnemen.
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 1/5 · telefoontjes 3/2 · bezoeken 2/1
> /log gebeld met Van Dam Logistiek, geen gehoor
< ✓ Telefoontje · Van Dam Logistiek
< “geen gehoor”
< Klinkt als: niet te bereiken.
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 1/5 · telefoontjes 4/2 · bezoeken 2/1
! Klopt niet
< ✓ Telefoontje · Van Dam Logistiek
< “geen gehoor”
< Wat speelt hier?
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 1/5 · telefoontjes 4/2 · bezoeken 2/1
! Niets hiervan
< ✓ Telefoontje · Van Dam Logistiek
< “geen gehoor”
< Er staat dus niets in de weg. Zulke notities lees ik voortaan ook zo.
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 1/5 · telefoontjes 4/2 · bezoeken 2/1
> /log gebeld met Van Dam Logistiek, weer geen gehoor
< ✓ Telefoontje · Van Dam Logistiek
< “geen gehoor”
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 1/5 · telefoontjes 5/2 · bezoeken 2/1
! Ongedaan maken
< Uit je log gehaald: Telefoontje · Van Dam Logistiek · wo 18 mrt
< Vandaag: berichten 1/5 · telefoontjes 4/2 · bezoeken 2/1
