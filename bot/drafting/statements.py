"""Plain, neutral sentences from what people typed: no greetings, asides, handles, emoji or links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.drafting.chat import (
    CLOSER,
    EMPTY,
    MINUTES,
    OPENER,
    SHORTHAND,
    SOFT_OPENER,
    SWEARING,
    SWORN,
    TAG,
)

LONGEST = 240  # characters of one statement
LONGEST_READ = 2000  # of one sentence: the rest of it would be cut off anyway

_URL = re.compile(r"\(?\bhttps?://\S+\)?|\bwww\.\S+")
# Not inside of a pattern or a key: `*:brg:*`, key=":x:"
_EMOJI_CODE = re.compile(
    r"(?<![\w:*`\"'/=.]):(?:[a-z+-][\w+'-]*):(?::skin-tone-\d:)?(?![\w*`\"'/=])", re.IGNORECASE
)
_EMOJI = re.compile(
    "[\u2190-\u2191\u2193-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\u3030\u303d\U0001f000-\U0001faff\ufe0f\u20e3]+"
)
_SMILEY = re.compile(r"(?:(?<=\s)|^)[:;=]['-]?[)(DPp/|\\3oO](?=\s|$|[.,])|\bx[dD]\b|<3")
_HANDLE = re.compile(r"(?<![\w@./])@(?=[\w.-])")
_CHANNEL_CALL = re.compile(r"(?<!\w)@(?:here|channel|everyone|slack-\S+|pagerduty-\S+|opsgenie-\S+)")
# A closing quote or bracket belongs to the sentence that it ends.
_SENTENCE = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"'”’)]))\s+(?=\S)|\n+|(?<=[。！？])")
_ABBREVIATION = re.compile(
    r"\b(?:(?i:e\.g|i\.e|etc|approx|ca|vs|inc|bzw|z\.b|p\.ej|aprox|usu)|Dr|Mr|Mrs|Ms|St|Prof)\.$|(?:^|"
    r"\s)[A-Z]\.$"
)
_COUNTS = re.compile(r"\b(?:no|nr|núm|nº)\.$", re.IGNORECASE)  # before a number only
_BULLET = re.compile(r"^\s*(?:[-*•▪◦>]+|\d{1,2}[.)](?!\d))\s+|^\s*>+\s?")
# Without one of these there is no smiley.
_SMILING = (":", ";", "=", "xd", "xD", "<3")
_STOPPED = (" ,", " .", " ;", " :", " !", " ?")
_EDGE = " ,;–—·|→>-"
_RUNS = re.compile(r"([,;–—·|>→-])(?: ?\1){3,}")  # a drawn line
_EDGES = re.compile(r"^(?:[\s,;–—·|]|[>→-](?!\d))+|[\s,;–—·|→>-]+$")
_IDENTIFIER = re.compile(r"^\S*[\d_/.=()`→%#@]\S*|^\S*[a-z][A-Z]")
# A hyphen makes a name of a part ("feed-api"), but not of these.
_ORDINARY = re.compile(
    r"^(?:[a-z]+-(?:up|free|off|out|in|on|se|lo|la|me|te|nos|lhe|vous|tu|je|il|elle|ce|time|end|wide|only|"
    r"down|over|back|side|level|term|[a-z]+ing|"
    r"[a-z]+ed)|"
    r"(?:re|pre|post|non|self|half|all|cross|multi|double|full|high|low|long|short|first|second|last|two|"
    r"three|one)-[a-z]+)$"
)
_ENDED = re.compile(r"[.!?…。！？][\"”’']?$")
_OPENS = re.compile(r'(?:^|[\s(:])"\S[^"]*$')  # a quotation that goes on in a sentence left out
_BREAKS = re.compile(r"[,;–—]\s|\s[–—-]\s")
_ASKS = re.compile(
    r"^(?:am I|(?:do|did|does) (?:I|you|we|they|he|she|anyone|anybody|there)|did it (?:help|work)|"
    r"(?:can|could|should|shall|was|were|are|is|will|would|may|have|has) "
    r"(?:I|you|we|they|he|she|it|anyone|anybody|someone|somebody|there)|want me to|"
    r"why (?:not|(?:is|are|do|does|did|was|were|can|would|has|have)(?:n['’]t)?)|who (?:has|can|is|"
    r"was) (?:a|the|on|it|in|here|there)|"
    r"any(?:one|body) (?:know|here|else|around)) \S",
    re.IGNORECASE,
)


def sentences(prose: str) -> list[str]:
    """The sentences of a message, cleaned one by one; empty ones are left out."""
    found: list[str] = []
    for piece in split(prose[:20_000]):
        sentence = tidy(piece)
        if sentence and not EMPTY.match(sentence):
            found.append(sentence)
    return found


def split(prose: str) -> list[str]:
    """The sentences as they were typed; a line's end is a sentence's end."""
    pieces: list[str] = []
    # An emoji often stands where a full stop would.
    for piece in _SENTENCE.split(_without_faces(prose, " \n")):
        if pieces and _goes_on(pieces[-1], piece):
            pieces[-1] += " " + piece
        elif piece.strip():
            pieces.append(piece)
    return pieces


def _goes_on(before: str, piece: str) -> bool:
    if _ABBREVIATION.search(before[-12:]):
        return True
    return piece[:1].isdigit() and bool(_COUNTS.search(before[-12:]))


def asks(sentence: str) -> bool:
    """Whether a sentence is a question, with or without its mark."""
    return sentence.endswith(("?", "？")) or bool(_ASKS.match(sentence))


def tidy(piece: str) -> str:
    """One piece of text without what does not belong into a report. No capital or full stop added."""
    text = _BULLET.sub("", piece[:LONGEST_READ])
    text = _RUNS.sub(r"\1", " ".join(_without_signs(text).split()))
    text = MINUTES.sub("", text)
    if text.endswith("?"):
        text = TAG.sub("?", text)
    for _ in range(4):
        shorter = SOFT_OPENER.sub("", CLOSER.sub("", OPENER.sub("", text)).strip())
        if shorter == text:
            break
        text = shorter
    text = _paired(_without_words(text))
    return _EDGES.sub("", text) if text[:1] in _EDGE or text[-1:] in _EDGE else text


def _without_signs(text: str) -> str:
    """Without addresses, emoji and handles: each is looked for only where its sign stands."""
    if "://" in text or "www." in text:
        text = _URL.sub(" ", text)
    if ":" in text:
        text = _EMOJI_CODE.sub(" ", text)
    if "@" in text:
        text = _CHANNEL_CALL.sub(" ", text)
    if not text.isascii():
        text = _EMOJI.sub(" ", text)
    if any(map(text.__contains__, _SMILING)):
        text = _SMILEY.sub(" ", text)
    return _HANDLE.sub("", text) if "@" in text else text


def _without_faces(text: str, instead: str) -> str:
    if ":" in text:
        text = _EMOJI_CODE.sub(instead, text)
    return _SMILEY.sub(instead, text) if any(map(text.__contains__, _SMILING)) else text


def _without_words(text: str) -> str:
    """Without oaths and shorthand inside of it, and without what taking things out has left behind."""
    lower = text.lower()
    if any(map(lower.__contains__, SWORN)):
        text = SWEARING.sub("", text)
    if "pls" in lower or "plz" in lower:
        text = SHORTHAND.sub("please", text)
    if "(" in text or "[" in text:
        text = re.sub(r"\(\s*\)|\[\s*\]", "", text)
    if any(map(text.__contains__, _STOPPED)):
        text = re.sub(r"\s+([,.;:!?])(?=\s|$)", r"\1", text)
    return text


def _paired(text: str) -> str:
    """Without the bracket, quote or star at an end whose other half the splitting took away."""
    if text.count(")") > text.count("("):
        text = text.rstrip(")")
    if text.startswith("(") and text.count("(") > text.count(")"):
        text = text[1:]
    for mark in '"*“”':
        odd = text.count(mark) % 2 if mark in '"*' else text.count("“") != text.count("”")
        if odd and text.startswith(mark):
            text = text[1:]
        elif odd and text.rstrip(".!?").endswith(mark):
            end = text.rindex(mark)
            text = text[:end] + text[end + 1 :]
    return text


def finish(text: str, longest: int = LONGEST) -> str:
    """As a sentence: clipped at a clause if it must be, a capital first unless it names something, a stop."""
    if "!" in text or "?" in text:
        text = re.sub(r"([!?])[!?]+", r"\1", text)
    text = text.strip()
    if text.endswith(".."):
        text = re.sub(r"(?<!\.)\.\.$", ".", text)
    if "!" in text:
        text = re.sub(r"!(?=[\"”’)]*$)", ".", text)
    if len(text) > longest:
        text = _clipped(text, longest)
    if text.count("`") % 2:
        text = text.replace("`", "")
    if text and text[0].islower() and not _is_name(text.split(" ", 1)[0].rstrip(".,:;!?…")):
        text = text[0].upper() + text[1:]
    if text and _ASKS.match(text):
        text = text.rstrip(".") + "?" * (text[-1] != "?")
    if text and not _ENDED.search(text[-2:]):
        text = text.rstrip(":,;") + "."
    return text


def _clipped(text: str, longest: int) -> str:
    """Up to the last clause that fits, where that keeps most of it, else up to a word."""
    text = text[:longest]
    breaks = [match.start() for match in _BREAKS.finditer(text, longest // 2)]
    return (text[: breaks[-1]] if breaks else text.rsplit(" ", 1)[0]).rstrip(" ,;:–—-(") + "…"


def _is_name(word: str) -> bool:
    """Whether a word in lower case is to stay so: a part's name, a path, a version."""
    return bool(_IDENTIFIER.match(word)) or ("-" in word and not _ORDINARY.match(word))


def statement(prose: str, longest: int = LONGEST, keep: Sequence[str] | None = None) -> str:
    """A message as one short statement: its sentences as long as they fit, "" where nothing is left.

    ``keep``: the sentences to use, where the caller has chosen among :func:`sentences`.
    Questions are left out where the message says anything else.
    """
    chosen = list(keep) if keep is not None else sentences(prose)
    said = [sentence for sentence in chosen if not asks(sentence)] or chosen
    text = ""
    for sentence in said:
        finished = finish(sentence, longest)
        if text and len(text) + len(finished) + 1 > longest:
            break
        text = f"{text} {finished}".strip()
    return f'{text}"' if text.count('"') % 2 and _OPENS.search(text) else text
