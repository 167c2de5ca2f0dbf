The own kinds in English, with a weekly target: counted by day, and against the target in the week.

> /ritme taal en
< English from now on.
> /log overdelivered for Acme, a part brought in person
< ✓ Over-delivery · Acme
< “a part brought in person”
< Today: messages 0/5 · calls 0/2 · visits 0/1 · Over-delivery 1
> /ritme kinds
< Kinds of activity
< Message, call and visit are always there. These kinds are your own.
< Over-delivery · counted separately, without a target · you can also type: meer geleverd, extraatje, overdelivery, over-delivered, overdelivered, delivered extra
! New kind
? New kind
= name: Trade fair | words: fair, expo | counts: own_week | target: 1
< ✓ Trade fair · a target of its own: 1 a week
< Log it like this: /log trade fair Acme
> /log 2 trade fairs
< ✓ 2× Trade fair
< Today: messages 0/5 · calls 0/2 · visits 0/1 · Over-delivery 1 · Trade fair 2
> /log expo
< ✓ Trade fair
< Today: messages 0/5 · calls 0/2 · visits 0/1 · Over-delivery 1 · Trade fair 3
> /ritme
< Today, Wednesday 18 March
< ▱▱▱▱▱▱▱▱▱▱  0 of 5 messages
< ▱▱▱▱▱▱▱▱▱▱  0 of 2 calls
< ▱▱▱▱▱▱▱▱▱▱  0 of 1 visit
< 1× Over-delivery
< 3× Trade fair
> /ritme week
< Your week from Monday 16 March
< ▱▱▱▱▱▱▱▱▱▱  0 of 5 messages
< ▱▱▱▱▱▱▱▱▱▱  0 of 2 calls
< ▱▱▱▱▱▱▱▱▱▱  0 of 1 visit
< 1× Over-delivery
< ▰▰▰▰▰▰▰▰▰▰  3 of 1 · Trade fair · 2 extra
< Steps agreed: 0
< I don't know your best hour to call yet: say what time it was five times ("called Acme at 10:30").
< Your log has nothing of the week before.
< To think about: 4 contacts this week. With whom are you one step further than on Monday?
< To do: call the customer who is closest to a yes, and ask what it still takes.
> /ritme jaar
< Your 2026
< Counting from Wed 18 Mar: 202 days this year; today is day 1.
< 0 of 1010 messages
< 0 of 404 calls
< 0 of 202 visits
< 1× Over-delivery
< 3 of 41 · Trade fair
< It is too early to look ahead: after five working days the pace says something.
< Spread a marathon (42.195 km) over all those days: 209 metres a day, and today you are at km 0.2. That is how big becomes small.
< How many days off do you get a year? I will leave them out of your working days. Another number: /ritme daysoff 27
! 25 days
< Noted: 25 days off a year. They do not count as working days, planned or not.
> /log list
< Your latest entries
< Wed 18 Mar · Trade fair
< Wed 18 Mar · 2× Trade fair
< Wed 18 Mar · Over-delivery · Acme · a part brought in person
> /ritme kinds
< Kinds of activity
< Message, call and visit are always there. These kinds are your own.
< Over-delivery · counted separately, without a target · you can also type: meer geleverd, extraatje, overdelivery, over-delivered, overdelivered, delivered extra
< Trade fair · a target of its own: 1 a week · you can also type: fair, expo
! Archive
< Over-delivery is archived. What was logged as one stays.
> /log overdelivery Acme
< How do I count “overdelivery”?
< Your line is kept, there is nothing to type again: “overdelivery Acme”
! Put back
< ✓ Over-delivery · counted separately, without a target
< Log it like this: /log over-delivery Acme
> /log overdelivery Acme
< ✓ Over-delivery · Acme
< Today: messages 0/5 · calls 0/2 · visits 0/1 · Over-delivery 2 · Trade fair 3
> /log undo
< Taken out of your log: Over-delivery · Acme · Wed 18 Mar
< Today: messages 0/5 · calls 0/2 · visits 0/1 · Over-delivery 1 · Trade fair 3
