"""Finding the account that somebody names when nothing else was typed."""

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.domain.people.people import Rep
from bot.domain.text.name_form import split_words_of
from bot.services.accounts.account_index_cache import AccountIndexCache


async def find_named_account(index_cache: AccountIndexCache, *, rep: Rep, typed: str) -> NamedAccount:
    """Return the account of the rep's workspace that goes by a name, looking again when another replica may know it.

    Raises:
        AccountUnknown: no name comes near enough.
        AccountAmbiguous: several fit equally well.
    """
    try:
        return pick_named_account(await index_cache.get_index(rep.workspace_id), typed)
    except AccountUnknown:
        if not await index_cache.refresh(rep.workspace_id):
            raise
        return pick_named_account(await index_cache.get_index(rep.workspace_id), typed)


def pick_named_account(index: AccountIndex, typed: str) -> NamedAccount:
    """Return the one account that a name fits as a whole.

    Raises:
        AccountUnknown: none does.
        AccountAmbiguous: several do.
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
