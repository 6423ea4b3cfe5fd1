"""The people of an incident by the names they are called, and who of them a sentence is addressed to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from bot.conversation import Person
from bot.drafting.transcript import clean

_WORD = re.compile(r"[^\W\d_]+")
_WIDE = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
)  # names stand there without blanks around them
# Short words that are first names too.
_WORDS = frozenset(
    "ai al am an as at be by da de di do el en er go he i ich if il in is it ja je jo la le me my".split()
)
_WORDS |= frozenset("no of oh ok on or os se si so su ta te to tu un up us va vi we ye yo za".split())
_PART = re.compile(r"[^\W\d_]{3,}")
_DOES = (
    r"(?:to|will|owns?|takes?|can|could|would|does|should|please|pls|plz|you|your|has to|must|gets|'ll|"
    r"is to|kann|kannst|"
    r"macht|mach|übernimmt|nimmt|bitte|soll|könntest|puedes|te encargas|se encarga|lo hace|podrías|peux|"
    r"peut|tu|s['’]en|prend|"
    r"pode|vc|você|faz|fica|pega|puoi|può|fa|kan|tar|tager|tar|pakt|doet|neemt|wil|kun|może|możesz|"
    r"weźmie|zrobi|proszę)\b"
)
_TO = (
    r"(?:ask|tell|get|remind|with|owner|responsible|assigned to|assignee|assign|over to|give (?:it |"
    r"this )?to|for|on|to|by|"
    r"verantwortlich|zuständig|para|für|pour|frag|a cargo de|responsable|responsável|ansvarlig|ansvarig|"
    r"yours|@|→|->|=>)"
)

# How somebody is addressed: what stands before the name, up to it, and what follows it.
_ADDRESSING = tuple(
    (re.compile(rf"(?:{before})\Z", re.IGNORECASE), re.compile(after, re.IGNORECASE))
    for before, after in (
        (r"(?<!\w)@?", r"\s*(?::|\s[-–—>]|[?？])"),
        (r"(?:^|[.!?\n,;:]\s*|\b(?:and|so|ok|hey|also|ai)\s)@?", rf",?\s+{_DOES}"),
        (r"(?<!\w)@?", rf"(?:,)?\s+{_DOES}"),
        (rf"(?<!\w){_TO}\s*:?\s*@?", r"(?!\w)"),
        (r"(?:^|[\n.!?。]\s*)@?", r"(?:,|，|\s)\s*(?=\S)"),
        (r"[(\[]\s*@?", r"\s*[)\]]"),
        (r"(?:[-–—/,;.。，]|\s-)\s*@?", r"\s*[.!]?\s*$"),
        (r"(?<!\w)@", r"(?!\w)"),
    )
)
_FAR = 60  # characters before a name in which what leads to it stands
# A name at a sentence's beginning to whom it is addressed, and one at its end.
_BEFORE_FIRST = re.compile(r"\W*(?:(?:ai|action on|owner:?|hey|hi|and|so|also|over to)\s+)?@?", re.IGNORECASE)
_AFTER_FIRST = re.compile(
    r"(?!\w)(?:\s*\([^)]{0,20}\))?"
    r"(?:\s*[:,–—>-]+\s*|\s+(?:to|will|please|pls|bitte|porfa|can you|could you|would you)\s+|"
    r"\s+(?=(?:can|could|would|please|¿|kannst|"
    r"peux|você|vc|kan|kun|puedes|podrías|te)\b|¿))",
    re.IGNORECASE,
)
_BEFORE_LAST = re.compile(
    r"(?:[\s,;–—-]+|(?<=[.!?])\s*)[(\[]?(?:@|yours |→ ?|-> ?|owner:? |responsible:? )?\Z", re.IGNORECASE
)
_AFTER_LAST = re.compile(r"[)\]]?[\s?.!]*")


class People:
    """The people of an incident, by the names they are called."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        self.people = people

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Each name that only one of them bears: full, first, last, handle and its parts."""
        owners: dict[str, set[str]] = {}
        for person in self.people.values():
            if person.is_bot:
                continue
            shown = clean(person.shown)
            bare = re.sub(r"\([^)]*\)", "", shown).strip()
            parts = set(_PART.findall(bare)) | set(re.findall("[\u3400-\u9fff\u3040-\u30ff]{2,}", bare))
            parts |= {first for first in bare.split()[:1] if first.isalpha() and first.lower() not in _WORDS}
            handles = {person.name, *_PART.findall(person.name)}
            for name in {shown, bare, *parts, *handles}:
                if len(name) > 1:
                    owners.setdefault(name.lower(), set()).add(person.id)
        return {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}

    @cached_property
    def _nicknames(self) -> dict[str, str]:
        """The first letters of a first name by which it may be called: "Facu" for Facundo."""
        found: dict[str, set[str]] = {}
        for name, id in self._by_name.items():
            if re.fullmatch(r"[^\W\d_]{5,}", name):
                for length in range(3, len(name)):
                    found.setdefault(name[:length], set()).add(id)
        return {short: next(iter(ids)) for short, ids in found.items() if len(ids) == 1}

    @cached_property
    def _by_first(self) -> dict[str, list[str]]:
        """All names by the first word in them; under "" those without any."""
        found: dict[str, list[str]] = {}
        for name in self._by_name:
            first = _WORD.search(name)
            found.setdefault(first[0] if first else "", []).append(name)
        return found

    @cached_property
    def _hints(self) -> frozenset[str]:
        """The beginnings of all names, as words."""
        return frozenset(self._by_first.keys() - {""}) | self._nicknames.keys()

    def _hinted(self, lower: str) -> bool:
        """Whether a name may stand in a text at all; far cheaper than to look for it."""
        return bool(_WIDE.search(lower)) or not self._hints.isdisjoint(_WORD.findall(lower))

    def _places(self, lower: str) -> list[tuple[int, str]]:
        """Where which names stand in a text, or within its words."""
        names: Iterable[str] = self._by_name
        if not _WIDE.search(lower):
            firsts = {"", *_WORD.findall(lower)} & self._by_first.keys()
            names = (name for first in firsts for name in self._by_first[first])
        return [(at, name) for name in names if name in lower for at in _all_of(name, lower)]

    def addressed(self, prose: str, author: str) -> str | None:
        """The one who is named as doing it, other than the author; None where nobody is."""
        lower = prose.lower()
        if not self._hinted(lower):
            return None
        places = self._places(lower)
        for before, after in _ADDRESSING if places else ():
            done = 0
            for start, _, end, name in sorted(_addressing(lower, places, before, after)):
                if start >= done and self._by_name[name] != author:
                    return self._by_name[name]
                done = max(done, end)
        short = re.search(r"(?:^|[.!?\n]\s*|\bai )([^\W\d_]{3,12})\s*(?::|[?？])", lower)
        if short and short[1] not in self._by_name:
            id = self._nicknames.get(short[1])
            return id if id != author else None
        return None

    def called(self, ids: Sequence[str]) -> re.Pattern[str]:
        """The names of those mentioned, at the beginning of a sentence, with what asks them."""
        shown = [clean(self.people[id].shown) for id in ids if id in self.people]
        names = "|".join(map(re.escape, shown)) or r"(?!)"
        return re.compile(
            rf"^\W*(?:(?:and|so|hey|also|ok)\s+)?(?:{names})(?!\w)[\s,:–—-]*(?:(?:and "
            rf"(?:{names})[\s,:]*)?(?:to|will|should|must|has to|"
            rf"needs to|please|pls|bitte)\s+)?",
            re.IGNORECASE,
        )

    def without(self, sentence: str) -> str:
        """A sentence without the name it is addressed to, at its beginning or its end."""
        text = self._without_first(sentence)
        shorter = self._without_last(text)
        return shorter if shorter.strip() else text

    def _without_first(self, text: str) -> str:
        lower = _lowered(text)
        found = []
        for at, name in self._places(lower):
            follows = _AFTER_FIRST.match(text, at + len(name))
            if follows and _BEFORE_FIRST.fullmatch(text, 0, at):
                found.append((at, len(name), follows.end()))
        return text[max(found)[2] :] if found else text

    def _without_last(self, text: str) -> str:
        lower = _lowered(text)
        found = []
        for at, name in self._places(lower):
            if _AFTER_LAST.fullmatch(text, at + len(name)):
                leads = _BEFORE_LAST.search(text, max(0, at - _FAR), at)
                found += [leads.start()] if leads else []
        return text[: min(found)] if found else text


def _lowered(text: str) -> str:
    """In lower case, each character at its place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def _all_of(name: str, text: str) -> Iterator[int]:
    """Every place at which a name stands in a text."""
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def _addressing(
    text: str, places: Sequence[tuple[int, str]], before: re.Pattern[str], after: re.Pattern[str]
) -> Iterator[tuple[int, int, int, str]]:
    """Where a name is addressed so: from where (of two the longer name first), to where, and the name."""
    for at, name in places:
        follows = after.match(text, at + len(name))
        leads = before.search(text, max(0, at - _FAR), at) if follows else None
        if follows and leads:
            yield leads.start(), -len(name), follows.end(), name
