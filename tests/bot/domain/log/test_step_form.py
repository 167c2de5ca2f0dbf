"""How a next step is to be kept, read from the words around its day (V2)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.activity import StepForm
from bot.domain.log.log_line import parse_log_line

NOW = datetime(2026, 10, 5, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
ACCOUNTS = AccountIndex([NamedAccount(id=1, name="Acme")])


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("called Acme, demo tomorrow at 2pm", StepForm.TALK),
        ("gebeld Acme demo dinsdag 14u", StepForm.TALK),
        ("belde Acme, offerte bespreken donderdag 14:00", StepForm.TALK),
        ("called Acme, visit thursday 2pm", StepForm.VISIT),
        ("gebeld met Acme, vrijdag langs", StepForm.VISIT),
        ("called Acme, lunch friday", StepForm.VISIT),
        ("called Acme, ring back wednesday 11am", StepForm.CALL),
        ("gebeld met Acme, terugbellen vrijdag", StepForm.CALL),
        ("emailed Acme, will call monday about the quote", StepForm.CALL),
        ("called Acme, Tom wants a price by friday", StepForm.MESSAGE),
        ("bezoek Acme, vrijdag offerte sturen", StepForm.MESSAGE),
        ("visit Acme, next step friday", None),
        ("gebeld met Acme, volgende stap vrijdag 10:00", None),
    ],
)
def test_the_words_beside_the_day_say_how_it_is_kept(line: str, form: StepForm | None) -> None:
    step = parse_log_line(line, accounts=ACCOUNTS, now=NOW).next_step
    assert step is not None
    assert step.form is form
