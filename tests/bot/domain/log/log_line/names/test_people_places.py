"""People and places that stand where a name would stand."""

from bot.domain.log.log_line.names.people_places import is_person_or_place


def test_a_first_name_a_title_a_role_and_a_town_are_no_account() -> None:
    told = ("tim", "den rik", "mevrouw otten", "mr hughes", "the gm", "gm", "de inkoper", "cfo anna", "leeds", "ghent")
    assert [each for each in told if not is_person_or_place(each.split())] == []


def test_a_name_of_more_words_or_an_unknown_one_may_be_an_account() -> None:
    told = ("jan peeters", "anna bakery", "jansen", "bank van morgen", "leeds castings", "bakkerij zonnig")
    assert [each for each in told if is_person_or_place(each.split())] == []
