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
