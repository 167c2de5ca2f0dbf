"""The note: what remains of a line after parsing."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.log.log_line.line import TokenUse, number_segments, split_line
from bot.domain.log.log_line.note import LONGEST_NOTE, cut_next_step, write_note
from tests.bot.domain.log.log_line.lines import line_of, span_of

pieces = st.sampled_from(["prijs", "Offerte", "wil", "€ 5", ",", ".", "en", "(", "4-5"])


def write(text: str, **parsed: str) -> str:
    return write_note(line_of(text, **parsed))[0]


def write_around(text: str, step: str) -> str:
    line = line_of(text, next=step)
    cut_next_step(line, number_segments(line), *span_of(line, step))
    return write_note(line)[0]


def test_a_note_is_what_was_typed_without_what_was_parsed() -> None:
    expected = {
        ("gebeld met Acme, Prijs besproken", "gebeld", "met Acme"): "Prijs besproken",
        ("Offerte besproken, gebeld met Acme", "gebeld", "met Acme"): "Offerte besproken",
        ("wil korting gebeld met Acme en vraagt uitleg", "gebeld", "met Acme"): "wil korting vraagt uitleg",
        ("bezoek Acme: prijs € 4.500 (ex. btw)", "bezoek", "Acme"): "prijs € 4.500 (ex. btw)",
        ("prijs besproken, gebeld met Acme, wil korting", "gebeld", "met Acme"): "prijs besproken, wil korting",
        ("borrel bij Acme gehad, leuk contact", "", "bij Acme"): "borrel, leuk contact",
        ("Te duur! gebeld met Acme Wil korting.", "gebeld", "met Acme"): "Te duur! Wil korting.",
    }
    assert {case: write(case[0], kind=case[1], account=case[2]) for case in expected} == expected


def test_what_says_nothing_is_no_note() -> None:
    texts = ("gebeld", "gebeld.", "gebeld, en", "gebeld gehad", "even gebeld met de", "gebeld - ", "gebeld ...")
    assert {text: write(text, kind="gebeld") for text in texts} == dict.fromkeys(texts, "")


def test_half_a_pair_of_brackets_is_left_out() -> None:
    assert write("gebeld (prijs besproken", kind="gebeld") == "prijs besproken"
    assert write("gebeld (prijs) besproken", kind="gebeld") == "(prijs) besproken"


def test_words_that_only_announce_the_next_contact_go_with_its_day() -> None:
    expected = {
        ("prijs besproken, vrijdag bellen we weer", "vrijdag"): "prijs besproken",
        ("prijs besproken, volgende afspraak op vrijdag", "vrijdag"): "prijs besproken",
        ("prijs besproken, call again on friday", "friday"): "prijs besproken",
        ("prijs besproken, vrijdag offerte sturen", "vrijdag"): "prijs besproken, offerte sturen",
        ("prijs besproken maar vrijdag bellen", "vrijdag"): "prijs besproken",
        ("vrijdag bellen als de offerte binnen is", "vrijdag"): "",
        ("vrijdag bellen over de prijs", "vrijdag"): "over de prijs",
        ("vrijdag bellen met de directeur", "vrijdag"): "met de directeur",
    }
    assert {case: write_around(*case) for case in expected} == expected


def test_a_note_is_cut_at_3000_characters_and_that_is_said() -> None:
    assert LONGEST_NOTE == 3_000
    full, longer = "a" * 3_000, "a" * 2_999 + " bc"
    assert write_note(split_line(full)) == (full, False)
    assert write_note(split_line(longer)) == ("a" * 2_999, True)


@given(st.lists(st.tuples(pieces, st.booleans())))
def test_a_note_has_no_letter_that_was_not_typed_and_keeps_their_order(words: list[tuple[str, bool]]) -> None:
    line = split_line(" ".join(word for word, _ in words))
    for index, (_, is_parsed) in enumerate(words[: len(line)]):
        if is_parsed:
            line.take(index, index + 1, TokenUse.KIND)
    note, was_cut = write_note(line)
    typed = iter(line.text)
    assert all(letter in typed for letter in note if letter.isalnum())
    assert (note, was_cut) == (note.strip(), False)
