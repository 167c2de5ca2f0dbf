A morning in one line: stored together, one corrected, taken back. A line with two unknown names is asked about name by name.

> /log 5 mails en 2 calls
< ✓ 5 berichten
< ✓ 2 telefoontjes
< Vandaag: berichten 5/5 · telefoontjes 2/2 · bezoeken 0/1
! Wijzig: 2 telefoontjes
? Activiteit wijzigen
= kind: call | count: 3 | day: 2026-03-18 | note: twee keer voicemail
< ✓ 5 berichten
< ✓ Aangepast: 3 telefoontjes
< “twee keer voicemail”
< Vandaag: berichten 5/5 · telefoontjes 3/2 · bezoeken 0/1
! Ongedaan maken
< Uit je log gehaald: 5 berichten · wo 18 mrt
< Uit je log gehaald: 3 telefoontjes · wo 18 mrt
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1
> /log bezoek Acme, offerte besproken; gebeld met Jansen Metaal, volgende stap vrijdag 14:00; 4 mails
< ✓ Bezoek · Acme
< “offerte besproken”
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< ✓ Telefoontje · Jansen Metaal
< Volgende stap: vrijdag 20 maart om 14:00
< ✓ 4 berichten
< Vandaag: berichten 4/5 · telefoontjes 1/2 · bezoeken 1/1
@ Volgende stap: 2026-03-24
< ✓ Aangepast: Bezoek · Acme
< “offerte besproken”
< Volgende stap: dinsdag 24 maart
< ✓ Telefoontje · Jansen Metaal
< Volgende stap: vrijdag 20 maart om 14:00
< ✓ 4 berichten
< Vandaag: berichten 4/5 · telefoontjes 1/2 · bezoeken 1/1
> /log undo
< Uit je log gehaald: Bezoek · Acme · wo 18 mrt
< Uit je log gehaald: Telefoontje · Jansen Metaal · wo 18 mrt
< Uit je log gehaald: 4 berichten · wo 18 mrt
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 0/1
> /log 5 mails; bezoek Bakkerij Zonnig; gebeld met Smederij De Hamer
< “Bakkerij Zonnig” ken ik nog niet. Is het een nieuwe?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “5 mails; bezoek Bakkerij Zonnig; gebeld met Smederij De Hamer”
< De rest staat klaar: weet ik dit, dan noteer ik alles in één keer.
> /log list
< Je log is nog leeg. De eerste is de moeilijkste: /log bezoek Acme
! Nieuw: «Bakkerij Zonnig»
< “Smederij De Hamer” ken ik nog niet. Is het een nieuwe?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “5 mails; bezoek Bakkerij Zonnig; gebeld met Smederij De Hamer”
< De rest staat klaar: weet ik dit, dan noteer ik alles in één keer.
! Nieuw: «Smederij De Hamer»
< ✓ 5 berichten
< ✓ Bezoek · Bakkerij Zonnig
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< ✓ Telefoontje · Smederij De Hamer
< Vandaag: berichten 5/5 · telefoontjes 1/2 · bezoeken 1/1
! Niets afgesproken
< ✓ 5 berichten
< ✓ Bezoek · Bakkerij Zonnig
< Geen volgende stap afgesproken. Dan ligt de bal nog bij jou.
< ✓ Telefoontje · Smederij De Hamer
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 5/5 · telefoontjes 1/2 · bezoeken 1/1
