"""An administrator without a shell imports a file by sending it to the bot: preview, confirm, undo."""

import io
from datetime import timedelta

import openpyxl
import pytest

from sandbox.entities import PostedMessage
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from schedules.service import Service
from tests.conversations.test_logging import lines

ACCOUNTS = b"Bedrijf;Fase;Plaats\nAcme;klant;Gent\nZonneveld;lead;Assen\nKeizer;keizer;\n"
PREVIEW = [
    "accounts.csv: dit lees ik als accounts (kolommen: naam, fase, plaats).",
    "naam | fase | plaats",
    "Acme | klant | Gent",
    "Zonneveld | lead | Assen",
    "Keizer | keizer | \u2013",
    "Straks: 1 nieuw, 1 aangepast, 0 ongewijzigd.",
    "1 regel overgeslagen:",
    "regel 4: fase “keizer” ken ik niet; kies suspect, prospect, customer of former",
]


async def wait_for_answer(user: SandboxUser, text: str) -> PostedMessage:
    """Return the bot's message that contains this text."""
    return await user.wait_for(lambda: next((each for each in user.visible() if text in each.plain), None), timeout=30)


@pytest.mark.daily
async def test_a_file_is_previewed_imported_and_undone(marieke: SandboxUser, service: Service) -> None:
    await marieke.uploads("accounts.csv", ACCOUNTS)
    preview = await wait_for_answer(marieke, "dit lees ik als")
    assert lines(preview) == PREVIEW
    assert preview.buttons == ["Alleen de goede regels importeren", "Niet doen"]
    shown = await marieke.clicks(preview, "Alleen de goede regels importeren", grace=2)
    assert lines(shown) == ["Ik lees accounts.csv in. Je hoort zo hoe het ging."]
    written = await wait_for_answer(marieke, "is ingelezen")
    assert lines(written) == [
        "✓ accounts.csv is ingelezen: 1 nieuw, 1 aangepast, 0 ongewijzigd.",
        "1 regel overgeslagen, zoals in het voorbeeld stond.",
        "Terugdraaien kan nog een week.",
    ]
    assert lines(await marieke.types_command("/log bezoek Zonneveld"))[0] == "✓ Bezoek · Zonneveld"
    await marieke.types_command("/log undo")
    assert lines(await marieke.clicks(written, "Ongedaan maken", grace=2)) == [
        "Ik draai accounts.csv terug. Je hoort zo hoe het ging."
    ]
    undone = await wait_for_answer(marieke, "is teruggedraaid")
    assert lines(undone) == [
        "✓ accounts.csv is teruggedraaid: 0 weggehaald, 1 teruggezet.",
        "1 regel blijft zoals hij is:",
        "Zonneveld: er hangt al iets anders aan",
    ]
    assert service.jobs.files is not None


async def test_a_file_that_is_declined_changes_nothing(marieke: SandboxUser) -> None:
    await marieke.uploads("accounts.csv", ACCOUNTS, text="hier zijn ze")
    preview = await wait_for_answer(marieke, "dit lees ik als")
    shown = await marieke.clicks(preview, "Niet doen", grace=2)
    assert lines(shown) == ["Goed, met accounts.csv doe ik niets."]
    assert lines(await marieke.types_command("/log bezoek Zonneveld"))[0] != "✓ Bezoek · Zonneveld"


async def test_a_workbook_is_read_too_and_one_that_changes_nothing_says_so(marieke: SandboxUser) -> None:
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].append(["naam"])
    book.worksheets[0].append(["Acme"])
    book.save(content)
    await marieke.uploads("klanten.xlsx", content.getvalue())
    shown = await wait_for_answer(marieke, "klanten.xlsx")
    assert lines(shown)[-2:] == [
        "Straks: 0 nieuw, 0 aangepast, 1 ongewijzigd.",
        "Er is niets te doen: dit staat er allemaal al.",
    ]
    assert shown.buttons == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("logo.png", b"\x89PNG", "Ik lees alleen tabellen: stuur een CSV- of Excel-bestand (.xlsx)."),
        ("x.xlsx", b"geen excel", "x.xlsx: Dit bestand kan ik niet lezen: het is geen CSV- of Excel-tabel."),
        ("leeg.csv", b"\n", "leeg.csv: Dit bestand kan ik niet lezen: het is leeg."),
        (
            "maten.csv",
            b"kleur,maat\nrood,xl\n",
            (
                "maten.csv: Dit bestand kan ik niet lezen: er zijn geen kolommen die ik ken, zoals name (voor accounts)"
                " of date, kind en rep (voor activiteiten)."
            ),
        ),
        (
            "groot.csv",
            b"name\n" + b"x" * 5 * 1024 * 1024,
            "Dit bestand is groter dan 5 MB; splits het, of laat het inlezen met “ritme import”.",
        ),
        (
            "lang.csv",
            b"name\n" + b"".join(b"Klant %d\n" % number for number in range(10_001)),
            "lang.csv: Dit zijn meer dan 10.000 regels; splits het bestand, of laat het inlezen met “ritme import”.",
        ),
    ],
)
async def test_what_is_no_table_is_refused_in_one_sentence(
    marieke: SandboxUser, name: str, content: bytes, sentence: str
) -> None:
    await marieke.uploads(name, content)
    assert lines(await wait_for_answer(marieke, sentence.split(":", maxsplit=1)[0])) == [sentence]


async def test_a_rep_is_refused_and_a_picture_with_a_line_is_a_line(sanne: SandboxUser) -> None:
    await sanne.uploads("accounts.csv", ACCOUNTS)
    shown = await wait_for_answer(sanne, "beheerder")
    assert lines(shown) == ["Dat kan alleen een beheerder: Marieke Bakker."]
    await sanne.uploads("stand.png", b"\x89PNG", text="bezoek Acme")
    assert lines(await wait_for_answer(sanne, "✓"))[0] == "✓ Bezoek · Acme"


async def test_deals_without_their_columns_are_asked_about_and_never_taken_for_accounts(marieke: SandboxUser) -> None:
    await marieke.uploads("deals.csv", b"naam;bedrag;sluitdatum\nKassen;1000;2026-12-01\n")
    shown = await wait_for_answer(marieke, "Dit lijken deals")
    assert lines(shown) == [
        (
            "deals.csv: Dit lijken deals (kolommen: sluitdatum), maar ik zie niet welke kolom de klant is en welke de"
            " deal. Noem ze “account” en “deal”."
        )
    ]
    assert shown.buttons == ["Het zijn accounts", "Niet doen"]
    await marieke.clicks(shown, "Het zijn accounts", grace=2)
    preview = await wait_for_answer(marieke, "dit lees ik als accounts")
    assert lines(preview)[-2:] == [
        "Straks: 1 nieuw, 0 aangepast, 0 ongewijzigd.",
        "Niet gebruikte kolommen: sluitdatum.",
    ]


async def test_a_file_waits_a_day_and_an_undo_a_week(marieke: SandboxUser, sandbox: Sandbox) -> None:
    await marieke.uploads("accounts.csv", ACCOUNTS)
    old = await wait_for_answer(marieke, "dit lees ik als")
    await marieke.uploads("ook.csv", b"name\nZonneveld\n")
    await marieke.clicks(await wait_for_answer(marieke, "ook.csv"), "Importeren")
    written = await wait_for_answer(marieke, "is ingelezen")
    await sandbox.clock.move_to(sandbox.clock.now() + timedelta(days=8))
    shown = await marieke.clicks(old, "Alleen de goede regels importeren", grace=2)
    assert lines(shown) == ["Ik bewaar een bestand een dag; stuur het nog eens, dan kijk ik opnieuw."]
    shown = await marieke.clicks(written, "Ongedaan maken", grace=2)
    assert lines(shown) == ["Terugdraaien kan tot een week na het inlezen, en die is voorbij."]
