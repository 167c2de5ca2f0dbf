"""The states of a delivery in the outbox."""

from enum import StrEnum

# The reason of a delivery that failed since its user has not added the bot.
NOT_REACHED = "not_installed"
# Of one that is being sent where nothing can be looked up: the post was begun, so that it may have arrived.
BEGUN = "post_begun"
# Of one that waits again: the process that was to send it ended before it began.
NOT_BEGUN = "post_not_begun"
# Of one in doubt.
NO_LOOKUP = "cannot_look_it_up"
# The reason of a refusal for a time, which the platform names.
RATE_LIMITED = "ratelimited"


class DeliveryState(StrEnum):
    """The state of a delivery as stored; the last four are final.

    But a failed one waits again once its user, whom the bot could not reach, adds it.
    """

    WAITING = "waiting"
    # Claimed by a dispatcher under a lease.
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"
    # Possibly delivered, and the platform cannot tell; never sent again, to avoid a duplicate.
    IN_DOUBT = "in_doubt"
