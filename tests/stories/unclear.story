A word that is no message, call or visit keeps its line, and a tap says what it was. A day still to come becomes an appointment; a score and an introduction go where they belong.

> /log koffie met Acme, offerte besproken
< Hoe tel ik “koffie”?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “koffie met Acme, offerte besproken”
! Bezoek
< ✓ Bezoek · Acme
< “koffie, offerte besproken”
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 1/1
> /log borrel met Bakkerij Zonnig
< Hoe tel ik “borrel”?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “borrel met Bakkerij Zonnig”
! Bezoek
< “Bakkerij Zonnig” ken ik nog niet. Is het een nieuwe?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “borrel met Bakkerij Zonnig”
! Nieuw: «Bakkerij Zonnig»
< ✓ Bezoek · Bakkerij Zonnig
< “borrel”
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 0/5 · telefoontjes 0/2 · bezoeken 2/1
> /log Acme ging best lekker vandaag
< Wat was het bij Acme?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “Acme ging best lekker vandaag”
! Annuleren
< Goed, niets genoteerd. Dit had je getypt: “Acme ging best lekker vandaag”
> /log bezoek Acme morgen om 10u, demo
< Dat moet nog komen: donderdag 19 maart. Is het een afspraak, of heb je het vandaag al gedaan?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “bezoek Acme morgen om 10u, demo”
! Als afspraak zetten
< ✓ Afspraak met Acme: donderdag 19 maart om 10:00
< “demo”
< Die dag staat hij in je plan. Hij telt zodra je hem gedaan hebt en logt.
! Ongedaan maken
< Weg: de afspraak met Acme op donderdag 19 maart.
> /log afspraak gemaakt met Bakkerij Zonnig voor 1 april
< Dat moet nog komen: woensdag 1 april. Is het een afspraak, of heb je het vandaag al gedaan?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “afspraak gemaakt met Bakkerij Zonnig voor 1 april”
! Als afspraak zetten
< ✓ Afspraak met Bakkerij Zonnig: woensdag 1 april
< Die dag staat hij in je plan. Hij telt zodra je hem gedaan hebt en logt.
> /log mail Acme volgende week vrijdag
< Dat moet nog komen: vrijdag 27 maart. Is het een afspraak, of heb je het vandaag al gedaan?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “mail Acme volgende week vrijdag”
! Toch vandaag gedaan
< ✓ Bericht · Acme
< Vandaag: berichten 1/5 · telefoontjes 0/2 · bezoeken 2/1
> /log vrijdag Acme terugbellen
< Is dit een afspraak voor vrijdag 20 maart, of heb je het al gedaan?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “vrijdag Acme terugbellen”
! Als afspraak zetten
< ✓ Afspraak met Acme: vrijdag 20 maart
< “terugbellen”
< Die dag staat hij in je plan. Hij telt zodra je hem gedaan hebt en logt.
> /log introductie gevraagd aan Acme
< Dat klinkt als een introductie via Acme.
< Je regel is bewaard, je hoeft niets opnieuw te typen: “introductie gevraagd aan Acme”
! Noteer de introductie
< Gevraagd aan Acme (wo 18 mrt).
< Noem één naam of één soort bedrijf; “iemand die u kent” levert niets op. Wordt er een naam genoemd: zet hem erbij met een pijl.
> /log acme gaf een 8
< Dat klinkt als een cijfer: Acme geeft een 8.
< Je regel is bewaard, je hoeft niets opnieuw te typen: “acme gaf een 8”
! Noteer het cijfer: 8
< ✓ Acme geeft een 8.
< Zo'n klant kent er meer. Dit is het beste moment om te vragen wie jij nog kunt helpen.
> /log Bakkerij Zonnig gaf een 4 omdat de levering te laat was
< Dat klinkt als een cijfer: Bakkerij Zonnig geeft een 4.
< Je regel is bewaard, je hoeft niets opnieuw te typen: “Bakkerij Zonnig gaf een 4 omdat de levering te laat was”
! Gewoon een contact
< Wat was het bij Bakkerij Zonnig?
< Je regel is bewaard, je hoeft niets opnieuw te typen: “Bakkerij Zonnig gaf een 4 omdat de levering te laat was”
! Telefoontje
< ✓ Telefoontje · Bakkerij Zonnig
< “gaf een 4 omdat de levering te laat was”
< Nog geen volgende stap afgesproken? Kies een dag, dan denk ik eraan.
< Vandaag: berichten 1/5 · telefoontjes 1/2 · bezoeken 2/1
> /log 10 telefoons
< ✓ 10 telefoontjes
< Vandaag: berichten 1/5 · telefoontjes 11/2 · bezoeken 2/1
> /log onzin
< Wat heb je gedaan: een bericht, een telefoontje of een bezoek? Bijvoorbeeld: /log gebeld Acme
< Je typte: “onzin”
< Voorbeelden zie je met /log help.
> /ritme taal en
< English from now on.
> /log coffee with Acme
< How do I count “coffee”?
< Your line is kept, there is nothing to type again: “coffee with Acme”
! Visit
< ✓ Visit · Acme
< “coffee”
< No next step agreed yet? Pick a day and I'll remind you.
< Today: messages 1/5 · calls 11/2 · visits 3/1
> /log visit Acme tomorrow
< That is still to come: Thursday 19 March. Is it an appointment, or did you do it today?
< Your line is kept, there is nothing to type again: “visit Acme tomorrow”
! Make it an appointment
< ✓ Appointment with Acme: Thursday 19 March
< It is in your plan on that day. It counts once you have done it and logged it.
> /log Acme gave us a 9, great service
< That sounds like a score: Acme gives 9.
< Your line is kept, there is nothing to type again: “Acme gave us a 9, great service”
! Keep the score: 9
< ✓ Acme gives 9: “great service”.
< A customer like that knows others. This is the best moment to ask whom else you could help.
