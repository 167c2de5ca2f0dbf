"""Find the account in text that consists of its name only."""

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.domain.people.people import Rep
from bot.domain.text.name_form import split_words_of
from bot.services.accounts.account_index_cache import AccountIndexCache


async def find_named_account(index_cache: AccountIndexCache, *, rep: Rep, typed: str) -> NamedAccount:
    """Return the account with a typed name, loading new names when another replica may have added it.

    Raises:
        AccountUnknown: no name is similar enough.
        AccountAmbiguous: several names fit equally well.
    """
    try:
        return pick_named_account(await index_cache.get_index(rep.workspace_id), typed)
    except AccountUnknown:
        if not await index_cache.refresh(rep.workspace_id):
            raise
        return pick_named_account(await index_cache.get_index(rep.workspace_id), typed)


def pick_named_account(index: AccountIndex, typed: str) -> NamedAccount:
    """Return the one account whose name matches the whole text.

    Raises:
        AccountUnknown: no name matches.
        AccountAmbiguous: several names match.
    """
    found = index.find_exact(typed) or _find_fitting(index, typed)
    if not found:
        raise AccountUnknown(typed, index.find_nearest(typed))
    if len(found) > 1:
        raise AccountAmbiguous(typed, found)
    return found[0]


def _find_fitting(index: AccountIndex, typed: str) -> list[NamedAccount]:
    words = split_words_of(typed)
    fit = index.find_fit(words) if words else None
    return list(fit.accounts) if fit is not None and fit.length == len(words) else []
