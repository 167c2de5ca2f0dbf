"""The command line: output and exit codes."""

import json
import logging
import os
import socket
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import chdir
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import copy

import pytest
import structlog
from typer.testing import CliRunner

import app
from app import make_cli
from bot.services.operations.check_database import Finding
from bot.settings import Settings
from bot.storage.migrate import get_newest_revision

ROOT = Path(__file__).parents[3]
NAMES = ROOT / "tests" / "data" / "accounts.txt"
OURS = ("SLACK_", "TEAMS_", "RITME_")
NEWEST = get_newest_revision()


@dataclass(frozen=True, slots=True)
class Done:
    """The exit code and output of a command."""

    returncode: int
    stdout: str
    stderr: str


def run(*words: str, folder: Path, typed: str = "", settings: dict[str, str] | None = None) -> Done:
    """Run a command in this process, in an empty folder, with only these settings."""
    foreign = {name: None for name in os.environ if name.startswith(OURS)}
    env = {**foreign, "RITME_LOG_LEVEL": "ERROR", **(settings or {})}
    handlers, level, structure = logging.root.handlers, logging.root.level, structlog.get_config()
    try:
        with chdir(folder):
            result = CliRunner().invoke(make_cli(), words, input=typed, env=env, catch_exceptions=False)
    finally:
        # A command configures logging for its process; restore it, since this process runs other tests.
        logging.root.handlers, logging.root.level = handlers, level
        structlog.configure(**structure)
    return Done(result.exit_code, result.stdout, result.stderr)


def run_program(*words: str, folder: Path, typed: str = "") -> Done:
    """Run the program in a separate process."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, str(ROOT / "app.py"), *words],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT)},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.mark.slow
def test_the_program_itself_reads_writes_and_ends_as_its_commands_do(tmp_path: Path) -> None:
    words = ("parse", "--accounts", str(NAMES), "--now", "2026-03-18T10:30:00", "--tz", "Europe/Amsterdam")
    typed = '{"text": "bezoek De Vries & Zn., € 5 één"}\n'
    done = run_program(*words, folder=tmp_path, typed=typed)
    assert done.stdout != ""
    assert done == run(*words, folder=tmp_path, typed=typed)
    refused = run_program("parse", "--accounts", str(NAMES), "--language", "fr", folder=tmp_path)
    assert refused == Done(2, "", "I do not speak “fr”; choose nl or en.\n")


def parse(*texts: str, folder: Path) -> list[dict[str, object]]:
    typed = "\n".join(json.dumps({"text": text}) for text in texts)
    words = ("parse", "--accounts", str(NAMES), "--now", "2026-03-18T10:30:00", "--tz", "Europe/Amsterdam")
    done = run(*words, folder=folder, typed=typed)
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_help_names_every_command(tmp_path: Path) -> None:
    shown = run("--help", folder=tmp_path).stdout
    for command in ("run", "migrate", "import", "export", "parse", "due", "doctor"):
        assert f"\n  {command} " in shown


def test_parse_gives_what_would_be_stored(tmp_path: Path) -> None:
    assert parse("bezoek Acme, offerte besproken, volgende stap vrijdag 14:00", folder=tmp_path) == [
        {
            "kind": "visit",
            "account": "Acme",
            "count": 1,
            "date": "2026-03-18",
            "next": {"date": "2026-03-20", "time": "14:00"},
            "note": "offerte besproken",
        }
    ]


def test_parse_answers_every_line_in_order_also_the_bad_ones(tmp_path: Path) -> None:
    read = parse("5 mails", "bezoek", "gebeld met qqqqqq", folder=tmp_path)
    assert [line.get("error", line.get("kind")) for line in read] == ["message", "account_missing", "account_unknown"]


def test_parse_of_what_is_no_json_is_an_error_and_not_a_crash(tmp_path: Path) -> None:
    done = run("parse", "--accounts", str(NAMES), folder=tmp_path, typed='bezoek Acme\n{"tekst": 1}\n[]\n')
    assert [json.loads(line)["error"] for line in done.stdout.splitlines()] == ["nothing_readable"] * 3


def test_parse_with_a_zone_that_does_not_exist_says_so(tmp_path: Path) -> None:
    done = run("parse", "--accounts", str(NAMES), "--tz", "Europe/Atlantis", folder=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "There is no time zone Europe/Atlantis; use an IANA name such as Europe/Amsterdam.\n",
    )


def test_migrate_makes_the_database_and_doctor_looks_at_it(tmp_path: Path) -> None:
    assert run("migrate", folder=tmp_path).stdout == f"The database is at revision {NEWEST}.\n"
    shown = run("doctor", folder=tmp_path)
    assert shown.returncode == 1
    assert shown.stdout.splitlines()[:3] == [
        "✓ Settings: all can be read",
        f"✓ Database: answers, at revision {NEWEST}",
        "✓ Deliveries: 0 sent, 0 on their way",
    ]


def test_doctor_before_the_first_start_says_to_migrate(tmp_path: Path) -> None:
    assert "→ Run: ritme migrate" in run("doctor", folder=tmp_path).stdout


def test_one_token_without_the_other_is_named_in_one_sentence(tmp_path: Path) -> None:
    done = run("run", folder=tmp_path, settings={"SLACK_BOT_TOKEN": "xoxb-1"})
    assert done.returncode == 2
    assert done.stderr.startswith("SLACK_APP_TOKEN is missing: it begins with xapp-")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SLACK_BOT_TOKEN", "geheim-123", "SLACK_BOT_TOKEN must begin with xoxb-."),
        ("RITME_DATABASE_URL", "mysql://x", "RITME_DATABASE_URL must begin with sqlite:// or postgresql://."),
        ("RITME_TIMEZONE", "Mars", "RITME_TIMEZONE must be an IANA time zone, such as Europe/Amsterdam."),
        ("RITME_COUNTRY", "XX", "RITME_COUNTRY must be a country code of two letters, such as NL."),
    ],
)
def test_a_wrong_setting_is_named_without_its_value(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    done = run("doctor", folder=tmp_path, settings={name: value})
    assert (done.returncode, done.stderr) == (2, sentence + "\n")


def test_due_in_an_empty_database_says_that_nobody_is_there(empty_place: Path) -> None:
    assert run("due", "--at", "2026-03-29T08:30", folder=empty_place).stdout.startswith("Nobody has a moment")


def test_due_as_json_is_a_list(empty_place: Path) -> None:
    shown = run("due", "--at", datetime(2026, 3, 30, 8, 30).isoformat(), "--json", folder=empty_place)  # noqa: DTZ001 - local
    assert json.loads(shown.stdout) == []


@pytest.mark.slow
def test_slack_that_cannot_be_reached_is_said_before_anything_starts(tmp_path: Path) -> None:
    settings = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_BASE_URL": "http://127.0.0.1:9/api/"}
    done = run("run", folder=tmp_path, settings=settings)
    assert done.returncode == 1
    assert done.stderr.splitlines()[:2] == [
        "✗ SLACK_BOT_TOKEN: http://127.0.0.1:9/api/ cannot be reached (ClientConnectorError).",
        "  → Check the network, the proxy and the firewall of this machine.",
    ]


def test_a_database_that_does_not_answer_is_said_in_a_sentence_without_its_password(tmp_path: Path) -> None:
    done = run("migrate", folder=tmp_path, settings={"RITME_DATABASE_URL": "postgresql://u:geheim@127.0.0.1:9/x"})
    assert (done.returncode, done.stderr) == (
        2,
        "The database does not answer (ConnectionRefusedError). Run `ritme doctor`: it says how to mend it.\n",
    )


def test_a_port_that_is_taken_is_said_to_be_the_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "_check_platforms", check_nothing)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "x", "RITME_HTTP_PORT": str(port)}
        done = run("run", folder=tmp_path, settings=settings)
    sentence = f"Port {port} is taken; choose another with RITME_HTTP_PORT, or stop what listens there.\n"
    assert (done.returncode, done.stderr) == (2, sentence)


def test_a_host_that_is_not_of_this_machine_is_named_with_its_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "_check_platforms", check_nothing)
    settings = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "x", "RITME_HTTP_HOST": "192.0.2.1"}
    done = run("run", folder=tmp_path, settings=settings)
    assert done.returncode == 2
    assert done.stderr.startswith("Nothing can listen on 192.0.2.1, port 3000 (")
    assert done.stderr.endswith("): see RITME_HTTP_HOST and RITME_HTTP_PORT.\n")


async def check_nothing(_settings: Settings) -> list[Finding]:
    return []


def test_an_import_before_anybody_met_the_bot_says_when_there_will_be_a_workspace(empty_place: Path) -> None:
    accounts = empty_place / "accounts.csv"
    accounts.write_text("name,stage\nAcme,klant\n", encoding="utf-8")
    refused = run("import", str(accounts), folder=empty_place)
    assert (refused.returncode, refused.stderr) == (
        2,
        "There is no such workspace yet; it is made when the first person types /ritme in Slack.\n",
    )


def test_the_working_days_of_a_year_can_be_checked_by_hand(tmp_path: Path) -> None:
    command = ("workdays", "--year", "2027", "--country", "NL", "--pattern", "di en do ochtend", "--csv")
    rows = run(*command, folder=tmp_path).stdout.splitlines()
    assert rows[0] == "date,weekday,counts,reason"
    assert len(rows) == 1 + 365 + 1
    assert [row for row in rows if row.startswith(("2027-04-27", "2027-05-06", "2027-01-05", "2027-01-07"))] == [
        "2027-01-05,Tuesday,1,",
        "2027-01-07,Thursday,0.5,",
        "2027-04-27,Tuesday,0,holiday: Koningsdag",
        "2027-05-06,Thursday,0,holiday: Hemelvaartsdag",
    ]
    # 52 Tuesdays minus King's Day, and half of 52 Thursdays minus Ascension Day.
    assert rows[-1] == "total,,76.5,"


def test_diagnose_tells_the_situation_three_candidates_and_questions(tmp_path: Path) -> None:
    notes = ('{"note": "3e voicemail ingesproken, hoor niks", "lang": "nl"}', "onzin", '{"note": "too expensive"}')
    typed = "\n".join(notes)
    done = run("diagnose", folder=tmp_path, typed=typed)
    unreached, nonsense, price = [json.loads(line) for line in done.stdout.splitlines()]
    assert (unreached["situation"], unreached["confident"]) == ("unreachable", True)
    assert [set(each) for each in unreached["candidates"]] == [{"situation", "score"}] * 3
    assert len(unreached["questions"]) == 3
    assert nonsense == {"error": "not an object with a note"}
    assert price["situation"] == "price"


def test_diagnose_of_a_loss_tells_the_attitude(tmp_path: Path) -> None:
    notes = (
        "ze kozen gewoon voor de goedkoopste, wat kan ik daaraan doen",
        "had eerder naar de directie moeten gaan, les geleerd",
    )
    typed = "\n".join(json.dumps({"note": note}) for note in notes)
    done = run("diagnose", "--loss", folder=tmp_path, typed=typed)
    assert done.stdout.splitlines() == ['{"attitude": "blame"}', '{"attitude": "ownership"}']


def test_a_pattern_or_country_that_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path) -> None:
    unclear = run("workdays", "--year", "2027", "--pattern", "soms", folder=tmp_path)
    assert (unclear.returncode, unclear.stderr) == (
        2,
        "“soms” names no day of the week; try “mon-thu” or “di en do ochtend”.\n",
    )
    assert run("workdays", "--year", "2027", "--country", "XX", folder=tmp_path).returncode == 2


QUESTION = 'price:\n  - {id: own, ask: "Één?", why: Zo}\n'


@pytest.fixture
def empty_place(tmp_path: Path, sqlite_template: Path) -> Path:
    """A folder with a migrated database in which nobody met the bot."""
    copy(sqlite_template, tmp_path / "ritme.db")
    return tmp_path


@pytest.fixture
def place(empty_place: Path) -> Path:
    """A folder with the database of one workspace without activities."""
    with sqlite3.connect(empty_place / "ritme.db") as connection:
        connection.execute(
            "INSERT INTO workspaces (platform, external_id, name, country, timezone, language, created_at)"
            " VALUES ('slack', 'T1', 'T1', 'NL', 'Europe/Amsterdam', 'nl', '2026-03-18 09:30:00')"
        )
    return empty_place


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> str:
    (folder / name).write_bytes(text.encode(encoding))
    return str(folder / name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_playbook_is_taken_in_any_encoding(place: Path, encoding: str) -> None:
    done = run("playbook", write(place, "own.yaml", QUESTION, encoding), "--language", "NL", folder=place)
    assert (done.returncode, done.stdout, done.stderr) == (0, "71 questions are in use now.\n", "")
    assert run("playbook", folder=place).stdout == QUESTION


@pytest.mark.parametrize(
    ("text", "language", "sentence"),
    [
        (QUESTION, "klingonlang", "I do not speak “klingonlang”; choose nl or en.\n"),
        ("[" * 5000, "nl", "Line 1 of the questions is wrong: this is not YAML (mind indentation and quotes)."),
    ],
)
def test_a_playbook_that_cannot_be_is_refused_in_a_sentence(
    place: Path, text: str, language: str, sentence: str
) -> None:
    done = run("playbook", write(place, "own.yaml", text), "--language", language, folder=place)
    assert done.returncode == 2
    assert done.stderr.startswith(sentence)


def test_parse_in_a_language_or_at_a_moment_that_cannot_be_says_so(tmp_path: Path) -> None:
    words = ("parse", "--accounts", str(NAMES))
    assert run(*words, "--language", "fr", folder=tmp_path).stderr == "I do not speak “fr”; choose nl or en.\n"
    assert run(*words, "--now", "9999-12-31", folder=tmp_path).stderr == (
        "9999-12-31 is too far away; choose a day from 1990 to 50 years ahead.\n"
    )


@pytest.mark.parametrize("words", [("playbook",), ("parse", "--accounts")])
def test_a_folder_instead_of_a_file_is_refused_in_a_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(*words, str(tmp_path), folder=tmp_path)
    assert done.returncode == 2
    assert "is a directory" in done.stderr


def test_an_import_of_a_folder_or_a_broken_spreadsheet_is_refused_in_a_sentence(place: Path) -> None:
    assert run("import", str(place), folder=place).stderr == "I cannot read this file: it is a folder.\n"
    with zipfile.ZipFile(place / "broken.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<broken")
    done = run("import", str(place / "broken.xlsx"), folder=place)
    assert (done.returncode, done.stderr) == (2, "I cannot read this file: it is no CSV or Excel table.\n")


@pytest.mark.parametrize("command", ["stalls", "due"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_far_away_is_refused_in_a_sentence(place: Path, command: str, day: str) -> None:
    done = run(command, "--at", day, folder=place)
    assert (done.returncode, done.stderr) == (2, f"{day} is too far away; choose a day from 1990 to 50 years ahead.\n")


def test_an_import_says_what_a_file_is_when_its_columns_do_not(place: Path) -> None:
    path = write(place, "a.csv", "account,contact\nAcme,Piet\n")
    assert run("import", path, "--yes", folder=place).returncode == 1
    for subject in (("--as", "accounts"), ()):
        done = run("import", path, *subject, "--yes", folder=place)
        assert (done.returncode, done.stdout.splitlines()[-2]) == (0, "1 new, 0 changed, 0 unchanged.")


def test_an_import_is_shown_first_and_written_only_with_yes(place: Path) -> None:
    path = write(place, "a.csv", "Bedrijf;Fase;Kleur\nAcme;klant;rood\nBeta;;blauw\n")
    shown = [
        "a.csv: I take this for accounts (columns: name, stage).",
        "  name  stage",
        "  Acme  klant",
        "  Beta",
        "This would be: 2 new, 0 changed, 0 unchanged.",
        "Columns not used: Kleur.",
    ]
    refusal = "Nothing was written: this only shows what would be. Add --yes to do it."
    for _ in range(2):
        done = run("import", path, folder=place)
        assert (done.returncode, done.stdout.splitlines()) == (3, [*shown, refusal])
    done = run("import", path, "--yes", folder=place)
    written = ["2 new, 0 changed, 0 unchanged.", "Undo it with: ritme import --undo 1"]
    assert (done.returncode, done.stdout.splitlines()) == (0, [*shown, *written])
    again = run("import", path, folder=place)
    assert (again.returncode, again.stdout.splitlines()[4]) == (0, "This would be: 0 new, 0 changed, 2 unchanged.")


def test_an_import_is_undone_as_a_whole_the_latest_first(place: Path) -> None:
    for number in (1, 2):
        path = write(place, f"{number}.csv", f"name,city\nAcme,Plaats {number}\n")
        assert run("import", path, "--yes", folder=place).returncode == 0
    assert run("import", "--undo", folder=place).returncode == 3
    done = run("import", "--undo", "--yes", folder=place)
    assert (done.returncode, done.stdout.splitlines()[1:]) == (0, ["Undone: 0 removed, 1 put back."])
    done = run("import", "--undo", "1", "--yes", folder=place)
    assert (done.returncode, done.stdout.splitlines()[1:]) == (0, ["Undone: 1 removed, 0 put back."])
    done = run("import", "--undo", "1", "--yes", folder=place)
    assert (done.returncode, done.stderr) == (
        2,
        "There is no such import (any more): it was undone, or it is not yours.\n",
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Say which file to import, or --undo to undo an import."),
        (("--undo", "laatste"), "“laatste” is no number of an import; leave it out for the latest one."),
    ],
)
def test_an_import_of_nothing_is_refused_in_a_sentence(place: Path, words: tuple[str, ...], sentence: str) -> None:
    done = run("import", *words, folder=place)
    assert (done.returncode, done.stderr) == (2, f"{sentence}\n")


def test_an_import_never_takes_deals_for_accounts(place: Path) -> None:
    done = run(
        "import", write(place, "d.csv", "naam;stage;amount;close date\nKassen;offerte;1000;2026-12-01\n"), folder=place
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        (
            "These look like deals (columns: close date), but I can't tell which column is the customer and which the"
            " deal. Call them “account” and “deal”."
        ),
        "Or say what the file holds with --as.",
    ]


def test_an_export_replaces_a_link_and_never_writes_where_it_points(place: Path) -> None:
    secret = place / "secret.txt"
    secret.write_text("not yours")
    (place / "out").mkdir()
    (place / "out" / "accounts.csv").symlink_to(secret)
    assert run("export", str(place / "out"), folder=place).returncode == 0
    assert secret.read_text() == "not yours"
    written = [
        (path.name, path.is_symlink(), path.stat().st_mode & 0o777) for path in sorted((place / "out").iterdir())
    ]
    names = ("accounts.csv", "activities.csv", "contacts.csv", "deals.csv")
    assert written == [(name, False, 0o600) for name in names]
    (place / "link").symlink_to(place / "out")
    done = run("export", str(place / "link"), folder=place)
    assert (done.returncode, done.stderr) == (2, f"{place / 'link'}: This is a link; name the folder itself.\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--demo", "--empty"), "Choose --demo or --empty"),
        (("--demo", "--people", "10"), "Input should be less than or equal to 9"),
        (("--demo", "--lang", "fr"), "I do not speak “fr”; choose"),
    ],
)
def test_local_workspace_that_cannot_be_is_refused(words: tuple[str, ...], sentence: str, tmp_path: Path) -> None:
    done = run("run", *words, folder=tmp_path)

    assert done.returncode == 2
    assert sentence in done.stderr
