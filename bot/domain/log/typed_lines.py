"""Which entries were typed, and how long what was typed can be changed by what is said next."""

from datetime import timedelta

# What was typed longer ago is not taken back or changed without asking.
TYPED_LATELY = timedelta(hours=24)
# What a request changed or removed can be put back for a day.
RESTORABLE_FOR = timedelta(hours=24)
# On the Home page, which has no message to keep the button in, it is offered for an hour.
OFFERED_FOR = timedelta(hours=1)
# The keys of entries that nobody typed: of a file, or invented.
NOT_TYPED = ("import:", "demo:")
