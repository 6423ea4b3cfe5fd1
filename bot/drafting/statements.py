"""Plain, neutral sentences from what people typed: no greetings, asides, handles, emoji or links."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 240  # characters of one statement
LONGEST_READ = 2000  # of one sentence: the rest of it would be cut off anyway

_URL = re.compile(r"\(?\bhttps?://\S+\)?|\bwww\.\S+")
_EMOJI_CODE = re.compile(r"(?<![\w:]):(?:[a-z+-][\w+'-]*):(?::skin-tone-\d:)?", re.IGNORECASE)
_EMOJI = re.compile(
    "[\u2190-\u2191\u2193-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\u3030\u303d\U0001f000-\U0001faff\ufe0f\u20e3]+"
)
_SMILEY = re.compile(r"(?:(?<=\s)|^)[:;=]['-]?[)(DPp/|\\3oO](?=\s|$|[.,])|\bx[dD]\b|<3")
_HANDLE = re.compile(r"(?<![\w@./])@(?=[\w.-])")
_CHANNEL_CALL = re.compile(r"(?<!\w)@(?:here|channel|everyone|slack-\S+|pagerduty-\S+|opsgenie-\S+)")
_OPENER = re.compile(
    r"^(?:(?:hi|hey|hello|hola|hallo|moin|hej|hei|salut|bonjour|oi|good (?:morning|evening|"
    r"afternoon))\b(?:\s+(?:all|everyone|team|folks|"
    r"guys|from [\w ]{2,20}|a todos|\w{2,12}))?|ok(?:ay)?|right|so|well|yeah|yep|yes|yup|no worries|"
    r"hmm+|ah+|oh+|uh+|um+|er+m*|argh+|ugh+|lol|haha\w*|jaja\w*|"
    r"found it|got it|bingo|aha|that(?:'s| is| was) (?:mine|me|on me|my \w+)|my (?:change|deploy|"
    r"release|bad|fault)|mine|"
    r"fui yo|das war ich|c'est moi|fui eu|fwiw|fyi|btw|heads[- ]up|quick update|update|"
    r"sorry(?: (?:all|everyone|folks|guys))?|thanks(?: (?:all|everyone))?|thx|cheers|"
    r"guys|folks|team|also|and|but|listo|bueno|vale|oye|ojo|sí|si|pues|y|ja|jo|nun|also gut|bon|alors|oui|"
    r"summary|(?:final )?(?:count|numbers?|figures?|tally)|números|zahlen|recap|[\w ]{2,20} here|"
    r"here(?=,|\.| [-–—])|back|caveat|good|great|perfect|honestly|basically|actually|anyway|mind you|"
    r"for the record|long story short|"
    r"\([^)]{0,60}\))(?:\s*[,:;.!–—-]+\s*|\s+(?=[-–—:])|\s*$)",
    re.IGNORECASE,
)
_CLOSER = re.compile(
    r"[\s,;–—-]+(?:pls|please|plz|thx|thanks(?: (?:all|everyone|for \w+))?|cheers|guys|folks|lol|"
    r"haha\w*|jaja\w*|sorry|porfa|por favor|"
    r"gracias(?: a todos)?|hmm+|fwiw|imo|tbh|atm|yaar|mate|bitte|danke|merci|takk|obrigad[oa]|"
    r"well done everyone|go eat|no\?)[\s.!]*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”)]*\s+(?=\S)|\n+|(?<=[。！？])")
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|etc|approx|ca|vs|no|nr|st|dr|mr|mrs|ms|inc|bzw|z\.b|p\.ej|aprox|min|max|usu)\.$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:(?:thank|gracias|danke|merci|sorry|apolog|congrat|well done|good (?:job|work|night|"
    r"morning)|nice|great|cool|awesome|wow|lol|omg|"
    r"haha|jaja|fun|go (?:eat|to bed|home)|get some (?:sleep|rest)|welcome|cheers|bye|same here|"
    r"me too)\b.*|\W*|\w{1,3}\W*)$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-*•▪◦>]+|\d{1,2}[.)](?!\d))\s+|^\s*>+\s?")
_SOFT_OPENER = re.compile(
    r"^(?:and|so|but|yeah|yep|ok|okay|fwiw|btw|ah|oh|hmm|y|pero|und|aber|et|mais|e|mas|og|men|en|maar) "
    r"(?!far|that|much|long)(?=\S+ \S)",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(r"^\S*[\d_/.=()`→%#@-]\S*|^\S*[a-z][A-Z]")


def sentences(prose: str) -> list[str]:
    """The sentences of a message, cleaned one by one; empty ones are left out."""
    found: list[str] = []
    for piece in split(prose[:20_000]):
        sentence = tidy(piece)
        if sentence and not _NOISE.match(sentence):
            found.append(sentence)
    return found


def split(prose: str) -> list[str]:
    """The sentences as they were typed; a line's end is a sentence's end."""
    pieces: list[str] = []
    for piece in _SENTENCE.split(
        _EMOJI_CODE.sub(" \n", prose)
    ):  # an emoji often stands where a full stop would
        if pieces and _ABBREVIATION.search(pieces[-1]):
            pieces[-1] += " " + piece
        elif piece.strip():
            pieces.append(piece)
    return pieces


def tidy(piece: str) -> str:
    """One piece of text without what does not belong into a report. No capital or full stop added."""
    text = _BULLET.sub("", piece[:LONGEST_READ])
    for pattern in (_URL, _EMOJI_CODE, _CHANNEL_CALL, _EMOJI, _SMILEY):
        text = pattern.sub(" ", text)
    text = " ".join(_HANDLE.sub("", text).split())
    for _ in range(3):
        shorter = _SOFT_OPENER.sub("", _CLOSER.sub("", _OPENER.sub("", text)).strip())
        if shorter == text:
            break
        text = shorter
    text = re.sub(r"\(\s*\)|\[\s*\]", "", text)
    text = re.sub(r"\s+([,.;:!?])(?=\s|$)", r"\1", text)
    if text.count(")") > text.count("("):
        text = text.rstrip(")")
    return text.strip(" \t,;–—·|-")


def finish(text: str, longest: int = LONGEST) -> str:
    """As a sentence: clipped at a word if it must be, a capital first unless it names something, a stop."""
    text = re.sub(r"([!?])[!?]+", r"\1", text).strip()
    text = re.sub(r"!$", ".", text)
    if len(text) > longest:
        text = text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:–—-(") + "…"
    if text.count("`") % 2:
        text = text.replace("`", "")
    if text and text[0].islower() and not _IDENTIFIER.match(text.split(" ", 1)[0].rstrip(".,:;!?…")):
        text = text[0].upper() + text[1:]
    if text and text[-1] not in ".!?…。！？":
        text = text.rstrip(":,;") + "."
    return text


def statement(prose: str, longest: int = LONGEST, keep: Sequence[str] | None = None) -> str:
    """A message as one short statement: its sentences as long as they fit, "" where nothing is left.

    ``keep``: the sentences to use, where the caller has chosen among :func:`sentences`.
    Questions are left out where the message says anything else.
    """
    chosen = list(keep) if keep is not None else sentences(prose)
    said = [sentence for sentence in chosen if not sentence.endswith("?")] or chosen
    text = ""
    for sentence in said:
        finished = finish(sentence, longest)
        if text and len(text) + len(finished) + 1 > longest:
            break
        text = f"{text} {finished}".strip()
    return text
