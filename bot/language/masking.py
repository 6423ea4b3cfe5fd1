"""A text with blanks where nobody speaks: what is left is the prose that its authors answer for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from bot.language.hidden import blank, veil
from bot.language.layout import Block, blocks

OPAQUE = "\ufffc"  # "an object stood here": what plays the part of a noun in its sentence
MOST_QUOTED = 400  # characters; a quotation mark without its fellow must not swallow a section

_UNSEEN = "\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff"  # controls, private use
_SIGNS = re.compile(rf"[<>`\"'“„«»‘\[\]*_~\\:@&!{_UNSEEN}]")
_MENTION = re.compile(r"<@[^<>|\s]{1,80}(?:\|[^<>\n]{0,80})?>")
_REFERENCE = re.compile(r"<(?:[#!]|https?://|mailto:|tel:)[^<>|\n]{0,4000}+(\||>)")
_MAIL_LINK = re.compile(r"<[^\s<>@]{1,80}+@[^\s<>]{1,200}+>")
_HTML_CODE = re.compile(r"<(code|kbd|samp|tt|var)>[^<]{1,1000}+</\1>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,30}+(?:[\s/][^<>]{0,2000}+)?>")
_TICKS = re.compile("`+")
_ENTITY = re.compile(r"&(?:\w{2,8}|#\w{1,6});")
_CITED = re.compile(r"\[(?:\d{1,4}(?:[,–-]\s?\d{1,4}){0,9}|\^[^\s\]]{1,60})\]:?")
_DEFINED = re.compile(r"\[[^\]\n]{1,80}\]:[ \t]+<?(?:\w{1,10}:|[/.#])[^\n]*+")
_TARGET = re.compile(r"\](?:\((?:[^()\n\\]++|\\.|\([^()\n]*+\))*+\)|\[[^\[\]\n]{0,200}+\])")
_ADDRESS = re.compile(r"://[^\s<>\"|`\\^{}“”]++")
_WWW = re.compile(r"\bwww\.[\w-]++\.[^\s<>\"|`\\^{}“”)]++")
_MAIL = re.compile(r"@[\w-]{1,63}+(?:\.[\w-]{1,63}+)++")
_QUOTED = {
    '"': re.compile(rf'"(?=\S)([^"]{{3,{MOST_QUOTED}}}+)(?<=\S)"(?!\w)'),
    "“": re.compile(rf"“([^“”]{{3,{MOST_QUOTED}}}+)”"),
    "„": re.compile(rf"„([^„“”]{{3,{MOST_QUOTED}}}+)[“”]"),
    "«": re.compile(rf"«([^«»]{{3,{MOST_QUOTED}}}+)»"),
    "»": re.compile(rf"»(?=\S)([^«»]{{3,{MOST_QUOTED}}}+)«"),
}
# An apostrophe inside of a word closes nothing, and one that stands for left-out letters opens nothing.
_SINGLE = re.compile(
    r"['‘](?=\S)(?!\d|(?:em|til|cause|tis|twas|bout|n)\b)((?:[^'‘’]++|(?<=\w)['’](?=\w))*+)(?<=\S)['’](?!\w)"
)
_TWO_WORDS = re.compile(r"\w\W*?\s\W*?\w")
_NEXT = re.compile(r"\s+[\W_]*[^\W\d_a-zà-ÿ]|\s*$")
_MAIL_NAME = 64  # characters that an address may have before its @
_SCHEME = 12


class _Cut(NamedTuple):
    """A part that is not prose. ``opaque``: something stood here that the sentence speaks of."""

    start: int
    end: int
    opaque: bool = False
    kept: str = ""  # the mark that ends its sentence


_Look = Callable[[str, int], "_Cut | None"]


def mask(text: str) -> str:
    """``text``, exactly as long, its lines where they were, and all that is not prose replaced.

    Blanks stand for markup (the words of links and emphasis stay), for code blocks, quoted blocks, logs,
    comments and front matter; OPAQUE, followed by blanks, for code in a sentence, quoted speech and
    addresses. Mentions of people stay as they are. Takes time in proportion to the text's length.
    """
    seen = veil(text)
    parts: list[str] = []
    done = 0
    for block in blocks(seen):
        parts += (blank(seen[done : block.start]), prose(seen, block))
        done = block.end
    return "".join((*parts, blank(seen[done:])))


def prose(text: str, block: Block) -> str:
    """One block of the text, masked."""
    said = text[block.start : block.end]
    if "www." in said:
        said = _WWW.sub(lambda found: OPAQUE + " " * (len(found[0]) - 1), said)
    found = _SIGNS.search(said)
    if not found:
        return said
    parts: list[str] = []
    done = 0
    closing = _closing(said)
    while found:
        at = found.start()
        sign = said[at]
        if sign == "`":
            cut: _Cut | None = _Cut(at, closing.get(at, at + 1), at in closing)
        else:
            cut = _LOOKS[sign](said, at) if sign in _LOOKS else _Cut(at, at + 1)
        if cut is None:
            found = _SIGNS.search(said, at + 1)
            continue
        start = max(done, cut.start)
        parts += (said[done:start], _filled(said[start : cut.end], cut))
        done = cut.end
        found = _SIGNS.search(said, done)
    return "".join((*parts, said[done:]))


def _filled(said: str, cut: _Cut) -> str:
    if not cut.opaque:
        return said if cut.kept == said else blank(said)
    rest = blank(said[1:])
    return OPAQUE + (rest[: -1 - len(cut.kept)] + cut.kept + " " if cut.kept else rest)


def _closing(said: str) -> Mapping[int, int]:
    """Where each code span ends, by where it begins: at the next run of as many backticks."""
    closing: dict[int, int] = {}
    if "`" in said:
        nearest: dict[int, int] = {}
        for run in reversed(list(_TICKS.finditer(said))):
            length = run.end() - run.start()
            if length in nearest:
                closing[run.start()] = nearest[length]
            nearest[length] = run.end()
    return closing


def _angle(said: str, at: int) -> _Cut | None:
    if found := _MENTION.match(said, at):
        return _Cut(at, found.end(), kept=found[0])
    if found := _REFERENCE.match(said, at):
        return _Cut(at, found.end(), opaque=found[1] == ">" and said[at + 1] != "!")
    if found := _HTML_CODE.match(said, at) or _MAIL_LINK.match(said, at):
        return _Cut(at, found.end(), opaque=True)
    found = _TAG.match(said, at)
    return _Cut(at, found.end()) if found else None


def _quotation(said: str, at: int) -> _Cut | None:
    """Speech of two words or more: a single word in quotation marks is the author's own, and often a barb."""
    sign = said[at]
    if sign in "\"'" and at and (said[at - 1].isalnum() or said[at - 1] == "_"):
        return None
    found = (_QUOTED.get(sign) or _SINGLE).match(said, at)
    if not found or found.end() - at > MOST_QUOTED or not _TWO_WORDS.search(found[1]):
        return None
    last = said[found.end() - 2]
    ends = last in ".!?…" and _NEXT.match(said, found.end())
    return _Cut(at, found.end(), opaque=True, kept=last if ends else "")


def _bracket(said: str, at: int) -> _Cut:
    found = _CITED.match(said, at)
    if found is None and (at == 0 or said[at - 1] == "\n"):
        found = _DEFINED.match(said, at)
    return _Cut(at, found.end() if found else at + 1)


def _target(said: str, at: int) -> _Cut:
    found = _TARGET.match(said, at)
    return _Cut(at, found.end() if found else at + 1)


def _emphasis(said: str, at: int) -> _Cut | None:
    sign, end = said[at], at + 1
    while said[end : end + 1] == sign:
        end += 1
    if sign == "~":
        return _Cut(at, end) if end - at > 1 else None
    if sign == "_" and at and said[at - 1].isalnum() and said[end : end + 1].isalnum():
        return None  # snake_case
    return _Cut(at, end)


def _escape(said: str, at: int) -> _Cut | None:
    """What is escaped shows as it is: it opens nothing."""
    following = said[at + 1 : at + 2]
    if not following or following.isalnum() or following.isspace():
        return None
    return _Cut(at, at + 2) if following in "*_`~\\" else _Cut(at, at + 1)


def _address(said: str, at: int) -> _Cut | None:
    start = at
    while start > max(0, at - _SCHEME) and said[start - 1].isalpha():
        start -= 1
    found = _ADDRESS.match(said, at) if start < at else None
    if not found:
        return None
    return _Cut(start, at + len(found[0].rstrip(".,;:!?)]}*_'’")), opaque=True)


def _at(said: str, at: int) -> _Cut | None:
    """An e-mail address; a handle stays, it is somebody."""
    found, start = _MAIL.match(said, at), at
    while start > max(0, at - _MAIL_NAME) and (said[start - 1].isalnum() or said[start - 1] in "._+-%"):
        start -= 1
    return _Cut(start, found.end(), opaque=True) if found and start < at else None


def _entity(said: str, at: int) -> _Cut | None:
    found = _ENTITY.match(said, at)
    return _Cut(at, found.end()) if found else None


def _image(said: str, at: int) -> _Cut | None:
    return _Cut(at, at + 1) if said[at + 1 : at + 2] == "[" else None


_LOOKS: Mapping[str, _Look] = {
    "<": _angle, "[": _bracket, "]": _target, "*": _emphasis, "_": _emphasis, "~": _emphasis, "\\": _escape,
    ":": _address, "@": _at, "&": _entity, "!": _image,
    **dict.fromkeys("\"'“„«»‘", _quotation),
}  # fmt: skip
