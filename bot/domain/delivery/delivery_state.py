"""The states of a delivery in the outbox."""

from enum import StrEnum


class DeliveryState(StrEnum):
    """The state of a delivery as stored; the last four are final."""

    WAITING = "waiting"
    # Claimed by a dispatcher under a lease.
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"
    # Possibly delivered, and the platform cannot tell; never sent again, to avoid a duplicate.
    IN_DOUBT = "in_doubt"
