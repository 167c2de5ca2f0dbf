"""The turns of phrase by which people correct what they typed, in Dutch, Flemish and English."""

import re

from bot.domain.text.words import word_set

_FLAGS = re.IGNORECASE
_GAP = r"[\s,.:;!?\u2013\u2014-]*"
_FIELDS = (
    r"datum|dag|date|day|aantal|count|number|klant|account|customer|client|naam|name|bedrijf|firma|company|soort|kind"
    r"|type"
)
_STEP = r"(?:volgende (?:stap|afspraak)|vervolgafspraak|vervolg|next (?:step|appointment|meeting))"
_IT = (
    r"(?:(?:het|dat|dit|da|die|deze|er|ze|'t|t|it|that|this|those|these|they|there|the last one"
    r"|(?:de |die |dat |the )?(?:laatste|vorige)(?: regel)?)\s+)?"
)
_MUST = r"(?:moet|moest|moeten|moesten)"
_SHOULD = r"(?:should be|should have been|must be|needs to be|was supposed to be)"
_BE = r"(?:zijn|wezen|worden)"
_NOT = r"(?:niet|ni|nie|geen|gene|gin|not|wasn['\u2019]?t|weren['\u2019]?t|isn['\u2019]?t)"


# Every turn of phrase without an opening has one of these words, and no log line needs to be tried that has none.
TELLTALES = word_set(
    """
    ipv i.p.v i.p.v. plaats inplaats instead rather niet ni nie geen gene gin not no wasn't weren't isn't wasnt werent
    isnt verander wijzig change vervang replace moet moest moeten moesten should must needs supposed -> => had hadden
    maak doe maakt make set zet pas aanpassen wijzigen veranderen van was waren were is bedoelde bedoel meende meant
    volgende vervolg vervolgafspraak next datum dag date day aantal count number klant account customer client naam
    name bedrijf firma company soort kind type sorry sry excuus pardon foutje bad
    """
)
MOST_WORDS = 14


def _compile(*texts: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text, _FLAGS) for text in texts)


# Openings that a log line may begin with as well: what follows must be values and nothing else.
_WEAK_WORDS = "|".join(
    (
        r"nee+|neen|neeje|nope|no|nah|sorry|sry|srry|pardon|excuseer|excuus|foutje|vergissing|tikfout(?:je)?",
        r"typfout(?:je)?|typo|oeps(?:ie)?|oops|my bad|my mistake|mijn fout|correctie|verbetering|correction|eigenlijk",
        r"actually|toch|i mean|wacht(?: even)?|wait|scratch that|klopt niet|(?:ik |k ?)heb m(?:e|ij) vergist",
        r"(?:dat|da|dit) (?:klopt (?:niet|ni|nie)|(?:is|was) (?:fout|verkeerd|mis|niet juist))",
        r"that['\u2019]?s (?:wrong|not right|incorrect)",
        rf"(?:de )?(?:verkeerde?|foute?|wrong) (?:{_FIELDS})|wrong|verkeerd|fout",
        r"(?:kan|kun|wil|can|could|would) (?:je|ge|u|you)(?: please| even| aub)?|please|gelieve",
    )
)
_BEFORE_WEAK = (
    r"ah|oh|o|och|ach|ai|oei|hmm*|euh*m?|uhm?|wacht(?: even)?|wait|hold on|allez|awel|amai|ma|en|and|but|maar|dus|so"
)
WEAK_OPENING = re.compile(rf"(?:{_BEFORE_WEAK})?{_GAP}(?:{_WEAK_WORDS})(?![\w'\u2019]){_GAP}", _FLAGS)
# Of these, those that begin a log line of their own when nothing parts them from it ("sorry mail gestuurd"). The group
# "back" takes something back all the same when a number follows at once ("sorry 3 calls").
SOFT_OPENING = re.compile(
    r"(?:(?P<back>sorry|sry|srry|eigenlijk|actually|toch(?: maar)?|(?:no )?wait|wacht)|maar|but|please|gelieve|ka?n|kun"
    r"|wil|can|could|would)\s+\w",
    _FLAGS,
)
# "No calls today": that none took place, where "no, a call" corrects.
NONE_AT_ALL = re.compile(r"(?:and |so |but |well |sorry |en |dus )?no\s+\w", _FLAGS)
# Words by which a number comes on top of what was typed before: "toch nog 3 calls".
ON_TOP = word_set("nog weer opnieuw extra bij erbij another more again additional else")
# Openings after which nothing but a correction follows.
STRONG_OPENING = re.compile(
    rf"(?:ik |k |we |i )?(?:bedoel(?:de|d)?|meende|meant)(?: ik| eigenlijk| dus| natuurlijk| dat| to say)*{_GAP}"
    rf"(?:(?:het|dat|it|that) (?:was|moest|moet|is) )?{_GAP}",
    _FLAGS,
)
STRONG_ENDING = re.compile(
    r"[\s,]+(?:bedoel(?:de)? ik|wou ik zeggen|wilde ik zeggen|i meant?|i mean)(?: dus)?[\s.!]*$", _FLAGS
)
# Small words at the end that say nothing.
FILLER = re.compile(
    r"(?:[\s,]+(?:hoor|h[e\u00e8]|dus|natuurlijk|joh|please|aub|svp|pls|toch|though|ok[e\u00e9]?))+[\s.!?]*$", _FLAGS
)
WEAK_ENDING = re.compile(r"[\s,]+(?:sorry|sry|excuus|pardon|my bad|foutje)[\s.!]*$", _FLAGS)
# An ending, or a beginning, by which a number is the outcome of what was typed before: "6 mails dus he".
CONCLUDED = re.compile(
    r"[\s,]+(?:dus|toch|h[e\u00e8]|eigenlijk|uiteindelijk|then|actually|though|after all)"
    r"(?:\s+(?:h[e\u00e8]|dus|hoor))?[\s.!]*$"
    r"|^(?:dus|so|of nee|or)\s+(?=\d)",
    _FLAGS,
)
# What was typed before, pointed at: "die 3 calls waren vrijdag".
POINTED = re.compile(r"(?:die|deze|that|those|these)\s", _FLAGS)

# The groups "new" and "old" say something of the same kind.
REPLACED = _compile(
    r"(?P<new>.+?)[\s,]+(?:ipv|i\.p\.v\.?|in plaats van|inplaats van|instead of|rather than)[\s]+(?P<old>.+)",
    r"(?:ik |i )?(?:zei|typte|schreef|tikte|said|typed|wrote)\s+(?P<old>.+?)[\s,]+(?:maar|ma|but)\s+"
    r"(?:ik |i )?(?:bedoelde?|meende|meant)\s+(?P<new>.+)",
    rf"(?:dus )?{_IT}(?:(?:was|waren|were|is)\s+)?(?:{_NOT}|no)\s+(?P<old>.+?)[\s,]+(?:maar|ma|but|doch|wel)\s+"
    r"(?:wel |it was |was )?(?P<new>.+)",
    rf"(?:dus )?{_IT}(?:(?:was|waren|were|is)\s+)?{_NOT}\s+(?P<old>[^,;]+?)\s*[,;]\s*"
    r"(?:(?:het|it|dat|that|'t) was |was |maar |but )?(?P<new>.+)",
    rf"(?P<new>[^,;]+?)\s*[,;]?\s+(?:en |and )?{_NOT}\s+(?P<old>.+)",
    r"(?:verander|wijzig|change|vervang|replace)\s+(?P<old>.+?)\s+(?:in|naar|door|to|by|with|into)\s+(?P<new>.+)",
    rf"(?P<old>.+?)\s+{_MUST}\s+(?P<new>.+?)\s+{_BE}",
    rf"(?P<old>.+?)\s+{_SHOULD}\s+(?P<new>.+)",
    r"(?P<old>.+?)\s*(?:->|=>|\u2192)\s*(?P<new>.+)",
)
# The group "old" names the entry, the group "new" says something else of it.
NAMED = _compile(
    rf"(?:de |het |the |dat |die |die van |that )?(?P<old>.+?)\s+{_MUST}\s+(?:er\s+)?(?P<new>.+?)\s+{_BE}",
    rf"(?:the |that )?(?P<old>.+?)\s+{_SHOULD}\s+(?P<new>.+)",
    r"(?:de |het |the |dat |die |deze |die van |that |those |these )?(?P<old>.+?)\s+(?:was|waren|were)\s+"
    r"(?:er\s+|from |van )?(?P<new>.+)",
)
# The new value alone; a name in it may be in small letters.
MUST_BE = _compile(
    rf"{_IT}{_MUST}\s+{_IT}(?P<new>.+?)\s+{_BE}",
    rf"{_IT}{_SHOULD}\s+(?P<new>.+)",
    r"(?:het |dat |'t )?had(?:den)?\s+(?:er\s+)?(?P<new>.+?)\s+moeten\s+(?:zijn|wezen|worden)",
)
STATED = _compile(
    r"(?:maak|doe|maakt)\s+(?:er|daar|dat|da|het|dit)\s+(?:maar |toch |gewoon )?(?P<new>.+?)(?:\s+van)?",
    r"(?:er|daar|dat|het)\s+(?P<new>.+?)\s+van\s+maken",
    r"(?:make|change|set)\s+(?:that|it|this)\s+(?:to |into )?(?P<new>.+)",
    r"(?:verander|wijzig|zet|pas|change|set)\s+(?:dat |het |'t |dit |de datum |de dag |the date |the day |date |day )?"
    r"(?:aan )?(?:in|naar|op|to)\s+(?P<new>.+)",
    r"(?:pas aan|aanpassen|wijzigen|veranderen)\s*(?::|naar|in|op)\s*(?P<new>.+)",
    rf"{_IT}{_MUST}\s+(?:op|naar)\s+(?P<new>.+)",
    rf"(?:de |het |the )?(?:{_FIELDS})\s*(?::|=|is|was|wordt|moet zijn|{_SHOULD})\s*(?P<new>.+)",
)
# "was gisteren": past, so a day in it is the one on which it happened.
WAS = re.compile(rf"{_IT}(?:was|waren|were|is gewoon)\s+(?:dus |eigenlijk |actually |wel |toch )?(?P<new>.+)", _FLAGS)
# Of what was typed before: "it was 6 emails".
SAID_OF_IT = re.compile(r"(?:het|dat|dit|da|die|er|'?t|it|that|this|they|there|these|those)\s", _FLAGS)
PLACE = re.compile(r"\b(?:bij|at|op|in|met|with)\s", _FLAGS)
NEXT_STEP = re.compile(
    rf"(?:de |the )?{_STEP}\s*(?:is|wordt|was|moet|op|on|:|=|naar|to|should be)*\s+(?P<new>.+?)(?:\s+(?:zijn|worden))?",
    _FLAGS,
)
NO_NEXT_STEP = re.compile(
    rf"(?:er is |there is |there's )?(?:toch )?(?:geen|nog geen|no)\s+{_STEP}(?: afgesproken| agreed)?", _FLAGS
)
NOTE = re.compile(
    r"(?:de |the |in de )?(?:notitie|opmerking|note|comment)\s*"
    r"(?:moet zijn|moet|wordt|is|should be|should read|:|=)+\s*(?P<note>.+)",
    _FLAGS | re.DOTALL,
)
NOTE_ADDED = re.compile(
    r"(?:(?:zet|schrijf|noteer) erbij|(?:notitie|note) erbij|vergeten(?: erbij)?|voeg toe|erbij|"
    r"add(?: to the note| the note| a note)?|forgot(?: to (?:say|add|mention))?)\s*(?:dat|that)?\s*:\s*(?P<note>.+)",
    _FLAGS | re.DOTALL,
)
# What may stand in the place of an old value.
PRONOUNS = re.compile(
    rf"(?:het|dat|dit|da|die|er|'t|t|it|that|this|they|hij|ze|(?:de |het |the )?(?:{_FIELDS}|laatste|vorige|last one"
    r"|laatste regel))",
    _FLAGS,
)
