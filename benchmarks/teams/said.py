"""What people write in Teams, as Teams posts it; made in another process, so without Microsoft's SDK."""

import json
import time

from benchmarks.load import Request

PEOPLE = 300


def make_line(text: str, number: int, *, service_url: str) -> Request:
    """Return a line of one of the people, as Teams posts it."""
    user = f"guid-{number % PEOPLE}"
    activity = {
        "type": "message",
        "id": f"{time.time_ns()}.{number}",
        "text": text,
        "serviceUrl": service_url,
        "channelId": "msteams",
        "from": {"id": f"29:{user}", "name": f"Rep {number % PEOPLE}", "aadObjectId": user},
        "recipient": {"id": "28:bot", "name": "Ritme"},
        "conversation": {"id": f"a:{user}", "conversationType": "personal", "tenantId": "tenant-1"},
        "channelData": {"tenant": {"id": "tenant-1"}},
        "locale": "nl-NL",
        "entities": [{"type": "clientInfo", "locale": "nl-NL", "timezone": "Europe/Amsterdam", "country": "NL"}],
    }
    return Request(json.dumps(activity), {"content-type": "application/json"})
