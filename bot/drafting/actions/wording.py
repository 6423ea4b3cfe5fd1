"""What is to be done, as a short imperative or noun phrase in the language it was said in."""

from __future__ import annotations

import re

from bot.drafting.actions.answering import FIRST_PRIORITY, PRIORITY, UNOWNED
from bot.drafting.actions.leads import LEADS, TRAILS
from bot.drafting.actions.naming import People
from bot.drafting.actions.promising import ASKED, MARKED, NEEDED, PROMISED
from bot.drafting.due_dates import Due
from bot.drafting.meaning import Note
from bot.drafting.statements import finish, sentences, tidy
from bot.drafting.voice import in_third_person

LONGEST = 180
LEAST = 3  # words that a sentence needs to say what is to be done

_ITEM = re.compile(r"^\s*(?:[-*•▪◦–]\s+|\d{1,2}[.)]\s+|\(?[a-h]\)\s+|\[ ?\]\s*)(?=\S)")
_INLINE = re.compile(r"(?:^|(?<=[\s:;,.]))\(?\d{1,2}\)\s*")
_OWNED = re.compile(r"^\s*@?[^\W\d_][\w.'’-]*(?: [^\W\d_][\w'’-]*)?\s*(?::|->|→|—|–| - )\s*\S")
_TICKETED = re.compile(r"^\s*[A-Z]{2,10}-\d+\b")

_ASIDE = re.compile(
    r"^\W*(?:next sprint|this sprint|i have (?:it|this)|i got it|it cost|goes to|with me|mine|me|yours|"
    r"high|low|urgent|no (?:owner|date|rush)|nobody yet|"
    r"unassigned|whoever|who(?:se)?\b|needs? an owner|owner|due(?: date)?|responsible|priority|prio|"
    r"someone(?: \w+){0,3} pick it up|"
    r"i (?:do|can do|will do|take|own|want) (?:it|this|that)|put it on me|both|same)\b[^.:]{0,30}$|"
    r"^\W*(?:target|deadline|the following|before|until|antes|bevor|avant que)\b",
    re.IGNORECASE,
)
_ONLY_ASKS = re.compile(
    r"^(?:take|own|do|have|pick|handle|look at|draw|grab) ?(?:it|this|that|this one|that one|one|"
    r"care of (?:it|this|that))?(?: up)?\b[\s,.?!]*(?:$|by |ok)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(?:it|this|them|those)\b|^(?:should|must|needs?|has to|would)\b", re.IGNORECASE)
_NOT = re.compile(r"(?:not|no|nicht|pas|não)\b", re.IGNORECASE)
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def action_lines(prose: str) -> list[str]:
    """The parts of a message that each state an action: the items of a list, else the message as a whole."""
    lines = [line for line in prose.split("\n") if line.strip()]
    for is_item in (_ITEM, _TICKETED, _OWNED):
        items = [line for line in lines if is_item.match(line)]
        if len(items) > 1 and len(items) >= len(lines) - 2 and all(_says(item) for item in items):
            return items
    inline = [part.strip(" ,;") for part in _INLINE.split(prose)[1:]]
    if len(lines) == 1 and len(inline) > 1 and all(_says(part) for part in inline):
        return inline
    return [prose]


def _says(text: str) -> bool:
    return _length(tidy(text)) >= LEAST


def worded(line: str, due: Due | None, note: Note, people: People) -> str:
    """The action without its marker, the name it was addressed to, its date, its owner and its priority."""
    prose = _unranked(_undated(line, due))
    called = people.called(note.item.mentions)
    said = [
        (s, bare(people.without(called.sub("", s, count=1))))
        for s in sentences(_THAT_IS.sub("that is", prose))
    ]
    full = [pair for pair in said if _length(pair[1]) >= LEAST and not _is_aside(*pair)]
    if not full:
        full = sorted(said, key=lambda pair: -_length(pair[1]))[:1]
    if not full:
        return ""
    at = max(range(len(full)), key=lambda index: (_acts(*full[index]), -index))
    text = full[at][1]
    if at and _POINTS_BACK.search(text) and _length(text) < 12:  # what "it" is stands before
        text = f"{_capital(text)} ({full[at - 1][1].rstrip('.')})"
    text = finish(text, LONGEST)
    if _WIDE.match(text[-2:-1]):
        text = text[:-1] + "。"
    return in_third_person(text, note.item.speaker)


def _unranked(line: str) -> str:
    """The line without its priority, where that is an aside and no part of the sentence."""
    for pattern in (PRIORITY, FIRST_PRIORITY):
        for match in reversed(list(pattern.finditer(line))):
            before, rest = line[: match.start()].rstrip(), line[match.end() :]
            if not before or not before[-1].isalnum() or not _GOES_ON.match(rest):
                line = f"{before} {rest.lstrip(' ')}"
    return _TWICE.sub(",", line)


def _undated(line: str, due: Due | None) -> str:
    """The line without its date, where that leaves no hole in the sentence."""
    if due is None:
        return line
    named = line[due.start : due.end]
    part = _PART_OF_DAY.match(line, due.end)
    rest = line[part.end() if part else due.end :]
    if _TAKES_OUT.match(named) or due.start == 0 or not rest.strip(" ") or not rest.lstrip(" ")[0].isalnum():
        return f"{_AND.sub('', line[: due.start].rstrip(' '))} {rest.lstrip(' ')}"
    return line


def _is_aside(sentence: str, text: str) -> bool:
    """Whether a sentence says whose it is or when, rather than what is to be done."""
    if sentence.endswith(":") or _ASIDE.match(text) or _ONLY_ASKS.match(text):
        return True
    return sentence.endswith(("?", "？")) and bool(UNOWNED.match(sentence))


_TWICE = re.compile(r",(?:\s*[,:])+")
_GOES_ON = re.compile(r"\s+(?!please|pls|ok|imo|from|i\b|if|and due|by)\w", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|y|und|et|e|og|och|en|i)$", re.IGNORECASE)
_THAT_IS = re.compile(r"\bi\.e\.(?=[\s,])", re.IGNORECASE)
_PART_OF_DAY = re.compile(
    r"\s+(?:morning|first thing|noon|midday|afternoon|night|evening|eod|cedo|de manhã|früh|vormittag|"
    r"mittag|abend|matin|midi|soir|por la "
    r"(?:mañana|tarde)|mattina|ochtend|middag|formiddag|rano)\b",
    re.IGNORECASE,
)
_TAKES_OUT = re.compile(
    r"(?:by|on|due|until|till|before|for|para|bis|am|avant|d['’]ici|pour|a más|antes|até|spät|senest|"
    r"innen|inden|på|op|tegen|uiterlijk|"
    r"entro|do|no later|this|next|tom|tmr|mañana|morgen|demain|amanhã|domani|jutro)",
    re.IGNORECASE,
)


def bare(sentence: str) -> str:
    """A sentence without what leads to the action and what trails it."""
    text = sentence.strip().rstrip("?？")
    for _ in range(6):
        before = text
        for pattern in LEADS:
            shorter = pattern.sub("", text, count=1)
            text = shorter if shorter.strip() else text
        for pattern in TRAILS:
            shorter = pattern.sub("", text.rstrip(".。 "), count=1)
            text = shorter if shorter.strip() else text
        text = tidy(text)
        if text == before:
            break
    return text


def _acts(sentence: str, text: str) -> int:
    """How much a sentence speaks of something to be done."""
    if MARKED.match(sentence):
        return 2
    if _length(text) < LEAST + 2 or _NOT.match(text):
        return 0
    return int(any(cue.search(sentence) for cue in (PROMISED, ASKED, NEEDED)))


def _length(text: str) -> int:
    return len(text.split()) if not _WIDE.search(text) else len(text) // 2


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
