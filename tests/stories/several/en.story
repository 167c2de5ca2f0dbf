The same in English: a line with a name that fits two accounts, and one that is new.

> /log 4 emails and 3 calls
< ✓ 4 messages
< ✓ 3 calls
< Today: messages 4/5 · calls 3/2 · visits 0/1
! Undo
< Taken out of your log: 4 messages · Wed 18 Mar
< Taken out of your log: 3 calls · Wed 18 Mar
< Today: messages 0/5 · calls 0/2 · visits 0/1
> /log called Van Dam, wants a quote; visited Sunny Bakery; 2 emails
< Which “Van Dam” do you mean?
< Your line is kept, there is nothing to type again: “called Van Dam, wants a quote; visited Sunny Bakery; 2 emails”
< The rest is ready: once I know this, I log all of it at once.
! Van Dam Logistiek
< I do not know “Sunny Bakery” yet. Is it a new one?
< Your line is kept, there is nothing to type again: “called Van Dam, wants a quote; visited Sunny Bakery; 2 emails”
< The rest is ready: once I know this, I log all of it at once.
! New: «Sunny Bakery»
< ✓ Call · Van Dam Logistiek
< “wants a quote”
< No next step agreed yet? Pick a day and I'll remind you.
< ✓ Visit · Sunny Bakery
< ✓ 2 messages
< Today: messages 2/5 · calls 1/2 · visits 1/1
! Nothing agreed
< ✓ Call · Van Dam Logistiek
< “wants a quote”
< No next step agreed. So the ball is still with you.
< ✓ Visit · Sunny Bakery
< No next step agreed yet? Pick a day and I'll remind you.
< ✓ 2 messages
< Today: messages 2/5 · calls 1/2 · visits 1/1
! Edit: Sunny Bakery
? Edit an activity
= kind: visit | account: new:Sunny Bakery | count: 1 | day: 2026-03-18 | note: met the owner | next_date: 2026-03-27
< ✓ Call · Van Dam Logistiek
< “wants a quote”
< ✓ Changed: Visit · Sunny Bakery
< “met the owner”
< Next step: Friday 27 March
< ✓ 2 messages
< Today: messages 2/5 · calls 1/2 · visits 1/1
