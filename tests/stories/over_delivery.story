A rep has over-delivery from the start: counted by itself, without a target, and taken back.

> /ritme soorten
< Soorten activiteit
< Bericht, telefoontje en bezoek zijn er altijd. Deze soorten zijn van jullie zelf.
< Extra geleverd · telt apart, zonder doel · typ ook: meer geleverd, extraatje, overdelivery, over-delivered, overdelivered, delivered extra
< Een manager kan er een bij zetten of wijzigen.
> /log extra geleverd bij Acme: zelf langs gebracht
< ✓ Extra geleverd · Acme
< “zelf langs gebracht”
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1 · Extra geleverd 1
> /log 2x extra geleverd
< ✓ 2× Extra geleverd
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1 · Extra geleverd 3
> /ritme
< Vandaag, woensdag 18 maart
< ▱▱▱▱▱▱▱▱▱▱  0 van 5 berichten
< ▱▱▱▱▱▱▱▱▱▱  0 van 2 telefoontjes
< ▱▱▱▱▱▱▱▱▱▱  0 van 1 bezoek
< 3× Extra geleverd
> /ritme week
< Je week vanaf maandag 16 maart
< ▱▱▱▱▱▱▱▱▱▱  0 van 5 berichten
< ▱▱▱▱▱▱▱▱▱▱  0 van 2 telefoontjes
< ▱▱▱▱▱▱▱▱▱▱  0 van 1 bezoek
< 3× Extra geleverd
< Afspraken gemaakt: 0
< Je beste belmoment weet ik nog niet: zeg er vijf keer bij hoe laat het was ("om 10u gebeld met Acme").
< Over de week ervoor staat er niets in je log.
< Om over na te denken: 3 contacten deze week. Bij wie ben je nu een stap verder dan maandag?
< Om te doen: bel de klant die het dichtst bij een ja is, en vraag wat er nog voor nodig is.
> /log undo
< Uit je log gehaald: 2× Extra geleverd · wo 18 mrt
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1 · Extra geleverd 1
> /log list
< Je laatste regels
< wo 18 mrt · Extra geleverd · Acme · zelf langs gebracht
