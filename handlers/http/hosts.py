"""The hosts that a request may name: those of the configured platform, so that nothing is sent elsewhere (SSRF)."""

from collections.abc import Collection
from urllib.parse import urlsplit


def find_prefix(base_url: str, host: str, *, sites: Collection[str]) -> str:
    """Return what the URLs of a host of the platform at ``base_url`` begin with.

    ``sites`` are the platform's own; any other base URL (the sandbox) has one host for everything. The prefix includes
    the slash after the host, so that no suffix can change the host (`hooks.slack.com.evil.example`).
    """
    parts = urlsplit(base_url)
    site = (parts.hostname or "").removeprefix("www.")
    return f"https://{host}.{site}/" if site in sites else f"{parts.scheme}://{parts.netloc}/"


def is_at(url: str, prefix: str) -> bool:
    """Return whether a URL begins with the prefix of a host."""
    return url.startswith(prefix) and url.isascii() and url.isprintable() and "\\" not in url
