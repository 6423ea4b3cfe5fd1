"""What happened to a thing, told without who did it."""

from __future__ import annotations

from bot.language.inflection import verb as forms
from bot.language.rewriting.deeds import Deed, deed
from bot.language.rewriting.nouns import inside, is_owner, is_plural, is_pronoun, noun, noun_end
from bot.language.rewriting.reading import BREAKS, Reading
from bot.language.rewriting.verbs import done, gerund, is_ing

_PREPOSITIONS = frozenset(
    """in on at by for from with without to into onto over under about after before during until till
    since through across via per against between among despite than as because while when of off
    upon within toward towards instead rather and or but so which that where although though in""".split()
)
_ALONE = frozenset("before after since over on off under through in about within".split())
_SPENT = frozenset("minute minutes hour hours day days week weeks time morning afternoon night".split())
_PLACES = frozenset("past along around beyond below above behind beside straight right".split())
_AWAY = frozenset("by from of to with for on among between at like than as about and or".split())


def passive(read: Reading, said: Deed) -> str:
    """The deed as what happened, a clause without its full stop: "the config was not checked before the
    deploy". Empty where that cannot be said.
    """
    if said.base == "let":
        return _let(read, said)
    thing = noun(read, said.first, said.last)
    if not thing or is_stative(read, said) or not takes_a_thing(read, said):
        return ""
    many = is_plural(read, said.first, said.last)
    if said.base == "cause" and read.low(said.rest) == "to":
        return ""
    told = _told(read, said, thing, _be(many, said.present))
    rest = tail(read, _past_aside(read, said), said.stop, told=said)
    if rest.startswith("with ") and told.endswith(" stopped working"):
        rest = "after" + rest.removeprefix("with")
    return f"{told} {rest}".strip() if told else ""


def _be(many: bool, present: bool) -> str:
    if present:
        return "are" if many else "is"
    return "were" if many else "was"


def is_stative(read: Reading, said: Deed) -> bool:
    """Whether the verb tells no act: nobody asks how a thing came to be lacked."""
    return said.phrase == said.base and read.is_in_list(said.base, "stative")


def takes_a_thing(read: Reading, said: Deed) -> bool:
    """Whether the verb does something to a thing: nothing is sailed, and no eye is turned on anything."""
    known = read.knows(said.phrase)
    if not known and any(read.is_in_list(name, "unpassive") for name in (said.phrase, said.base)):
        return False
    if said.last - said.first == 1 and read.low(said.first) in ("this", "that", "it"):
        return True
    if read.low(said.first) in _PREPOSITIONS | _PLACES:
        return False
    head = _head(read, said)
    if is_idle(read, said):
        return False
    return not (read.has(head, "adv", "fn") and not read.has(head, "thing", "work"))


def _head(read: Reading, said: Deed) -> int:
    return next((at for at in range(said.first, said.last) if read.low(at) == "of"), said.last) - 1


def is_idle(read: Reading, said: Deed) -> bool:
    """Whether the object is only part of a saying: a finger that was lifted, a nerve that was lost."""
    head = _head(read, said)
    spent = said.base in ("waste", "lose", "burn") and read.low(head) in _SPENT
    return said.first <= head and read.is_in(head, "idle") and not spent


def _past_aside(read: Reading, said: Deed) -> int:
    """Past what hangs on the object alone: "a typo that any linter would catch", "an hour asking"."""
    low = read.low(said.rest)
    relative = low in ("that", "which", "who") and said.base not in read.table.telling
    return said.stop if relative or is_ing(low) else said.rest


def _told(read: Reading, said: Deed, thing: str, was: str) -> str:
    table = read.table
    known = read.sentence.known
    participle = done(read.low(said.verb), known)
    more = said.phrase.partition(" ")[2]
    if said.undone:
        for name in (said.phrase, said.base):
            if name in table.undone:
                return ""
        low = read.low(said.first)
        if low in ("any", "a", "an", "some"):
            thing = thing.partition(" ")[2]
            thing, was, no = f"no {thing.removeprefix('single ')}", was, ""
        else:
            no = " not"
        return f"{thing} {was}{no} {participle} {more}".strip()
    for found in (table.undone.get(said.phrase), table.happened.get(said.phrase)):
        if found:
            return f"{thing} {found.replace('~', was)}" if "~" in found or not said.present else ""
    if said.base == said.phrase or said.phrase.startswith(said.base):
        found = table.undone.get(said.base) or table.happened.get(said.base) if not more else None
        if found:
            return f"{thing} {found.replace('~', was)}" if "~" in found or not said.present else ""
    return f"{thing} {was} {participle} {more}".strip()


def _let(read: Reading, said: Deed) -> str:
    """ "let the certificate lapse" as "the certificate lapsed"."""
    for at in range(said.first + 1, said.stop):
        if read.low(at) in BREAKS:
            break
        if read.is_in(at, "lapsing"):
            thing = noun(read, said.first, at)
            past = next(form for form, kind in forms(read.low(at)) if kind == "past")
            told = f"did not {read.low(at)}" if said.undone else past
            return f"{thing} {told} {tail(read, at + 1, said.stop)}".strip() if thing else ""
    return ""


def tail(read: Reading, first: int, stop: int, told: Deed | None = None, *, strict: bool = False) -> str:
    """What follows a deed, told without people: whole phrases go where somebody stands in them.

    ``strict``: nothing may go but who did it ("by …"); where somebody stands elsewhere it is empty.
    """
    while stop > first and (read.is_in(stop - 1, "chatter") or read.low(stop - 1) in BREAKS):
        stop -= 1
    kept: list[tuple[str, bool]] = []
    at = first
    while at < stop:
        end = _phrase_end(read, at, stop)
        part = _phrase(read, at, end, told, strict=strict)
        if not part:
            if strict and read.low(at) not in ("by", "from") and not _on_their_own(read, at, end):
                return ""
            while kept and kept[-1][1]:
                kept.pop()
        else:
            kept.append(
                (part, end == at + 1 and read.low(at) in _PREPOSITIONS and read.low(at) not in _ALONE)
            )
        at = end
    while kept and kept[-1][1]:
        kept.pop()
    return " ".join(part for part, _ in kept)


def _phrase_end(read: Reading, at: int, stop: int) -> int:
    """A gerund after its preposition takes all that follows with it."""
    low = read.low(at)
    if low in ("by", "while", "when", "instead", "without", "before", "after", "rather"):
        of = at + 1 + (read.low(at + 1) in ("of", "than"))
        if is_ing(read.low(of)) or (read.low(of).endswith("ly") and is_ing(read.low(of + 1))):
            return stop
    end = at + 1
    while end < stop and read.low(end) not in _PREPOSITIONS and read.low(end) not in BREAKS:
        end += 1
    return end


def _phrase(read: Reading, first: int, stop: int, told: Deed | None, *, strict: bool) -> str:
    low = read.low(first)
    if told is not None and told.undone and low in ("instead", "rather"):
        return _with_gerund(read, first, stop, told)
    if is_ing(read.low(first + 1)) and low in ("by", "without", "while", "when"):
        return _with_gerund(read, first, stop, told)
    if told is not None and any(read.words[at].judges for at in range(first, stop)):
        return ""
    if told is not None and told.undone and low in ("even", "at") and read.low(first + 1) in ("once", "all"):
        return ""
    if told is not None and low == "and" and told.present and read.low(first + 1).endswith("s"):
        return ""
    if low == "in" and read.low(first + 1) == "order" and read.low(stop) == "to":
        return ""
    if told is not None and low == "to" and read.match.rule.rewrite == "motive":
        return ""
    if (
        strict
        and low == "by"
        and read.match.rule.rewrite == "passive"
        and not read.low(first + 1)[:1].isdigit()
    ):
        return ""
    if _on_their_own(read, first, stop):
        return ""
    people = [at for at in range(first, stop) if read.person(at)]
    if not people and not any(read.is_theirs(at) for at in range(first, stop)):
        written = read.written(first, stop)
        return "" if (low in _AWAY and stop - first == 1) or is_pronoun(read.low(stop - 1)) else written
    if stop == first + 1 or low in BREAKS:
        return ""
    if low not in _PREPOSITIONS:
        owners = all(is_owner(read, at, stop) for at in people)
        return inside(read, first, stop) if owners else ""
    if noun_end(read, first + 1, stop) < stop:
        return ""
    said = noun(read, first + 1, stop)
    return f"{read.written(first, first + 1)} {said}" if said else ""


def _on_their_own(read: Reading, first: int, stop: int) -> bool:
    """ "off his own bat", "on her own initiative": of who did it, not of what happened."""
    return any(
        read.is_theirs(at) and (read.low(at + 1) == "own" or read.is_in(at + 1, "idle"))
        for at in range(first, stop)
    )


def _with_gerund(read: Reading, first: int, stop: int, told: Deed | None) -> str:
    """ "by running a vacuum at peak" as "when a vacuum was run at peak", "without telling anyone" as "without
    notice"."""
    low = read.low(first)
    if low in ("instead", "rather"):
        inner = deed(read, first + 2, stop, asked=True)
        happened = passive(read, inner) if inner else ""
        return f"and {happened} instead" if happened else ""
    inner = deed(read, first + 1, stop, asked=True)
    if inner is None:
        return ""
    if low == "without":
        if inner.base in read.table.telling and (read.person(inner.first) or inner.first == inner.last):
            rest = read.past_person(inner.first) if read.person(inner.first) else inner.rest
            return f"without notice {tail(read, rest, stop)}".strip()
        if any(read.person(at) for at in range(first, stop)):
            return ""
        return read.written(first, stop)
    if low == "by" or told is None:
        happened = passive(read, inner)
        return f"when {happened}" if happened else ""
    thing = noun(read, inner.first, inner.last)
    if not thing:
        return ""
    ing = gerund(read.low(inner.verb), read.sentence.known)
    more = inner.phrase.partition(" ")[2]
    return " ".join(part for part in (low, ing, more, thing, tail(read, inner.rest, stop)) if part)
