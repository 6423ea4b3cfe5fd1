"""What stands as a noun in a sentence: where it ends, whether it is a plural, how it is written."""

from __future__ import annotations

from bot.language.masking import OPAQUE
from bot.language.rewriting.reading import BREAKS, Reading
from bot.language.rewriting.verbs import is_ing, is_past

_STOPS = frozenset(
    """and or but so yet then nor because when while although though where if unless whether until till
    since before after that which who whom what why how whose instead rather than as is are was were
    be been being am had has have do does did should could would might may must can will not never
    to for in on at by from with without into onto over under about during through across via per
    against between within towards despite upon off out up down again too also already first once
    anyway yesterday today tonight tomorrow straight right way even ahead back prior during
    following early late there here like ever""".split()
)
_PRONOUNS = frozenset(
    """it them him her us me you they he she we i this that these those itself himself""".split()
)
_VAGUE = frozenset(
    "one ones something anything nothing everything someone anyone everyone more less most much lot".split()
)
_MANY = frozenset(
    """two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred
    both several many few these those all half dozens hundreds thousands millions some""".split()
)
_SPANS = frozenset(
    """second seconds minute minutes hour hours day days night nights week weeks month months year years part
    time times while moment age ages now good once everyone everybody reason reasons""".split()
)
_CHANGES = frozenset("change changes update updates edit edits fix fixes upgrade".split())
_ONE = frozenset("a an this that each every another one single".split())
_DETERMINERS = frozenset(
    """the a an this that these those any some every each no both either neither all""".split()
)
_UNCOUNTED = frozenset(
    """access traffic staging production prod data email mail feedback information config configuration
    code documentation memory disk cpu storage power capacity latency downtime maintenance approval""".split()
)


def noun_end(read: Reading, at: int, stop: int) -> int:
    """Where the noun phrase that begins at ``at`` ends; ``at`` where none begins."""
    begin = at
    while at < stop:
        low = read.low(at)
        if low in BREAKS or (read.person(at) and not is_owner(read, at, stop)):
            break
        if low == "of" or (at > begin and _tells_which(read, at, stop)):
            if at == begin:
                break
            at += 1
            continue
        if low in _STOPS and not (at == begin and low in _DETERMINERS):
            joined = _joined(read, begin, at, stop) if low in ("and", "or") else at
            if joined == at:
                break
            at = joined
            continue
        if at > begin and (low in _PRONOUNS or _begins_another(read, at) or _is_going_on(read, at)):
            break
        if at > begin and low.endswith("ly") and not read.has(at, "thing"):
            break
        at += 1
    while at > begin and read.low(at - 1) in ("of", "and", "or", "the", "a", "an", "for", "about", "between"):
        at -= 1
    return at


def _tells_which(read: Reading, at: int, stop: int) -> bool:
    """Whether "for" or "about" says which thing is meant: "mails about logins", not "for an hour"."""
    if read.low(at) == "to":
        changed = read.low(at - 1) in _CHANGES and read.low(at + 1) in _DETERMINERS
        return changed and not read.person(at + 1)
    if read.low(at) not in ("for", "about", "between") or at + 1 >= stop:
        return False
    if read.low(at) == "between" and not any(read.low(n) == "and" for n in range(at + 2, min(at + 5, stop))):
        return False
    following = [read.low(n) for n in range(at + 1, min(at + 4, stop))]
    if (
        following[0] in _PRONOUNS
        or following[0][:1].isdigit()
        or following[0] in _MANY
        or is_ing(following[0])
    ):
        return False
    return not read.person(at + 1) and not any(low in _SPANS for low in following)


def _begins_another(read: Reading, at: int) -> bool:
    """Whether another thing begins here: "the decimal point | two places left"."""
    low, before = read.low(at), read.low(at - 1)
    if read.is_theirs(at):
        return True
    return (
        low in _DETERMINERS | _MANY
        and before not in _DETERMINERS | _MANY
        and before not in ("of", "and", "or", "'s", "for", "about", "between")
    )


def _is_going_on(read: Reading, at: int) -> bool:
    """Whether an -ing form tells what is done, not which thing: "an hour | asking for logs"."""
    before, after = read.low(at - 1), read.low(at + 1)
    if after not in _STOPS | _DETERMINERS or after == "that":
        return False
    if not is_ing(read.low(at)) or read.has(at, "thing", "work", "thing_after"):
        return False
    return (
        before not in _DETERMINERS | _MANY
        and before not in ("of", "and", "or", "'s")
        and not read.has(at - 1, "adj")
    )


def is_owner(read: Reading, at: int, stop: int) -> bool:
    """Whether a person stands here only as the owner of what follows: "Sven's script"."""
    after = read.past_person(at)
    inside = any(read.low(n) == "'s" for n in range(at, after))
    return after < stop and (read.low(after) == "'s" or (inside and read.low(after) not in _STOPS | BREAKS))


def _joined(read: Reading, begin: int, at: int, stop: int) -> int:
    """Past "and" where a second thing follows and no verb: "the schema and the docs"."""
    after = at + 1
    low = read.low(after)
    if begin == at or after >= stop or low in _STOPS - {"that"} or low in _PRONOUNS or read.person(after):
        return at
    if is_past(low) or low.endswith("ly") or low in BREAKS:
        return at
    end = after
    while end < stop and read.low(end) not in BREAKS:
        if end > after and (
            read.low(end) in _FINITE or (is_past(read.low(end)) and read.low(end - 1) != "the")
        ):
            return at
        if read.person(end):
            return at
        end += 1
    return after


_FINITE = frozenset("is are was were has have had did does do could would should will can might".split())


def is_plural(read: Reading, first: int, last: int) -> bool:
    """Whether was or were goes with the noun phrase from ``first`` to before ``last``."""
    lows = [read.low(at) for at in range(first, last)]
    if "and" in lows and "between" not in lows and "of" not in lows[: lows.index("and")]:
        return True
    if lows and lows[0] in _ONE:
        return False
    lows = lows[: next((n for n, low in enumerate(lows) if low in ("of", "for", "about", "between")), None)]
    if not lows:
        return False
    if (lows[0] in _MANY and len(lows) > 1) or any(low in _MANY for low in lows[:2]):
        return True
    head = lows[-1]
    if head[:1].isdigit() and head != "1":
        return len(lows) == 1 or (head.isdigit() and len(head) < 4 and len(lows) == 1)
    if lows[0][:1].isdigit() and lows[0] != "1" and head.endswith("s"):
        return True
    return is_many(head, read)


def is_many(head: str, read: Reading) -> bool:
    """Whether a noun is a plural, by its form."""
    lists = read.table.lists
    if head in lists["plural"]:
        return True
    if head in lists["singular"] or head.endswith(("ss", "us", "is", "'s")) or not head.endswith("s"):
        return False
    return len(head) > 2


def noun(read: Reading, first: int, last: int) -> str:
    """The noun phrase as written, with an article in place of its owner; empty where it is no thing."""
    if first >= last:
        return ""
    at = first
    if read.person(at):
        at = read.past_person(at)
        at += read.low(at) == "'s"
        return _the(read, at, last)
    if read.is_theirs(at):
        return _the(read, at + 1 + (read.low(at + 1) == "own"), last)
    if last - first == 1 and (read.low(first) in _PRONOUNS | _VAGUE or read.has(first, "adv", "better")):
        return ""
    return inside(read, first, last)


def _the(read: Reading, first: int, last: int) -> str:
    rest = inside(read, first, last)
    return f"the {rest}" if rest else ""


def inside(read: Reading, first: int, last: int) -> str:
    """What is written, without owners further in: "the tests in Sven's branch"."""
    parts: list[str] = []
    begin = at = first
    while at < last:
        if (read.person(at) and is_owner(read, at, last)) or read.is_theirs(at):
            parts.append(read.written(begin, at))
            at = read.past_person(at) if read.person(at) else at + 1
            at += read.low(at) in ("'s", "own")
            parts.append("the")
            begin = at
            continue
        at += 1
    parts.append(read.written(begin, last))
    return " ".join(part for part in parts if part)


def with_article(read: Reading, first: int, last: int) -> str:
    """The noun phrase as it would be spoken of in a question: with "the" where it stands bare."""
    said = noun(read, first, last)
    low = read.low(first)
    bare = said and not read.person(first) and not read.is_theirs(first) and low not in _DETERMINERS | _MANY
    if not bare or low[:1].isdigit() or low == OPAQUE:
        return _definite(said)
    written = read.written(first, first + 1)
    if written[1:] != written[1:].lower() or (written[:1].isupper() and first):
        return said if last - first == 1 else f"the {said}"
    head = read.low(last - 1)
    if head in _UNCOUNTED and last - first == 1:
        return said
    return f"the {said}"


def _definite(said: str) -> str:
    first, _, rest = said.partition(" ")
    if first.lower() in _MANY:
        return said[:1].lower() + said[1:]
    if first.lower() in ("a", "an", "any", "some", "another") and rest:
        return f"the {rest}"
    if first == "The":
        return f"the {rest}"
    return said


def is_number(low: str) -> bool:
    """Whether a word tells how many: nothing is meant by it alone."""
    return low in _MANY


def is_pronoun(low: str) -> bool:
    return low in _PRONOUNS
