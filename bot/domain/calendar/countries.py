"""In which country somebody is who was just met, and where its public holidays differ by region (R4)."""

from functools import lru_cache

from babel import Locale
from babel.core import get_global
from holidays import country_holidays

from bot.domain.calendar.workdays import CountryUnknown, list_holidays, list_subdivisions

# Any year shows whether a country's regions have holidays of their own.
A_YEAR = 2026
# Those to choose from in a form; any other that is known can be typed.
COUNTRIES = (
    "NL", "BE", "LU", "DE", "FR", "GB", "IE", "AT", "CH", "DK", "SE", "NO", "FI", "ES", "PT", "IT", "PL", "CZ", "US",
)  # fmt: skip
LANGUAGES = ("nl", "en")


def find_country(timezone: str) -> str | None:
    """Return the country (ISO 3166) of an IANA time zone, None for one of no country or without known holidays."""
    country: str | None = get_global("zone_territories").get(timezone)
    if country is None:
        return None
    try:
        list_holidays(country, A_YEAR)
    except CountryUnknown:
        return None
    return country


@lru_cache
def has_regions(country: str) -> bool:
    """Return whether the public holidays of a country differ by region, so that one has to be asked for."""
    everywhere = list_holidays(country, A_YEAR).keys()
    return any(list_holidays(country, A_YEAR, region).keys() != everywhere for region in list_subdivisions(country))


def parse_country(typed: str) -> str:
    """Return the code of a country that was typed as a code or by its name; what is neither, in capitals."""
    folded = typed.strip().casefold()
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if name.casefold() == folded and code.isalpha():
                return str(code)
    return folded.upper()


def name_region(country: str, region: str) -> str:
    """Return a region by its name, where the calendar has one."""
    names = {code: name for name, code in reversed(country_holidays(country).subdivisions_aliases.items())}
    return str(names.get(region, region))
