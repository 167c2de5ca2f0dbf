"""Dutch and English words for the calendar and the clock, as typed on a phone."""

from bot.domain.text.words import word_list, word_set


def _spell(names: str) -> dict[str, int]:
    return {word: number for number, line in enumerate(names.strip().splitlines()) for word in line.split()}


WEEKDAYS = _spell("""
    maandag ma monday mon maadag mandag maandg
    dinsdag di din tuesday tue tues dinsdg diensdag
    woensdag wo woe wednesday wed weds woesdag wensdag wednessday
    donderdag do don thursday thu thur thurs donderag dondedag thurday
    vrijdag vr vrij friday fri vrijdg vijdag vrydag
    zaterdag za saturday sat zaterdg
    zondag zo sunday sun zondg
""")
# These words have other meanings too, so they count only where a day is expected.
DOUBTFUL_WEEKDAYS = word_set("don din do zo sat sun wed ma di za vrij wo mon")

MONTHS = {
    word: number + 1
    for word, number in _spell("""
    januari jan january
    februari feb febr february febuari
    maart mrt march mar mrch
    april apr aprl
    mei may
    juni jun june
    juli jul july
    augustus aug august
    september sep sept
    oktober okt october oct
    november nov
    december dec
""").items()
}

_PARTS_NL = ("ochtend", "morgen", "voormiddag", "middag", "namiddag", "achternoen", "avond", "nacht")


def _join_parts(*days: str) -> list[str]:
    """Return every part of these days as one word ("gisterenvoormiddag")."""
    return [day + part for day in days for part in _PARTS_NL]


DAY_OFFSETS = {
    **dict.fromkeys(_join_parts("eergisteren", "eergister"), -2),
    **dict.fromkeys(_join_parts("gisteren", "gister"), -1),
    **dict.fromkeys(_join_parts("van"), 0),
    **dict.fromkeys(_join_parts("overmorgen"), 2),
    **dict.fromkeys([day for day in _join_parts("morgen") if day != "morgenmorgen"], 1),
    "vnm": 0,
    "ovm": 2,
    **dict.fromkeys(word_list("eergisteren eergister eergisteravond eergistermiddag eergisterochtend"), -2),
    **dict.fromkeys(
        word_list(
            """
    gisteren gister gistern gisternamiddag gisterenmiddag gistermiddag gisteravond gisterenavond
    gisterochtend gisterenochtend gistermorgen gisterenmorgen gisterennamiddag gistervoormiddag
    yesterday yesterdays yday yest ysterday gistere gistereren yesteday
    """
        ),
        -1,
    ),
    **dict.fromkeys(
        word_list(
            """
    vandaag todays vandaaag vndg today vanochtend vanmorgen vanmiddag vanavond vannamiddag vanvoormiddag
    vannacht tonight
    """
        ),
        0,
    ),
    **dict.fromkeys(
        word_list(
            """
    morgen morgenochtend morgenmiddag morgenavond morgenvroeg morgennamiddag morgenvoormiddag mrgn
    tomorrow tmrw tomorow tommorow tommorrow tmr morgn
    """
        ),
        1,
    ),
    **dict.fromkeys(word_list("overmorgen overmorgenochtend overmorgenmiddag overmrgn"), 2),
}
LATER_TODAY = word_set("vanmiddag vanavond vannamiddag tonight vnm")
TWO_WORD_TODAY = {
    ("deze", "ochtend"), ("deze", "middag"), ("deze", "avond"), ("deze", "voormiddag"), ("deze", "namiddag"),
    ("deze", "morgen"), ("this", "morning"), ("this", "afternoon"), ("this", "evening"), ("later", "vandaag"),
    ("later", "today"), ("earlier", "today"), ("eerder", "vandaag"),
}  # fmt: skip
PARTS_OF_DAY = {
    **dict.fromkeys(
        word_list(
            """
    ochtend ochtends morgens voormiddag voormiddags vm morning mornings forenoon vroeg early
    """
        ),
        "am",
    ),
    **dict.fromkeys(word_list("middag middags namiddag namiddags nm afternoon smiddags"), "pm"),
    **dict.fromkeys(word_list("avond avonds evening night savonds"), "pm"),
    **dict.fromkeys(word_list("sochtends smorgens svoormiddags"), "am"),
    **dict.fromkeys(["snamiddags"], "pm"),
}
_SUFFIXES = (
    "ochtend", "morgen", "voormiddag", "middag", "namiddag", "avond",
)  # fmt: skip
WEEKDAY_PARTS = {
    day + suffix: (number, "am" if suffix in ("ochtend", "morgen", "voormiddag") else "pm")
    for day, number in WEEKDAYS.items()
    if day.endswith("dag")
    for suffix in _SUFFIXES
}

PAST_WORDS = word_set(
    """
    jl ll afgelopen vorige vorig last laatste laatstleden verleden jongstleden previous past afglopen
    """
)
PAST_AFTER = word_set("jl jongstleden ll laatstleden")
FUTURE_WORDS = word_set(
    """
    as komende aanstaande eerstvolgende volgende volgend next this deze dit coming upcoming
    eerstkomende komend toekomende
    """
)
FUTURE_AFTER = word_set("as aanstaande eerstkomend eerstkomende")
NEXT_WEEK_WORDS = word_set("volgende volgend next komende toekomende vlgende volg vlg")
LAST_WEEK_WORDS = word_set("vorige vorig last afgelopen verleden")
THIS_WEEK_WORDS = frozenset(["deze", "this"])
WEEK_WORDS = word_set("week wk weeks")

UNITS = {
    **dict.fromkeys(word_list("dag dagen daagjes dgn day days"), "day"),
    **dict.fromkeys(word_list("week weken weekje weekjes wk wkn wks weeks"), "week"),
    **dict.fromkeys(word_list("maand maanden maandje maandjes mnd mnden month months"), "month"),
    **dict.fromkeys(word_list("jaar jaren jaartje year years"), "year"),
}
IN_WORDS = word_set("over in binnen within")
AGO_WORDS = word_set("geleden ago terug gelden gleden")
ORDINAL_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "eerste first", "tweede second", "derde third", "vierde fourth", "vijfde fifth", "zesde sixth",
            "zevende seventh", "achtste eighth", "negende ninth", "tiende tenth", "elfde eleventh", "twaalfde twelfth",
            "dertiende thirteenth", "veertiende fourteenth", "vijftiende fifteenth", "zestiende sixteenth",
            "zeventiende seventeenth", "achttiende eighteenth", "negentiende nineteenth", "twintigste twentieth",
            "eenentwintigste twentyfirst", "tweeentwintigste twentysecond", "drieentwintigste twentythird",
            "vierentwintigste twentyfourth", "vijfentwintigste twentyfifth", "zesentwintigste twentysixth",
            "zevenentwintigste twentyseventh", "achtentwintigste twentyeighth", "negenentwintigste twentyninth",
            "dertigste thirtieth", "eenendertigste thirtyfirst",
        ),
        start=1,
    )
    for name in words.split()
    for word in (name, f"{name}n")
}  # fmt: skip
VAGUE_BEFORE = word_set(
    """
    begin eind einde half medio mid midden early late end loop eerste tweede laatste rond
    """
)
