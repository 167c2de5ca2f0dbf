"""By which country's and region's holidays the bot goes: what is said about it, and the form to change it (R4)."""

from babel import Locale

from bot.domain.calendar.countries import COUNTRIES, has_regions, name_region
from bot.domain.calendar.workdays import list_subdivisions
from bot.messages.text.message import (
    Button,
    ChoiceField,
    Controls,
    Field,
    Form,
    Message,
    MessagePart,
    Option,
    Paragraph,
    Row,
)
from bot.messages.text.words import Words

PLACE_FORM = "place"
PLACE_OPEN = "place_open"
# In the form, for who has the holidays of the whole country.
EVERYWHERE = "all"


def ask_country(words: Words, *, label: str, country: str, own: str = "") -> Field:
    """Return the field with the countries, by name; the one that is proposed and the ``own`` one are among them."""
    codes = sorted({*COUNTRIES, country, *([own] if own else [])}, key=lambda code: name_country(words, code))
    options = tuple(Option(value=code, label=name_country(words, code)) for code in codes)
    return ChoiceField(name="country", label=label, options=options, initial=country)


def name_country(words: Words, country: str) -> str:
    """Return a country by its name in the reader's language."""
    return str(Locale(words.language).territories.get(country, country))


def build_place_form(words: Words, *, country: str, region: str | None) -> Form:
    """Build the form with the country, and the region where the holidays of that country depend on it."""
    fields = [ask_country(words, label=words.plain("place.country"), country=country)]
    if has_regions(country):
        regions = sorted((name_region(country, code), code) for code in list_subdivisions(country))
        options = (
            Option(value=EVERYWHERE, label=words.plain("place.everywhere")),
            *(Option(value=_write_region(country, code), label=name) for name, code in regions),
        )
        chosen = _write_region(country, region) if region else EVERYWHERE
        label = words.plain("place.region", country=name_country(words, country))
        fields.append(ChoiceField(name="region", label=label, options=options, initial=chosen))
    return Form(
        name=PLACE_FORM,
        title=words.plain("place.title"),
        submit=words.plain("welcome.hour_submit"),
        close=words.plain("controls.cancel"),
        fields=tuple(fields),
    )


def find_region(chosen: str | None, *, country: str) -> str | None:
    """Return the region that was chosen in the form, None for another country's or the whole country."""
    of, _, region = (chosen or EVERYWHERE).partition(":")
    return region if region and of == country else None


def build_place_set(words: Words, *, country: str, region: str | None) -> Message:
    """Confirm which country's and region's holidays apply; where they differ by region, ask for it."""
    values = _name_place(words, country, region)
    parts: list[MessagePart] = [Paragraph(words.render("place.kept", **values))]
    if not region and has_regions(country):
        parts += [Paragraph(words.render("place.differs", **values)), Controls((_make_button(words, "place.choose"),))]
    return Message(fallback=words.plain("place.kept", **values), parts=tuple(parts))


def describe_place(words: Words, *, country: str, region: str | None) -> Row:
    """Say which country is assumed, with a button to put it right or to add the region."""
    asks = not region and has_regions(country)
    block, button = ("place.assumed_part", "place.choose") if asks else ("place.assumed", "place.wrong")
    return Row(words.render(block, **_name_place(words, country, region)), _make_button(words, button))


def _write_region(country: str, region: str) -> str:
    return f"{country}:{region}"


def _name_place(words: Words, country: str, region: str | None) -> dict[str, str | None]:
    return {"country": name_country(words, country), "region": name_region(country, region) if region else None}


def _make_button(words: Words, block: str) -> Button:
    return Button(label=words.plain(block), action=PLACE_OPEN)
