A deal is opened, moves, goes on without moving, is asked about, and is won; the last change is taken back.

> /deal nieuw Acme "Kassen 2027" 45k marge 12k
< Acme · Kassen 2027
< ✓ Deal geopend.
< intake sinds kort · € 45.000 · marge € 12.000 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< Nog geen contact gelogd.
< wo 18 mrt geopend
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
> /log gebeld met Acme, ze moeten het nog intern bespreken
< ✓ Telefoontje · Acme
< “ze moeten het nog intern bespreken”
< ○ Contact bij Kassen 2027: er is nog niets afgesproken.
< Klinkt als: anderen beslissen mee.
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 0/5 · telefoontjes 1/2 · bezoeken 0/1
! Naar behoefte
< Acme · Kassen 2027
< ▲ Vooruitgang: de deal staat nu in behoefte.
< behoefte sinds kort · € 45.000 · marge € 12.000 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< 1 contact, 0 sinds de laatste vooruitgang op wo 18 mrt.
< wo 18 mrt geopend → wo 18 mrt ○ gebeld → wo 18 mrt ▲ behoefte
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
> /deal nieuw Acme Zonwering 8k
< Acme · Zonwering
< ✓ Deal geopend.
< intake sinds kort · € 8.000 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< Nog geen contact gelogd.
< wo 18 mrt geopend
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
> /deal Acme offerte
< Acme heeft meer dan één deal. Welke bedoel je?
! Kassen 2027
< Acme · Kassen 2027
< ▲ Vooruitgang: de deal staat nu in offerte.
< offerte sinds kort · € 45.000 · marge € 12.000 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< 1 contact, 0 sinds de laatste vooruitgang op wo 18 mrt.
< wo 18 mrt geopend → wo 18 mrt ○ gebeld → wo 18 mrt ▲ behoefte → wo 18 mrt ▲ offerte
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
> /deal
< 2 open deals, samen € 53.000
< Acme · Kassen 2027 · offerte · € 45.000
< Acme · Zonwering · intake · € 8.000
< /deal Acme toont er een · /deal help
> /vragen Acme
< Acme heeft meer dan één deal. Welke bedoel je?
! Acme · Kassen 2027
< Acme · Kassen 2027: wat vraag je nu?
< Waarom nu: uit de laatste notitie: anderen beslissen mee.
< “Wat vindt u ervan als ik bij dat gesprek aanschuif?”
< Uit de tweede hand wordt een voorstel nooit beter. Niet als dat al is afgewezen.
< “Wie kijken er allemaal mee, en wat vindt ieder belangrijk?”
< Zonder namen kun je niemand helpen. Niet als je de namen al hebt.
! Gesteld
< ✓ Genoteerd. Volgt er binnen tien werkdagen vooruitgang, dan onthoud ik dat deze vraag werkt.
> /deal Acme kassen gewonnen
< Acme · Kassen 2027: gewonnen
< 🏆 Gewonnen! Mooi werk. Wat gaf de doorslag?
< Gewonnen op wo 18 mrt · € 45.000 · marge € 12.000 · van Sanne de Wit
< wo 18 mrt geopend → wo 18 mrt ○ gebeld → wo 18 mrt ▲ behoefte → wo 18 mrt ▲ offerte → wo 18 mrt gewonnen
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
! Ongedaan maken
< Acme · Kassen 2027
< Teruggedraaid.
< offerte sinds kort · € 45.000 · marge € 12.000 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< 1 contact, 0 sinds de laatste vooruitgang op wo 18 mrt.
< wo 18 mrt geopend → wo 18 mrt ○ gebeld → wo 18 mrt ▲ behoefte → wo 18 mrt ▲ offerte
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
