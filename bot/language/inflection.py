"""The forms of English verbs, nouns and adjectives, from what the tables list."""

from __future__ import annotations

from collections.abc import Container, Iterator

MERGED = False  # the object of an idiom's verb may be somebody, and stays a word of its own
# Verbs that go their own way: base, past, done. Those with one form for all three stand once.
_IRREGULAR = """
arise arose arisen|awake awoke awoken|be was been|bear bore borne|beat beat beaten|become became become|
begin began begun|bend bent bent|bet bet bet|bid bid bid|bind bound bound|bite bit bitten|bleed bled bled|
blow blew blown|break broke broken|breed bred bred|bring brought brought|build built built|
burn burned burned|burst burst burst|buy bought bought|cast cast cast|catch caught caught|
choose chose chosen|cling clung clung|come came come|cost cost cost|creep crept crept|cut cut cut|
deal dealt dealt|dig dug dug|do did done|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|
fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled|
fling flung flung|fly flew flown|forbid forbade forbidden|foresee foresaw foreseen|forget forgot forgotten|
forgive forgave forgiven|forgo forwent forgone|freeze froze frozen|get got got|give gave given|go went gone|
grind ground ground|grow grew grown|hang hung hung|have had had|hear heard heard|hide hid hidden|
hit hit hit|hold held held|hurt hurt hurt|keep kept kept|know knew known|lay laid laid|lead led led|
leap leapt leapt|learn learned learned|leave left left|lend lent lent|let let let|lie lied lied|
light lit lit|lose lost lost|make made made|mean meant meant|meet met met|misread misread misread|
mistake mistook mistaken|oversee oversaw overseen|oversleep overslept overslept|
overwrite overwrote overwritten|override overrode overridden|pay paid paid|put put put|quit quit quit|
read read read|rid rid rid|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said|
see saw seen|seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken|shed shed shed|
shine shone shone|shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung|
sink sank sunk|sit sat sat|sleep slept slept|slide slid slid|sling slung slung|speak spoke spoken|
speed sped sped|spend spent spent|spill spilled spilled|spin spun spun|spit spat spat|split split split|
spread spread spread|spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck|
sting stung stung|stink stank stunk|strike struck struck|swear swore sworn|sweep swept swept|swim swam swum|
swing swung swung|take took taken|teach taught taught|tear tore torn|tell told told|think thought thought|
throw threw thrown|undo undid undone|understand understood understood|undertake undertook undertaken|
wake woke woken|wear wore worn|weep wept wept|win won won|wind wound wound|withdraw withdrew withdrawn|
withhold withheld withheld|wring wrung wrung|write wrote written|misunderstand misunderstood misunderstood|
misspeak misspoke misspoken|forsake forsook forsaken|kneel knelt knelt|partake partook partaken|
prove proved proven|saw sawed sawn|sew sewed sewn|shear sheared shorn|shit shat shat|slay slew slain|
sow sowed sown|stride strode stridden|strive strove striven|swell swelled swollen|thrust thrust thrust|
tread trod trodden|weave wove woven|wet wet wet
"""
IRREGULAR = {
    base: (past, done)
    for base, past, done in (row.split() for row in _IRREGULAR.replace("\n", "").split("|"))
}
# The other past form of some: base, past and done.
_OTHER = """
burn burnt|dive dove|dream dreamt|fit fit|get gotten|hang hanged|lean leant|leap leaped|learn learnt|
light lighted|misspell misspelt|plead pled|prove proved|sew sewed|shit shitted|show shown|shrink shrunk|
sink sunk|slay slayed|smell smelt|sneak snuck|speed speeded|spell spelt|spill spilt|spoil spoilt|
wet wetted
"""
_ALSO = {(row := line.split())[0]: row[1] for line in _OTHER.replace("\n", "").split("|")}
_PREFIXES = (
    "re un mis out over under fore with up off in de dis back side baby broad hand knee proof sand".split()
)
# Words before the verb of a phrase, which do not change: "so much as glance", "quietly revert".
_LEADING = frozenset("even ever just never not once only half outright flat-out straight-up".split())
_VERBS_IN_LY = frozenset(
    """ally apply bully comply dally dilly-dally dillydally fly imply misapply multiply rally rely reply
    sally sully supply tally""".split()
)
_SO_MUCH_AS = "so much as "
# Spelled both ways: labeled, labelled.
_EITHER = frozenset(
    """backpedal barrel benefit bevel bias cancel channel counsel dial equal focus fuel funnel grovel
    imperil initial kidnap label level libel marshal mislabel model panel parcel pedal pencil program
    quarrel signal spiral squirrel swivel total travel tunnel unravel weasel worship""".split()
)
_DOUBLED = frozenset(
    """abet acquit admit allot annul ban bar bat beg begin bet bid bin blag blot bob bog brag bug
    bullshit can cap chat chip chop clam clip clog commit compel con control cop cram crap crop crowbar
    cut dab defer deter dim dispel distil dog dot drag drip drop drum dub eavesdrop enrol equip excel expel
    fan fib fit flag flap flip flog flop flub fob forget format frag fulfil gag get grab grip gum gun
    gut handicap hem hit hog hop hotdog hug hum incur infer instil jab jam jog jot kid knit knot lag lap
    leapfrog let lob log man map mar mob mop mug nag nap net nip nod occur omit outwit overlap pad
    patrol peg permit pin pip pit plan plot plug pop prefer prep prod prop propel put quip quit quiz ram
    rap rat rebel rebut refer regret repel rev rid rig rip rob rot rub run sag sandbag sap scan scar
    scrap scrub set ship shit shred shrug shun shut sin sip sit skid skim skip slam slap slim slip slit
    slog slot smut snag snap snip snub sob sod spam spar spaz spin split spot spur squat stab star stem
    step stir stop strip strop stub stun submit swab swan swap swim tag tan tap thin throb tip top
    transfer transmit trap trek trim trip trot tug tut twig vet wag wed wet whip wig win wrap yap zap
    zigzag zip""".split()
)
_VOWELS = "aeiou"


def verb(lemma: str) -> Iterator[tuple[str, str]]:
    """Each form of a verb with its kind: base, s, past, done, ing. "drop the ball" inflects its first word,
    "quietly drop" the first that is a verb.
    """
    lead, head, tail = _around(lemma)
    for form, kind in dict.fromkeys(_forms(head)):
        yield lead + form + tail, kind


def _around(lemma: str) -> tuple[str, str, str]:
    """What stands before the verb of a phrase, the verb, and what comes after it."""
    lead = ""
    if lemma.startswith(_SO_MUCH_AS):
        lead, lemma = _SO_MUCH_AS, lemma.removeprefix(_SO_MUCH_AS)
    while " " in lemma:
        first, _, rest = lemma.partition(" ")
        adverb_in_ly = first.endswith("ly") and first not in _VERBS_IN_LY
        if not (first in _LEADING or adverb_in_ly or lemma.startswith("double check")):
            break
        lead, lemma = f"{lead}{first} ", rest
    head, blank, tail = lemma.partition(" ")
    return lead, head, blank + tail


def _forms(head: str) -> Iterator[tuple[str, str]]:
    yield head, "base"
    yield _third(head), "s"
    past, done = _irregular(head) or (_past(head), _past(head))
    yield past, "past"
    yield done, "done"
    yield ing(head), "ing"
    if other := _ALSO.get(head):
        yield other, "past"
        yield other, "done"
    if head in _EITHER or head.rpartition("-")[2] in _EITHER:
        yield f"{head}{head[-1]}ed", "past"
        yield f"{head}{head[-1]}ed", "done"
        yield f"{head}{head[-1]}ing", "ing"
    if head == "be":
        yield from (("were", "past"), ("is", "s"), ("are", "s"), ("'s", "s"), ("'re", "s"), ("am", "s"))


def _irregular(head: str) -> tuple[str, str] | None:
    """Past and done of an irregular verb, with a prefix too: overslept, re-ran."""
    if head in IRREGULAR:
        return IRREGULAR[head]
    before, stem = _without_prefix(head, IRREGULAR)
    if not before or head == "relay":
        return None
    past, done = IRREGULAR[stem]
    return before + past, before + done


def _without_prefix(head: str, known: Container[str]) -> tuple[str, str]:
    """A prefix and the known verb that it stands before, or nothing."""
    before, hyphen, stem = head.rpartition("-")
    if hyphen:
        return (before + hyphen, stem) if stem in known else ("", head)
    for prefix in _PREFIXES:
        stem = head.removeprefix(prefix)
        if stem != head and stem in known:
            return prefix, stem
    return "", head


def ing(base: str) -> str:
    if base in ("be", "see", "flee", "foresee", "oversee") or base.endswith(("ee", "oe", "ye")):
        return base + "ing"
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e"):
        return base[:-1] + "ing"
    return _before_ending(base) + "ing"


def noun(entry: str) -> Iterator[tuple[str, str]]:
    """A noun, and its plural with the tag "plural"."""
    yield entry, ""
    yield plural(entry), "plural"


def adjective(entry: str) -> Iterator[tuple[str, str]]:
    """An adjective, its adverb ("ly") and its noun ("ness")."""
    yield entry, ""
    yield adverb(entry), "ly"
    yield abstract(entry), "ness"


def plural(noun: str) -> str:
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun + "s"


def adverb(adjective: str) -> str:
    if adjective.endswith("le"):
        return adjective[:-1] + "y"
    if adjective.endswith("y"):
        return adjective[:-1] + "ily"
    return adjective + ("ally" if adjective.endswith("ic") else "ly")


def abstract(adjective: str) -> str:
    """careless -> carelessness."""
    return (adjective[:-1] + "i" if adjective.endswith("y") else adjective) + "ness"


_THIRD = {"be": "is", "have": "has", "man": "mans", "quiz": "quizzes", "veto": "vetoes", "echo": "echoes"}
_IN_OES = frozenset("do go redo undo overdo outdo undergo forgo forego".split())


def _third(base: str) -> str:
    if base.rpartition("-")[2] in _IN_OES:
        return base + "es"
    return _THIRD.get(base) or plural(base)


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return _before_ending(base) + "ed"


def _before_ending(base: str) -> str:
    """What -ed and -ing are put to: drop becomes dropp, panic becomes panick."""
    if base.endswith("ic"):
        return base + "k"
    return base + base[-1] * _doubles(base)


def _doubles(base: str) -> bool:
    return base in _DOUBLED or bool(_without_prefix(base, _DOUBLED)[0])
