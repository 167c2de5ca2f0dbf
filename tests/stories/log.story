A visit is logged with one line; its next step is picked, and all of it is taken back. A new customer is made with a tap.

> /log bezoek Acme, offerte besproken
@ Volgende stap: 2026-03-24
! Ongedaan maken
> /log 5 mails
> /log bezoek Bakkerij Zonnig
! Nieuw: «Bakkerij Zonnig»
> /log gebeld met Van Dam
! Van Dam Logistiek
> /log list
> /log undo
> /log
= kind: call | account: new:Smederij De Hamer | count: 1 | day: 2026-03-17 | note: kennisgemaakt | next_date: 2026-03-20
> /log bezoek Acme 45 maart
