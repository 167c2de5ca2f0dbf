"""The states of a delivery in the outbox, as they are stored."""

from enum import StrEnum


class DeliveryState(StrEnum):
    """How far a delivery is; the last four are final."""

    WAITING = "waiting"
    # Claimed by a dispatcher; its lease says until when.
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"
    # It may have arrived or not, and nobody can tell; it is not sent again.
    IN_DOUBT = "in_doubt"
