"""What people read first: the links lead somewhere, and the Dutch page says what the English one says."""

import json
import re
from pathlib import Path

import pytest

from sandbox.page.templating import PageRenderer

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.nl.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
TWINS = [("README.md", "README.nl.md"), ("docs/install.md", "docs/install.nl.md")]
MANIFEST = json.loads((ROOT / "slack-manifest.json").read_text(encoding="utf-8"))
# Slack's limits, in characters.
SHORT_DESCRIPTION, LONG_DESCRIPTION = range(1, 141), range(174, 4001)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def list_links(page: Path) -> list[str]:
    found = re.findall(r"\]\(([^)#\s]+)|src=\"([^\"]+)\"", page.read_text(encoding="utf-8"))
    return [link or source for link, source in found if "://" not in link + source]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_and_pictures_of_a_page_are_there(page: Path) -> None:
    assert [link for link in list_links(page) if not (page.parent / link).exists()] == []


def test_pictures_are_all_shown_somewhere() -> None:
    shown = {(page.parent / link).resolve() for page in PAGES for link in list_links(page)}

    assert [path.name for path in sorted((ROOT / "docs" / "images").glob("*.png")) if path not in shown] == []


@pytest.mark.parametrize(("english", "dutch"), TWINS)
def test_dutch_page_has_the_parts_of_the_english_one(english: str, dutch: str) -> None:
    def shape(name: str) -> list[str]:
        return re.findall(r"^(?:#+ |\d\.|- \*\*|```|!\[)", read(name), flags=re.MULTILINE)

    assert shape(dutch) == shape(english)


@pytest.mark.parametrize("name", ["docs/install.md", "docs/install.nl.md"])
def test_each_permission_that_the_app_asks_for_is_explained(name: str) -> None:
    explained = re.findall(r"^\| `([a-z_]+(?::[a-z]+)?)` \|", read(name), flags=re.MULTILINE)

    assert sorted(explained) == sorted(MANIFEST["oauth_config"]["scopes"]["bot"])


def test_descriptions_of_the_app_fit_into_its_page_in_slack() -> None:
    shown = MANIFEST["display_information"]

    assert len(shown["description"]) in SHORT_DESCRIPTION
    assert len(shown["long_description"]) in LONG_DESCRIPTION


@pytest.mark.parametrize("name", ["README.md", "README.nl.md"])
def test_buttons_that_the_readme_names_are_on_the_page(name: str) -> None:
    words = PageRenderer().words_of("nl")
    named = [text for text in re.findall(r"\*\*([^*]+)\*\*", read(name)) if re.search(r"\d\d:\d\d$", text)]

    assert named == [words["clock_workday"], words["clock_today"]]
