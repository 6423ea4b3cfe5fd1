"""The things that a sentence speaks of, for questions about them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.inflection import IRREGULAR
from bot.language.rewriting.nouns import is_number, is_owner, is_pronoun, noun_end, with_article
from bot.language.rewriting.reading import BREAKS, Reading
from bot.language.rewriting.verbs import is_ing, is_past, lemma

_TIME = re.compile(r"\b\d{1,2}:\d{2}(?:\s?(?:UTC|am|pm|CET|CEST|EST|PST)\b)?")
_ROLES = ("role", "role_maybe", "role_oncall", "team_noun", "team_sure", "human", "own", "ironic_person")
_BLAME = (
    "trait",
    "trait_noun",
    "trait_person",
    "error",
    "scorn",
    "scorn_weak",
    "fault",
    "culpable",
    "human_error",
    "motive",
    "punish",
    "panic",
    "vigilance",
    "good_trait",
    "talk",
)
_FAINT = frozenset(
    """time times way ways thing things one ones part day days night week weeks month hour hours minute
    minutes morning afternoon evening afternoons moment lot bit kind sort end side fact case front
    place job work point record word words note something nothing anything everything cause root
    first second third next door line action item step follow-up verdict category friday monday
    tuesday wednesday thursday saturday sunday weekend morning year someone else middle rest depth
    face half question opinion lessons response summary piece eye hand message name guess read
    reason result view sense course module class workshop training reprimand vacation holiday bonus
    notice attention care depth quiz experience sooner earlier better desk crew team squad group
    folks staff example shift dark department crowd statement standards account people engineers records
    accountability responsibility origin blame years months today now then kidding
    none all both move call idea mess shambles disgrace conduct""".split()
)


_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_ABOUT = frozenset("about on in with for near to into onto around touching".split())
_BEFORE_VERBS = frozenset("to will would can could should must may might not n't never who".split())


def when(read: Reading) -> str:
    """ "at 10:42", where the sentence tells a time."""
    found = _TIME.search(read.text)
    return f"at {found[0]}" if found else "at that moment"


def topics(read: Reading) -> list[str]:
    """What the sentence speaks of, without people and without judgement, those first that tell most."""
    found: list[tuple[float, str]] = []
    at, end = _past_label(read), len(read.words)
    while at < end:
        stop = _end(read, at, end)
        if stop > at and _is_thing(read, at, stop) and (said := with_article(read, at, stop)):
            found.append((_weight(read, at, stop), said))
            at = stop
        else:
            at += 1
    found.sort(key=lambda item: -item[0])
    return list(dict.fromkeys(said for _, said in found))


def guarded(read: Reading) -> list[str]:
    """What a control can be built into: things of the trade, never what somebody is denied or sent to."""
    found: list[tuple[float, str]] = []
    at, end = _past_label(read), len(read.words)
    while at < end:
        stop = _end(read, at, end)
        if stop > at and _is_thing(read, at, stop) and _is_of_the_trade(read, at, stop):
            found.append((_weight(read, at, stop), with_article(read, at, stop)))
            at = stop
        else:
            at += 1
    found.sort(key=lambda item: -item[0])
    return list(dict.fromkeys(said for _, said in found if said))


def _head(read: Reading, first: int, last: int) -> int:
    """The place of the word that the rest hangs on: "the dark" of "the dark about the sign-ups"."""
    joints = ("of", "for", "about", "between")
    return next((at for at in range(first + 1, last) if read.low(at) in joints), last) - 1


def _is_of_the_trade(read: Reading, first: int, last: int) -> bool:
    if any(read.is_in(at, "sanctions") for at in (_head(read, first, last), last - 1)):
        return False
    if any(read.has(at, "role", "role_maybe") for at in range(first, last)):
        return False
    if any(read.has(at, "thing", "work", "thing_after") for at in range(first, last)):
        return True
    before = first - 1
    return read.low(before) in _ABOUT or (is_ing(read.low(before)) and not read.person(before))


def _past_label(read: Reading) -> int:
    for at in range(min(5, len(read.words))):
        if read.low(at) == ":":
            return at + 1
    return 0


def _end(read: Reading, at: int, end: int) -> int:
    """Where the thing ends that begins here; before a verb, which the bare words do not tell apart."""
    stop = noun_end(read, at, end)
    for inside in range(at + 1, stop):
        bare = read.low(inside - 1) not in ("the", "a", "an", "of", "'s")
        verb = _is_finite(read, inside, stop)
        if bare and verb:
            return inside if read.low(inside - 1) not in ("of", "and", "or") else at
    while stop > at and read.is_in(stop - 1, "states"):
        stop -= 1
    return stop


def _is_finite(read: Reading, at: int, stop: int) -> bool:
    """Whether a verb stands here, not one more noun: "the merchant payouts | rests", "the hall register"."""
    low, written = read.low(at), read.written(at, at + 1)
    if len(written) > 1 and written.isupper():
        return False
    if read.is_in(at, "verbs_s") and at + 1 == stop:
        return True
    if is_past(low):
        return not read.has(at, "adj")
    if read.has(at, "thing", "work", "thing_after", "adj"):
        return False
    if low in ("go", "come", "get", "become", "stay", "keep"):
        return True
    plural = read.low(at - 1).endswith("s")
    return (
        read.has(at, "s") or (plural and (read.has(at, "base", "past") or low in IRREGULAR)) or low == "going"
    )


def _is_a_deed(read: Reading, first: int) -> bool:
    """Whether what looks like a thing is what somebody would do: "won't take", "managed to delay"."""
    helped = read.low(first - 1) in _BEFORE_VERBS
    if helped and (read.has(first, "base") or read.low(first) in IRREGULAR):
        return True
    chained = lemma(read.low(first - 2), read.sentence.known)
    chains = any(read.is_in_list(chained, name) for name in ("through", "not_done"))
    return read.low(first - 1) == "to" and chains


def _is_verbal(read: Reading, first: int, last: int) -> bool:
    """Whether it begins or ends as what was done, not as a thing."""
    begin, head = read.low(first), read.low(last - 1)
    if read.has(first, "base", "past", "s") and not read.has(first, "thing", "work", "thing_after"):
        return True
    if is_past(begin) and not read.has(first, "adj"):
        return True
    shouted = read.written(last - 1, last).isupper()
    return is_ing(begin) or (is_past(head) and not shouted) or begin.endswith("ly")


def _is_thing(read: Reading, first: int, last: int) -> bool:
    begin, head = read.low(first), read.low(last - 1)
    if head in _MONTHS and any(read.low(at) == "of" for at in range(first + 1, last)):
        last = next(at for at in range(first + 1, last) if read.low(at) == "of")
        head = read.low(last - 1)
    shouted = read.written(last - 1, last).isupper()
    if _is_a_deed(read, first) or (last - first == 1 and is_number(begin)):
        return False
    if begin in ("wrong", "right") and read.low(first - 1) in ("the", "a") and last - first == 1:
        return False
    if read.has(last - 1, "adj", "number") and not read.has(last - 1, "thing", "work") and not shouted:
        return False
    owner = is_owner(read, first, len(read.words))
    if (read.person(first) and not owner) or begin in ("'s", "of", "and", "or", "no", "another", "any"):
        return False
    if any(read.words[at].judges or read.has(at, *_BLAME) for at in range(first, last)):
        return False
    if (
        head in BREAKS
        or head in _FAINT | _MONTHS
        or read.is_in(_head(read, first, last), "idle")
        or is_pronoun(head)
        or len(head) < 3
        or not any(map(str.isalpha, head))
    ):
        return False
    if read.is_in(last - 1, "scope"):
        return begin not in IRREGULAR
    if begin in ("that", "this") and (
        last - first == 1 or read.low(first + 1) in ("a", "an", "the", "one", "two")
    ):
        return False
    if any(read.low(at) == "of" and read.low(at - 1) in _FAINT for at in range(first + 1, last)):
        return False
    if read.has(last - 1, "fn", "adv", *_ROLES) or read.is_in(last - 1, "fillers") or head.endswith("ly"):
        return False
    return not (_is_verbal(read, first, last) or read.has(first, "adv"))


def _weight(read: Reading, first: int, last: int) -> float:
    known = any(read.has(at, "thing", "work", "thing_after") for at in range(first, last))
    named = read.low(first) in ("the", "a", "an", "this", "that", "your", "his", "her", "their", "our", "my")
    after = first >= read.last
    return 2.0 * known + 1.5 * named + after + min(last - first, 4) * 0.5 - first * 0.02


def labelled(read: Reading) -> Iterator[str]:
    """The label before the colon, as "AI-3: ", if the sentence has one."""
    stop = _past_label(read)
    if stop and not any(read.person(at) for at in range(stop)):
        yield read.written(0, stop - 1) + ": "
    yield ""
