A manager makes kinds of the workspace itself: typed, counted, changed, archived and put back.

> /log extra geleverd bij Acme: zaterdag een onderdeel gebracht
< ✓ Extra geleverd · Acme
< “zaterdag een onderdeel gebracht”
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1 · Extra geleverd 1
> /ritme soorten
< Soorten activiteit
< Bericht, telefoontje en bezoek zijn er altijd. Deze soorten zijn van jullie zelf.
< Extra geleverd · telt apart, zonder doel · typ ook: meer geleverd, extraatje, overdelivery, over-delivered, overdelivered, delivered extra
! Nieuwe soort
? Nieuwe soort
= name: Demo | words: presentatie | counts: visit | target: 0
< ✓ Demo · telt als bezoek
< Zo log je het: /log demo Acme
> /log 2 demo's
< ✓ 2× Demo
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 2/1 · Extra geleverd 1
> /log demo bij Acme, ze willen een offerte, vrijdag bellen
< ✓ Demo · Acme
< “ze willen een offerte”
< Volgende stap: vrijdag 20 maart
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 3/1 · Extra geleverd 1
> /log undo
< Uit je log gehaald: Demo · Acme · wo 18 mrt
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 2/1 · Extra geleverd 1
! Alle soorten
< Soorten activiteit
< Bericht, telefoontje en bezoek zijn er altijd. Deze soorten zijn van jullie zelf.
< Extra geleverd · telt apart, zonder doel · typ ook: meer geleverd, extraatje, overdelivery, over-delivered, overdelivered, delivered extra
< Demo · telt als bezoek · typ ook: presentatie
! Nieuwe soort
? Nieuwe soort
= name: Beurs | words: vakbeurs | counts: own_day | target: 1
< ✓ Beurs · eigen doel: 1 per dag
< Zo log je het: /log beurs Acme
> /log beurs
< ✓ Beurs
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 2/1 · Extra geleverd 1 · Beurs 1/1
> /ritme
< Vandaag, woensdag 18 maart
< ▱▱▱▱▱▱▱▱▱▱  0 van 5 berichten
< ▱▱▱▱▱▱▱▱▱▱  0 van 2 telefoontjes
< ▰▰▰▰▰▰▰▰▰▰  2 van 1 bezoek · 1 extra
< 1× Extra geleverd
< ▰▰▰▰▰▰▰▰▰▰  1 van 1 · Beurs ✓
> /ritme soorten
< Soorten activiteit
< Bericht, telefoontje en bezoek zijn er altijd. Deze soorten zijn van jullie zelf.
< Extra geleverd · telt apart, zonder doel · typ ook: meer geleverd, extraatje, overdelivery, over-delivered, overdelivered, delivered extra
< Demo · telt als bezoek · typ ook: presentatie
< Beurs · eigen doel: 1 per dag · typ ook: vakbeurs
! Wijzigen
? Soort wijzigen
= name: Extra geleverd | words: cadeautje | counts: own_week | target: 2
< ✓ Extra geleverd · eigen doel: 2 per week
< Zo log je het: /log extra geleverd Acme
> /log cadeautje gebracht bij Acme
< ✓ Extra geleverd · Acme
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 2/1 · Extra geleverd 2 · Beurs 1/1
> /ritme soorten
< Soorten activiteit
< Bericht, telefoontje en bezoek zijn er altijd. Deze soorten zijn van jullie zelf.
< Extra geleverd · eigen doel: 2 per week · typ ook: cadeautje
< Demo · telt als bezoek · typ ook: presentatie
< Beurs · eigen doel: 1 per dag · typ ook: vakbeurs
! Opbergen
< Extra geleverd is opgeborgen. Wat ermee gelogd is, blijft staan.
> /log cadeautje bij Acme
< Hoe tel ik “cadeautje”?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “cadeautje bij Acme”
> /log list
< Je laatste regels
< wo 18 mrt · Extra geleverd · Acme
< wo 18 mrt · Beurs
< wo 18 mrt · 2× Demo
< wo 18 mrt · Extra geleverd · Acme · zaterdag een onderdeel gebracht
! Terugzetten
< ✓ Extra geleverd · eigen doel: 2 per week
< Zo log je het: /log extra geleverd Acme
! Alle soorten
< Soorten activiteit
< Bericht, telefoontje en bezoek zijn er altijd. Deze soorten zijn van jullie zelf.
< Extra geleverd · eigen doel: 2 per week · typ ook: cadeautje
< Demo · telt als bezoek · typ ook: presentatie
< Beurs · eigen doel: 1 per dag · typ ook: vakbeurs
