"""The words of the calendar and the clock, Dutch and English, as they are typed on a phone."""


def _spell(names: str) -> dict[str, int]:
    return {word: number for number, line in enumerate(names.strip().splitlines()) for word in line.split()}


WEEKDAYS = _spell("""
    maandag ma monday mon maadag mandag maandg
    dinsdag di tuesday tue tues dinsdg diensdag
    woensdag wo wednesday wed weds woesdag wensdag wednessday
    donderdag do thursday thu thur thurs donderag dondedag thurday
    vrijdag vr vrij friday fri vrijdg vijdag vrydag
    zaterdag za saturday sat zaterdg
    zondag zo sunday sun zondg
""")
# These are also other words, so they count only where a day is expected.
DOUBTFUL_WEEKDAYS = frozenset(["do", "zo", "sat", "sun", "wed", "ma", "di", "za", "vrij", "wo", "mon"])

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

DAY_OFFSETS = {
    **dict.fromkeys(["eergisteren", "eergister", "eergisteravond", "eergistermiddag", "eergisterochtend"], -2),
    **dict.fromkeys(
        [
            "gisteren",
            "gister",
            "gistern",
            "gisternamiddag",
            "gisterenmiddag",
            "gistermiddag",
            "gisteravond",
            "gisterenavond",
            "gisterochtend",
            "gisterenochtend",
            "gistermorgen",
            "gisterenmorgen",
            "gisterennamiddag",
            "gistervoormiddag",
            "yesterday",
            "yday",
            "ysterday",
            "gistere",
            "gistereren",
            "yesteday",
        ],
        -1,
    ),
    **dict.fromkeys(
        [
            "vandaag",
            "vandaaag",
            "vndg",
            "today",
            "vanochtend",
            "vanmorgen",
            "vanmiddag",
            "vanavond",
            "vannamiddag",
            "vanvoormiddag",
            "vannacht",
            "tonight",
        ],
        0,
    ),
    **dict.fromkeys(
        [
            "morgen",
            "morgenochtend",
            "morgenmiddag",
            "morgenavond",
            "morgenvroeg",
            "morgennamiddag",
            "morgenvoormiddag",
            "mrgn",
            "tomorrow",
            "tmrw",
            "tomorow",
            "tommorow",
            "tommorrow",
            "tmr",
            "morgn",
        ],
        1,
    ),
    **dict.fromkeys(["overmorgen", "overmorgenochtend", "overmorgenmiddag", "overmrgn"], 2),
}
LATER_TODAY = frozenset(["vanmiddag", "vanavond", "vannamiddag", "tonight"])
TWO_WORD_TODAY = {
    ("deze", "ochtend"), ("deze", "middag"), ("deze", "avond"), ("deze", "voormiddag"), ("deze", "namiddag"),
    ("deze", "morgen"), ("this", "morning"), ("this", "afternoon"), ("this", "evening"), ("later", "vandaag"),
    ("later", "today"), ("earlier", "today"), ("eerder", "vandaag"),
}  # fmt: skip
PARTS_OF_DAY = {
    **dict.fromkeys(
        [
            "ochtend",
            "ochtends",
            "morgens",
            "voormiddag",
            "voormiddags",
            "vm",
            "morning",
            "mornings",
            "forenoon",
            "vroeg",
            "early",
        ],
        "am",
    ),
    **dict.fromkeys(["middag", "middags", "namiddag", "namiddags", "nm", "afternoon", "smiddags"], "pm"),
    **dict.fromkeys(["avond", "avonds", "evening", "night", "savonds"], "pm"),
    **dict.fromkeys(["sochtends", "smorgens", "svoormiddags"], "am"),
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

PAST_WORDS = frozenset(
    [
        "afgelopen",
        "vorige",
        "vorig",
        "last",
        "laatste",
        "laatstleden",
        "verleden",
        "jongstleden",
        "previous",
        "past",
        "afglopen",
    ]
)
PAST_AFTER = frozenset(["jl", "jongstleden", "ll", "laatstleden"])
FUTURE_WORDS = frozenset(
    [
        "as",
        "komende",
        "aanstaande",
        "eerstvolgende",
        "volgende",
        "volgend",
        "next",
        "this",
        "deze",
        "dit",
        "coming",
        "upcoming",
        "eerstkomende",
        "komend",
        "toekomende",
    ]
)
FUTURE_AFTER = frozenset(["as", "aanstaande", "eerstkomend", "eerstkomende"])
NEXT_WEEK_WORDS = frozenset(["volgende", "volgend", "next", "komende", "toekomende", "vlgende", "volg", "vlg"])
LAST_WEEK_WORDS = frozenset(["vorige", "vorig", "last", "afgelopen", "verleden"])
THIS_WEEK_WORDS = frozenset(["deze", "this"])
WEEK_WORDS = frozenset(["week", "wk", "weeks", "wk"])

UNITS = {
    **dict.fromkeys(["dag", "dagen", "daagjes", "dgn", "day", "days"], "day"),
    **dict.fromkeys(["week", "weken", "weekje", "weekjes", "wk", "wkn", "weeks"], "week"),
    **dict.fromkeys(["maand", "maanden", "maandje", "maandjes", "mnd", "mnden", "month", "months"], "month"),
    **dict.fromkeys(["jaar", "jaren", "jaartje", "year", "years"], "year"),
}
WORKING_DAYS = frozenset(["werkdag", "werkdagen", "workdays"])
IN_WORDS = frozenset(["over", "in", "binnen", "within"])
AGO_WORDS = frozenset(["geleden", "ago", "terug", "gelden", "gleden"])
ORDINAL_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "eerste first", "tweede second", "derde third", "vierde fourth", "vijfde fifth", "zesde sixth",
            "zevende seventh", "achtste eighth", "negende ninth", "tiende tenth",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
VAGUE_BEFORE = frozenset(
    [
        "begin",
        "eind",
        "einde",
        "half",
        "medio",
        "mid",
        "midden",
        "early",
        "late",
        "end",
        "loop",
        "eerste",
        "tweede",
        "laatste",
        "rond",
    ]
)
