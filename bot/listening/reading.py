"""A message's text as the sentences its author said: without quotes, code, links and decoration."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_CODE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_INLINE = re.compile(r"`[^`\n]{1,200}`")
_QUOTED_LINE = re.compile(r"^[ \t]*(?:>|&gt;)[^\n]*", re.MULTILINE)
_STRUCK = re.compile(r"(?<![\w~])~[^~\n]{1,300}~(?![\w~])")
_ANGLED = re.compile(r"<([^<>\n]{0,3000})>")
_URL = re.compile(r"https?://\S+")
# Not the middle of "14:03-16:40".
_EMOJI = re.compile(r"(?<!\d):[a-z0-9_+'\-]{2,40}:(?!\d)(?::?skin-tone-\d:)?", re.IGNORECASE)
# A whole phrase in quotation marks is somebody else's; a word or two is a label ('mark it "resolved"').
_QUOTED = re.compile(r'"([^"\n]{1,400})"|“([^”\n]{1,400})”|«([^»\n]{1,400})»|„([^“”\n]{1,400})[“”]')
_DECORATION = str.maketrans("", "", "*_\u200b\u200c\u200d\ufeff\ufe0f")
_END = re.compile(r"([.!?…;؟]+[)\]'\"*]*(?=\s|$)|[。！？；]+|\n+)")
_TOKEN = re.compile(
    r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?z?|[^\W_]+(?:['\-/.&+][^\W_]+)*|[,;:()|=\[\]]|->|→|[-–—]+"
)
_ELIDED = re.compile(r"\b(qu|[cdjlmnst])'(?=\w)")


def _folds() -> dict[int, str]:
    """Letters without their marks, for Latin and Cyrillic only: in other scripts marks make the letter."""
    table = {ord("’"): "'", ord("‘"): "'", ord("ß"): "ss", ord("ı"): "i", ord("ł"): "l", ord("ø"): "oe"}
    table |= {ord("æ"): "ae", ord("œ"): "oe", ord("ё"): "е", ord("đ"): "d", 0x307: ""}
    for code in range(0xC0, 0x180):
        base = unicodedata.normalize("NFD", chr(code))
        if len(base) == 2 and code not in table:
            table[code] = base[0]
    return table | {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("å"): "a"}


_FOLDS = _folds()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, folded to lower case without accents, and its words and marks in order."""

    text: str
    tokens: tuple[str, ...]
    asks: bool


def fold(text: str) -> str:
    """Lower case without accents (``ä`` as ``ae``); French elisions stand as words of their own."""
    folded = text.lower()
    if folded.isascii():
        return folded if "'" not in folded else _ELIDED.sub(r"\1 ", folded)
    return _ELIDED.sub(r"\1 ", unicodedata.normalize("NFC", folded).translate(_FOLDS))


def own_words(text: str) -> str:
    """What the author says in their own voice: no code, no quotation, no struck text, no addresses."""
    if "`" in text:
        text = _INLINE.sub(" ⟨code⟩ ", _CODE.sub("\n", text))
    if ">" in text or "&gt;" in text:
        text = _QUOTED_LINE.sub("", text)
    if "~" in text:
        text = _STRUCK.sub(" ", text)
    if "<" in text:
        text = _ANGLED.sub(_label, text)
    if "://" in text:
        text = _URL.sub(" ", text)
    if ":" in text:
        text = _EMOJI.sub(" ", text)
    text = _QUOTED.sub(_short_quote, text)
    return text.replace("&amp;", "&").translate(_DECORATION)


def sentences(text: str) -> list[Sentence]:
    """The sentences of what the author says, question or not."""
    pieces = _END.split(fold(own_words(text)))
    found = []
    for body, end in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if body.strip():
            asks = any(mark in end or mark in body for mark in "?？¿؟")
            found.append(Sentence(body.strip(), tuple(_TOKEN.findall(body)), asks))
    return found


def _label(match: re.Match[str]) -> str:
    """A link's label; a mention of a person or channel says nothing here."""
    target, bar, label = match.group(1).partition("|")
    if target[:1] in {"@", "#", "!"}:
        return " "
    return f" {label} " if bar else (" " if ":" in target else f" {target} ")


def _short_quote(match: re.Match[str]) -> str:
    inside = next(group for group in match.groups() if group is not None)
    return f" {inside} " if len(inside.split()) <= 2 else " ⟨quote⟩ "
