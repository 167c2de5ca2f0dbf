"""Errors about one person on two platforms; each has a code and a sentence in the templates.

PersonError
├── LinkCodeWrong       no code, or one that is unknown, used or expired
├── LinkCodeOwn         one's own code, typed where it was given
├── LinkTriedTooOften   too many wrong codes
├── OtherPlatformMissing  nobody ever spoke to the bot on another platform
├── AlreadyLinked       a code of who is linked already
├── NotLinked           nothing to unlink, or to choose
├── LeadsOnBoth         who leads on both platforms
├── NotReachedThere     the bot cannot write to the person on the chosen platform
├── ChosenAtHome        colleagues and channels are chosen where the team is
└── ColleagueThere      a colleague who logs on another platform
"""

from bot.domain.linking.platforms import name_platform
from bot.errors import PersonError


class LinkCodeWrong(PersonError):
    """A code that is none, or is unknown, used or expired: which of these is not told."""

    code = "link_code_wrong"


class _OnPlatform(PersonError):
    """An error that names a platform, as ``there``."""

    def __init__(self, platform: str) -> None:
        super().__init__(platform)
        self.there = name_platform(platform)


class LinkCodeOwn(_OnPlatform):
    """One's own code was typed where it was given instead of ``there``."""

    code = "link_code_own"


class LinkTriedTooOften(PersonError):
    """So many wrong codes were typed that none is taken for a while."""

    code = "link_tried_too_often"


class OtherPlatformMissing(_OnPlatform):
    """Nobody has spoken to the bot on another platform than ``there``."""

    code = "other_platform_missing"


class AlreadyLinked(_OnPlatform):
    """Who is linked with an identity ``there`` typed a code."""

    code = "already_linked"


class NotLinked(PersonError):
    """Something was asked of a link that is not there."""

    code = "not_linked"


class LeadsOnBoth(_OnPlatform):
    """The rep whose log would rest leads people ``there``."""

    code = "leads_on_both"


class NotReachedThere(_OnPlatform):
    """The bot has no conversation with the person ``there``."""

    code = "not_reached_there"


class ChosenAtHome(_OnPlatform):
    """A linked person named a colleague or a channel elsewhere than ``there``, where the team is."""

    code = "chosen_at_home"


class ColleagueThere(PersonError):
    """The colleague ``name`` is linked, and logs on another platform."""

    code = "colleague_there"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
