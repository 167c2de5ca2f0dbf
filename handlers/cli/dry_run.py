"""`ritme parse` and `ritme diagnose`: parse log lines and notes without storing anything."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from handlers.cli.runtime import check_near, parse_language, parse_zone


def parse(
    accounts: Annotated[
        Path, typer.Option(help="A file with one account name on each line.", exists=True, dir_okay=False)
    ],
    now: Annotated[
        datetime | None, typer.Option(help="The local moment to read from, such as 2026-03-18T10:30:00.")
    ] = None,
    tz: Annotated[str, typer.Option(help="The IANA zone of that moment.")] = "Europe/Amsterdam",
    language: Annotated[str, typer.Option(help="The language of the sentences: nl or en.")] = "nl",
) -> None:
    """Parse log lines without storing anything: JSON Lines {"text": …} in, the parsed line (or the error) out."""
    from bot.messages.text.words import load_words
    from bot.services.exchange.encodings import read_text
    from bot.services.log.dry_run import make_index, parse_lines

    check_near(now)
    code = parse_language(language)
    zone = parse_zone(tz)
    moment = now.replace(tzinfo=zone) if now else datetime.now(zone)
    index = make_index(read_text(accounts).split("\n"))
    for read in parse_lines(sys.stdin, accounts=index, now=moment, words=load_words(code, today=moment.date())):
        typer.echo(json.dumps(read, ensure_ascii=False))


def diagnose(
    *,
    loss: Annotated[bool, typer.Option("--loss", help="Read notes after a lost deal: whose doing was it?")] = False,
) -> None:
    """Classify notes without storing anything: JSON Lines {"note": …, "lang": …} in, the situation of each out."""
    from bot.services.lessons.diagnose_notes import diagnose_losses, diagnose_notes

    for read in (diagnose_losses if loss else diagnose_notes)(sys.stdin):
        typer.echo(json.dumps(read, ensure_ascii=False))
