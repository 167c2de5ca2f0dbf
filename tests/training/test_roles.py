"""The models for the roles of days and activity words, and the lines that they learned from."""

from benchmarks.reading.log_lines import EXAMPLES, HELD_OUT, load_lines
from bot.domain.log.log_line.judging.models import load_day_roles, load_kind_roles
from training.roles import digest_lines, read_lines


def test_the_models_in_the_repository_learned_from_just_the_lines_in_it() -> None:
    assert {load_day_roles().digest, load_kind_roles().digest} == {digest_lines()}


def test_no_line_that_was_held_out_was_learned_from() -> None:
    learned = {line.text.casefold() for line in read_lines()}
    held_out = {line["text"].casefold() for name in HELD_OUT for line in load_lines(EXAMPLES / name)}
    assert learned & held_out == set()


def test_every_expected_account_of_a_line_exists() -> None:
    for line in read_lines():
        for expected in line.expected:
            assert expected["account"] is None or line.accounts.find_exact(expected["account"]), line.text
