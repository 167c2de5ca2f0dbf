"""Findings of the doctor about a chat platform: whether a call works, and whether everything needed was granted."""

from collections.abc import Awaitable, Callable, Collection
from typing import TypeVar

from bot.services.operations.check_database import Finding
from handlers.http.failures import CONNECTION_ERRORS

NETWORK_REMEDY = "Check the network, the proxy and the firewall of this machine."

Answer = TypeVar("Answer")


async def ask_platform(
    subject: str,
    call: Awaitable[Answer],
    *,
    platform: str,
    at: str,
    remedy: str,
    refusals: tuple[type[Exception], ...],
    name: Callable[[Exception], str],
) -> Answer | Finding:
    """Return the platform's answer, or a finding if the call is refused or the platform ``at`` cannot be reached."""
    try:
        return await call
    except refusals as error:
        return Finding(subject=subject, problem=f"{platform} refuses it: {name(error)}.", remedy=remedy)
    except CONNECTION_ERRORS as error:
        return Finding(subject=subject, problem=f"{at} cannot be reached ({name(error)}).", remedy=NETWORK_REMEDY)


def judge_scopes(granted: str | None, *, needed: Collection[str], remedy: str) -> Finding:
    """Return whether all scopes are in the list that was granted, which a proxy may strip."""
    if granted is None:  # a scope that is really missing shows in the first call that needs it
        return Finding(subject="Scopes", detail="cannot be checked: the answer has no x-oauth-scopes header")
    lacking = sorted(set(needed) - {scope.strip() for scope in granted.split(",")})
    if not lacking:
        return Finding(subject="Scopes", detail=f"all {len(needed)} are granted")
    return Finding(subject="Scopes", problem=f"Not granted: {', '.join(lacking)}.", remedy=remedy)
