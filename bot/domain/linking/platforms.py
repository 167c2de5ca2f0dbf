"""What linking has to know of the platforms."""

_NAMES = {"slack": "Slack", "teams": "Teams"}
# Where somebody is reached only in a conversation that he or she began.
_BY_CONVERSATION = frozenset({"teams"})


def name_platform(platform: str) -> str:
    """Return the name of a platform as people know it."""
    return _NAMES.get(platform, platform)


def is_reached_by_id(platform: str) -> bool:
    """Return whether the bot can write to everybody on a platform, without a conversation of before."""
    return platform not in _BY_CONVERSATION
