"""What somebody did or did not do, found behind its helping verbs: "should have checked the config"."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.rewriting.nouns import is_pronoun, noun_end
from bot.language.rewriting.reading import Reading
from bot.language.rewriting.verbs import is_ing, is_past, lemma

_MODALS = frozenset("should could might ought would must may can will shall".split())
_BE = frozenset("is are was were be been being am 'm".split())
_HAVE = frozenset("have has had having 'd 's 've of".split())
_DO = frozenset("do does did".split())
_NOT = frozenset("not never n't nor".split())
_EXPECTED = frozenset("supposed meant expected required obliged due obligated".split())
_SKIPPED = frozenset(
    """just simply then also even again still already once ever always at least all only too quite
    rather so well instead kinda half first promptly presumably double really actually probably plainly who
    that easily busy ahead went""".split()
)
_NOT_VERBS = frozenset(
    "more better sooner earlier faster there so too very on in at no to the a an of for past".split()
)


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb, with its particle or preposition as ``phrase``; its object's place, and what comes after that,
    from ``rest`` to before ``stop``. ``undone``: it is said that it did not happen; ``present``: that it is
    so each time.
    """

    verb: int
    first: int
    last: int
    rest: int
    stop: int
    base: str
    phrase: str
    undone: bool
    present: bool = False


@dataclass(slots=True)
class _Helping:
    at: int
    negated: bool = False
    to: bool = False
    helped: bool = False


def deed(read: Reading, at: int, stop: int, *, undone: bool = False, asked: bool = False) -> Deed | None:
    """The deed that begins at ``at``, right after who did it. None where no verb of doing is found.

    ``asked``: the verb may stand in its base form, as after "why did she".
    """
    helping = _Helping(at, undone, to=asked)
    for _ in range(14):
        step = _step(read, helping, stop)
        if step is None:
            return None
        if step == helping.at:
            break
        helping.at = step
    else:
        return None
    verb = helping.at
    if verb >= stop or not _is_verb(read, verb, helping):
        return None
    return _with_object(read, verb, stop, helping)


def _step(read: Reading, said: _Helping, stop: int) -> int | None:
    """Past one helping word, or the same place where the verb itself stands."""
    at, low = said.at, read.low(said.at)
    if at >= stop:
        return None
    if low in _NOT or (low == "no" and read.low(at + 1) == "longer"):
        said.negated = not said.negated
        return at + 1 + (low == "no")
    if low == "ahead" and read.low(at + 1) == "and":
        return at + 2
    if low == "at" and read.low(at + 1) == "no" and read.low(at + 2) == "point":
        said.negated = not said.negated
        return at + 3
    if (low == "," and read.low(at + 1) in {"of", "at"}) or (
        low in {"as", "so"} and read.low(at + 1) == "much"
    ):
        return at + 3
    if low in _SKIPPED or (low.endswith("ly") and len(low) > 4 and not is_past(low)):
        return at + 1
    if low in _MODALS:
        return _modal(read, said)
    if low in _HAVE or low in _DO:
        return _helped(read, said)
    if low in _BE:
        return _being(read, said)
    return _chained(read, said)


def _next(read: Reading, at: int) -> int:
    while read.low(at) in _NOT | _SKIPPED or read.low(at).endswith("ly"):
        at += 1
    return at


def _modal(read: Reading, said: _Helping) -> int | None:
    at = _next(read, said.at + 1)
    if read.low(at) == "to":
        at = _next(read, at + 1)
    if read.low(at) not in ("have", "of", "'ve"):
        return None
    turned = sum(read.low(n) in _NOT for n in range(said.at + 1, at))
    said.negated = not (said.negated ^ bool(turned % 2))
    said.helped = True
    return at + 1


def _helped(read: Reading, said: _Helping) -> int | None:
    at = _next(read, said.at + 1)
    low = read.low(at)
    if read.low(said.at) in _DO:
        said.helped = read.low(said.at) == "did"
        return (
            said.at + 1
            if said.helped or not read.person(said.at - 1) or read.low(said.at - 1) != "you"
            else None
        )
    if low == "to":
        return None
    if low == "yet" and read.low(at + 1) == "to":
        said.negated, said.to = not said.negated, True
        return at + 2
    if is_past(low) or low in _BE or read.low(at) == "been":
        return said.at + 1
    return None


def _being(read: Reading, said: _Helping) -> int | None:
    at = _next(read, said.at + 1)
    turned = sum(read.low(n) in _NOT for n in range(said.at + 1, at))
    low = read.low(at)
    if low in _EXPECTED and read.low(at + 1) == "to":
        said.negated = not (said.negated ^ bool(turned % 2))
        said.to = True
        return at + 3 if read.low(at + 2) == "have" else at + 2
    if low in ("the", "a") and read.low(at + 1) in ("one", "ones") and read.low(at + 2) in ("who", "that"):
        return at + 3
    if is_ing(low) and low not in ("hoping", "praying", "covering", "trying", "being", "thinking"):
        said.helped = True
        return said.at + 1
    return None


def _chained(read: Reading, said: _Helping) -> int | None:
    """Past "forgot to", "bothered to", "decided to": the deed comes after."""
    at, low = said.at, read.low(said.at)
    if not is_past(low) and not said.negated and not said.to and not low.endswith("s"):
        return at
    base = lemma(low, read.sentence.known)
    to = at + 1
    if read.low(to) in ("even", "it"):
        to += 1
    turned = read.low(to) == "not"
    if read.low(to + turned) == "to" and base != "have":
        if read.is_in_list(base, "not_done") or read.is_in_list(base, "through"):
            flips = read.is_in_list(base, "not_done") ^ turned
            said.negated = said.negated ^ flips
            said.to = True
            return to + turned + 1
        if base == "need" and read.match.rule.rewrite == "did_not":
            said.negated, said.to = not said.negated, True
            return to + 1
        if base in ("need", "want", "try", "intend", "mean", "hope"):
            return None
    if read.is_in_list(base, "through") and is_ing(read.low(to)):
        said.to = True
        return to
    return at


def _is_verb(read: Reading, at: int, said: _Helping) -> bool:
    low = read.low(at)
    if low in _NOT_VERBS or low in _BE or not low[:1].isalpha() or read.person(at):
        return False
    if read.has(at, "fn", "adv") and not read.has(at, "verb"):
        return False
    if is_past(low):
        return True
    if is_ing(low):
        return said.to or said.helped
    known = read.sentence.known
    base = lemma(low, known)
    tags = known.words.get(base, "")
    is_base = known.tags.character("base") in tags
    return is_base or said.to or said.negated


def _with_object(read: Reading, verb: int, stop: int, said: _Helping) -> Deed | None:
    base = lemma(read.low(verb), read.sentence.known)
    after, phrase = _phrase(read, verb, stop, base)
    if not phrase:
        return None
    end = noun_end(read, after, stop)
    if end == after and after < stop and is_pronoun(read.low(after)):
        end = after + 1
    last = rest = end
    if after == verb + 1 and end > after and end < stop and read.is_in(end, "phrasal"):
        phrase = f"{base} {read.low(end)}"
        rest = end + 1
    elif base in ("leave", "keep", "set", "mark"):
        last = rest = next((n for n in range(after + 2, end) if read.is_in(n, "states")), end)
    present = not (is_past(read.low(verb)) or is_ing(read.low(verb)) or said.to or said.helped)
    return Deed(verb, after, last, rest, stop, base, phrase, said.negated, present)


def _phrase(read: Reading, verb: int, stop: int, base: str) -> tuple[int, str]:
    """Past the verb and the particles or the preposition that belong to it."""
    for length in (3, 2, 1):
        longer = " ".join([base, *(read.low(verb + 1 + n) for n in range(length))])
        if verb + 1 + length <= stop and (read.knows(longer) or read.is_in_list(longer, "prepositional")):
            return verb + 1 + length, longer
    if verb + 1 < stop and read.is_in(verb + 1, "phrasal"):
        return verb + 2, f"{base} {read.low(verb + 1)}"
    if read.words[verb].idiom:
        return verb, ""
    return verb + 1, base
