The usual stages of a deal are called what an English reader calls them, shown and typed.

> /ritme taal en
< English from now on.
> /deal stages
< The stages of a deal: intake, need, quote, negotiation.
< A manager can change them.
> /deal new Acme Greenhouse 45k
< Acme · Greenhouse
< ✓ Deal opened.
< intake just entered · € 45,000 · Sanne de Wit
< No next step with a date yet.
< No contact logged yet.
< Wed 18 Mar opened
< ▲ advance · ○ continuation
! To need
< Acme · Greenhouse
< ▲ Advance: the deal is in need now.
< need just entered · € 45,000 · Sanne de Wit
< No next step with a date yet.
< No contact logged yet.
< Wed 18 Mar opened → Wed 18 Mar ▲ need
< ▲ advance · ○ continuation
> /deal Acme nego
< Acme · Greenhouse
< ▲ Advance: the deal is in negotiation now.
< negotiation just entered · € 45,000 · Sanne de Wit
< No next step with a date yet.
< No contact logged yet.
< Wed 18 Mar opened → Wed 18 Mar ▲ need → Wed 18 Mar ▲ negotiation
< ▲ advance · ○ continuation
> /deal Acme quote
< Acme · Greenhouse
< ✓ Changed.
< quote just entered · € 45,000 · Sanne de Wit
< No next step with a date yet.
< No contact logged yet.
< Wed 18 Mar opened → Wed 18 Mar ▲ need → Wed 18 Mar ▲ negotiation → Wed 18 Mar back to quote
< ▲ advance · ○ continuation
> /deal Acme history
< Acme · Greenhouse
< Wed 18 Mar · Sanne de Wit: back from negotiation to quote
< Wed 18 Mar · Sanne de Wit: from need to negotiation
< Wed 18 Mar · Sanne de Wit: from intake to need
< Wed 18 Mar · Sanne de Wit opened the deal in intake
> /deal
< 1 open deal, € 45,000 in all
< Acme · Greenhouse · quote · € 45,000
< /deal Acme shows one · /deal help
> /deal Acme qoute
< I do not know “qoute”. Did you mean quote?
> /deal Acme flurb
< I don't understand “flurb” about a deal. The stages are: intake, need, quote, negotiation. Examples: /deal help
< You typed: “Acme flurb”
> /ritme taal nl
< Vanaf nu Nederlands.
> /deal Acme
< Acme · Greenhouse
< offerte sinds kort · € 45.000 · van Sanne de Wit
< Nog geen volgende stap met een datum.
< Nog geen contact gelogd.
< wo 18 mrt geopend → wo 18 mrt ▲ behoefte → wo 18 mrt ▲ onderhandeling → wo 18 mrt terug naar offerte
< ▲ vooruitgang · ○ wel contact, geen vooruitgang
> /deal fasen
< De fasen van een deal: intake, behoefte, offerte, onderhandeling.
< Een manager kan ze aanpassen.
