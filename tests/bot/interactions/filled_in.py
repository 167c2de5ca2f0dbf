"""How the larger forms of the catalogue are filled in."""

SETTINGS: dict[str, str | None] = {
    "intensity": "quiet",
    "morning_at": "08:30",
    "catch_up_at": "13:00",
    "wrap_up_at": "16:30",
    "quiet_from": "18:00",
    "quiet_until": "07:30",
    "target_message": "5",
    "target_call": "4",
    "target_visit": "1",
    "language": "nl",
}
ACCOUNT: dict[str, str | None] = {
    "name": "Kwartel Holding",
    "stage": "customer",
    "owner": "as_is",
    "segment": "bouw",
    "value": "45k",
    "contract_end": "eind maart 2027",
}
PLAYBOOK = """price:
  - id: own-price
    ask: Wat is het u waard?
    why: Dan gaat het over waarde.
"""
SET_UP: dict[str, str | None] = {
    "team": "West",
    "selling": "sells",
    "channel": "CVERKOOP",
    "target_message": "4",
    "target_call": "3",
    "target_visit": "1",
    "person_targets": "Bram 2 1 0",
    "morning_at": "08:15",
    "country": "BE",
    "language": "en",
}
DAYS = frozenset("01234")
