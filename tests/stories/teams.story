A team is made, a typing error is asked about, and a team is left.

> /ritme team Noord
< Team Noord bestaat nu, en jij zit erin. Collega's kiezen het zelf bij /ritme, onder Team.
< Wie het team leidt, ziet totalen en open afspraken (pas vanaf vier mensen, of als jullie het allemaal goedvinden) en welke deals stilstaan. Nooit je dag, je scorekaart of je lessen: die zijn van jou.
< Een manager kiest waar de samenvatting komt.
> /ritme team Nord
< Team Nord bestaat nog niet. Maken, of bedoelde je een ander?
< Je verlaat er team Noord mee.
! Nieuw: «Nord»
< Team Nord bestaat nu, en jij zit erin. Collega's kiezen het zelf bij /ritme, onder Team.
< Wie het team leidt, ziet totalen en open afspraken (pas vanaf vier mensen, of als jullie het allemaal goedvinden) en welke deals stilstaan. Nooit je dag, je scorekaart of je lessen: die zijn van jou.
< Team Noord heb je daarvoor verlaten. Tot en met gisteren tel je daar mee, vanaf vandaag hier.
< Een manager kiest waar de samenvatting komt.
! Terug naar Noord
< Je zit nu in team Noord.
< Wie het team leidt, ziet totalen en open afspraken (pas vanaf vier mensen, of als jullie het allemaal goedvinden) en welke deals stilstaan. Nooit je dag, je scorekaart of je lessen: die zijn van jou.
< Team Nord heb je daarvoor verlaten.
< Een manager kiest waar de samenvatting komt.
> /ritme team verlaat
< Je zit niet meer in team Noord. Wat je tot en met gisteren deed, telt daar nog mee; je eigen cijfers blijven van jou.
> /ritme team
< De teams: Noord, Nord. Met welk doe je mee?
