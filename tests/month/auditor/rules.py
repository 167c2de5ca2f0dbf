"""The rules on one page, written from METHOD K by somebody who has not seen the code: the bounds that they name.

Each family of rules has a file; ``audit`` lists them all.

- K1 A closed deal is closed: nothing stands still, is asked or advances in it; its account is no longer what it was.
- K2 Good news is not asked of an unhappy customer: a score of ``UNHAPPY`` or lower forbids it for ``VETO``.
- K3 Said to the right person: who was there, and who agreed.
- K4 Who is free, ill, on leave, not yet here, or only leads is in no total, target, streak or pace.
- K5 Nothing is said a third time: the bounds below.
- K6 Every morning has room for both pools.
- K7 A figure is the figure, a share comes with its counts, a date of another year with its year, an hour was said (V4).
- K9 An advance is what the customer committed to.
- K10 Nobody is recognisable in a total: each figure is over ``FEWEST`` people who have something counted, or more.
- K11 No sentence that its own data contradicts.
- ask: What asks for something can be answered there, with a button or a line that is shown.
"""

from datetime import timedelta

# K1, Z6: who said no is a rebound for nine months, and may then be won anew.
REBOUND = timedelta(days=274)
# K2
UNHAPPY, VETO = 6, timedelta(days=90)
# K3: as long ago as "just" may be.
LATELY = timedelta(days=14)
# K5: names in a row, a stalled deal in all, the same figure in a channel, messages a day; the size of a morning.
MORNINGS, STALLS, LASTS, A_DAY = 3, 3, 3, 2
WORDS, BUTTONS = 90, 8
# K5: no sentence twice in a week; who ignores everything hears one message a week after three weeks.
WEEK, IGNORED, A_WEEK = timedelta(days=7), timedelta(days=21), 1
# K6: a customer not spoken to for so long waits, a suspect under way after so long; where there are so many of them.
LONG, RECENT, ENOUGH = timedelta(days=30), timedelta(days=7), 3
# R6: a suspect is under way until so many contacts.
MOST_CONTACTS = 7
# K7: a percentage is rounded.
ROUNDED = 0.5
# K10
FEWEST = 4
