In a message to the bot a greeting, thanks and a question about the day or the team are answered; a line is still a line, and anything else says what can be said.

~ hoi
< Hoi Sanne! Wat wil je doen?
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1
~ hoi, bezoek Acme, offerte besproken
< ✓ Bezoek · Acme
< “offerte besproken”
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 1/1
~ hoi, hoeveel moet ik nog vandaag?
< Nog 5 berichten en 2 telefoontjes, dan staat je ritme voor vandaag.
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 1/1
~ bedankt Acme per mail
< ✓ Bericht · Acme
< “bedankt”
< Vandaag: berichten 1/5 · telefoontjes 0/2 · bezoeken 1/1
~ bedankt!
< 👍 Graag gedaan.
~ wie vandaag?
< Voor vandaag heb ik geen namen. Zelf iemand kiezen mag altijd: log een contact en ik leer wie jij kent.
~ wat moet ik doen?
< Vandaag, woensdag 18 maart
< ▰▰▱▱▱▱▱▱▱▱  1 van 5 berichten
< ▱▱▱▱▱▱▱▱▱▱  0 van 2 telefoontjes
< ▰▰▰▰▰▰▰▰▰▰  1 van 1 bezoek ✓
~ hoe sta ik ervoor?
< Vandaag, woensdag 18 maart
< ▰▰▱▱▱▱▱▱▱▱  1 van 5 berichten
< ▱▱▱▱▱▱▱▱▱▱  0 van 2 telefoontjes
< ▰▰▰▰▰▰▰▰▰▰  1 van 1 bezoek ✓
~ hoe staat het team ervoor?
< Je zit nog niet in een team. Maak of kies er een met: /ritme team Noord
~ de kat zit op de mat
< Dat snap ik niet. Zeg wat je deed, zoals “bezoek Acme” of “5 mails”, of vraag “hoeveel nog?” of “wie vandaag?”.
< Je typte: “de kat zit op de mat”
! Mijn dag
< Vandaag, woensdag 18 maart
< ▰▰▱▱▱▱▱▱▱▱  1 van 5 berichten
< ▱▱▱▱▱▱▱▱▱▱  0 van 2 telefoontjes
< ▰▰▰▰▰▰▰▰▰▰  1 van 1 bezoek ✓
~ lunch gehad
< Met wie? Zet de naam erbij, of een aantal: /log 5 mails
< Je typte: “lunch gehad”
< Voorbeelden zie je met /log help.
~ 4 mails
< ✓ 4 berichten
< Vandaag: berichten 5/5 · telefoontjes 0/2 · bezoeken 1/1
~ 2 calls
< ✓ 2 telefoontjes
< Vandaag: berichten 5/5 · telefoontjes 2/2 · bezoeken 1/1
< Je ritme voor vandaag staat. Nog eentje, nu je toch op dreef bent?
~ hoeveel nog
< Je ritme voor vandaag staat. Nog eentje, nu je toch op dreef bent?
< Vandaag: berichten 5/5 · telefoontjes 2/2 · bezoeken 1/1
~ tot morgen!
< 👋 Tot snel!
> /ritme taal en
< English from now on.
~ hi there
< Hi Sanne! What would you like to do?
< Today: messages 5/5 · calls 2/2 · visits 1/1
~ thanks a lot!
< 👍 You're welcome.
~ how many left?
< That is today's rhythm, done. One more, while you are on a roll?
< Today: messages 5/5 · calls 2/2 · visits 1/1
~ how's the weather?
< I don't get that. Tell me what you did, such as “visit Acme” or “5 emails”, or ask “how many left?” or “who today?”.
< You typed: “how's the weather?”
