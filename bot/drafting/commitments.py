"""Action items: what somebody promised, was asked, or left as a to-do for after the incident."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from bot.drafting.cues import cue
from bot.drafting.draft import Commitment
from bot.drafting.due_dates import Due, find_due
from bot.drafting.links import zone_of
from bot.drafting.meaning import Note, Reading, Sign
from bot.drafting.statements import finish, sentences, tidy
from bot.drafting.transcript import Evidence, clean
from bot.drafting.voice import in_third_person

_MARKED = cue(
    r"to-?do\b",
    r"action(?: item)?s?\s*(?:on|for|:)",
    r"ai\s*(?:for|on|:)",
    r"follow[- ]?up\b(?!s)",
    r"for later\b",
    r"after this\b",
    r"(?:later|afterwards|post[- ]?incident)[:,]",
    r"when (?:this|it)(?:'s| is) over\b",
    r"once (?:this|it|we)(?:'s| is|'re| are) (?:over|done|through)\b",
    r"tarea\b|pendiente:|seguimiento\b|aufgabe:|maßnahme\b|à faire\b|ação:|oppgave\b|oppfølging\b|"
    r"actiepunt\b",
)
_PROMISE = cue(
    r"i'?ll\b|i’ll\b|i will\b|i'?m (?:going to|gonna|drafting|writing|adding|taking|filing|doing)\b|"
    r"i can (?:take|do|own|write|add|look)\b",
    r"i (?:do it|take|own|have it by|want to own)\b|let me\b|(?:on|for) me\b|\(me\)|mine\b|"
    r"from my side\b|i'?ve got (?:this|it|the)\b",
    r"yo me apunto\b|me encargo\b|l[oa] (?:hago|tengo|llevo) (?:yo\b|mañana\b)|lo hago\b|voy a\b|"
    r"me apunto\b|lo tomo\b",
    r"ich (?:mache|kümmere|übernehme|schreibe|baue|werde|kann)\b|je (?:m'occupe|m'en|vais|prends)\b|"
    r"eu (?:faço|vou|fico|pego)\b",
    r"jeg (?:tar|lager|skal|fikser)\b|jag (?:tar|fixar|ska)\b|ik (?:zal|ga|pak|doe|maak)\b",
)
_ASK = cue(
    r"(?:can|could|would|will) you\b|please\b|pls\b|plz\b|your turn\b|over to you\b|own(?:s|er)?\b|"
    r"take (?:this|that|it|over)\b",
    r"¿?te encargas\b|¿?puedes\b|¿?podr[ií]as\b|porfa\b|por favor\b|kannst du\b|könntest du\b|"
    r"bitte\b|peux-tu\b|tu peux\b|stp\b",
    r"pode(?:s|ria)?\b|você pode\b|kan du\b|kun je\b|wil je\b|graag\b",
)
_NEED = cue(
    r"should\b|must\b|needs?\b(?: to)?|has to\b|have to\b|ought to\b|let'?s\b|someone\b|somebody\b|"
    r"whoever\b|don'?t forget\b|ticket\b",
    r"hay que\b|deber[ií]a\w*\b|debe\b|tenemos que\b|falta\b|alguien\b|müss\w+\b|sollte\w*\b|"
    r"il faut\b|devons\b|devrait\b|quelqu'un\b",
    r"precisa\w*\b|temos que\b|alguém\b|må\b|bør\b|noen\b|borde\b|måste\b|moeten?\b|iemand\b",
)
_TAKEN = cue(
    r"mine\b|i'?ll (?:take|do|own|pick)\b|i(?:'?ve)? (?:take|took|got|own|can take|do)\b|on it\b|"
    r"yep\b|yes\b|yup\b|ack\b|will do\b|sure\b|ok\b|okay\b|me[,.!]|me$|done\b|"
    r"👍|:\+1:|:thumbsup:|consider it done\b|mía?\b|yo\b|va\b|dale\b|hecho\b|claro\b|lo tomo\b|"
    r"s[ií]\b|ja\b|mach ich\b|übernehme\b|oui\b|je prends\b|ok pour moi\b|"
    r"sim\b|pode deixar\b|comigo\b|deixa comigo\b|eu\b|jeg\b|tar den\b|jag\b|ik\b|haan\b",
)
_WITHDRAWN = cue(
    r"scratch (?:that|this)\b|never ?mind\b|nvm\b|forget (?:it|that|about it)\b|(?:no longer|"
    r"not) needed\b|cancel (?:that|this|it)\b|drop (?:that|this|it)\b",
    r"already (?:done|did|exists?|fixed|there|have|in place)\b|withdrawn\b|duplicate of\b|"
    r"not worth\b|strike that\b|olv[ií]dalo\b|d[ée]jalo\b|ya (?:est[áa]|existe)\b",
    r"hat sich erledigt\b|vergiss\b|laisse tomber\b|c'est déjà\b|esquece\b|deixa pra lá\b|glem det\b|"
    r"trenger vi ikke\b|laat maar\b",
)  # fmt: skip
_UNOWNED = cue(
    r"whoever\b|no owner\b|who\b[^.]{0,12}\?|someone\b|somebody\b|anyone\b|alguien\b|jemand\b|"
    r"quelqu'un\b|alguém\b|noen\b|iemand\b"
)
_IDLE = cue(
    r"one day\b|some ?day\b|eulogy\b|beer\b|like grown-ups\b|in my dreams\b|never (?:again|"
    r"touching)\b|alg[úu]n d[ií]a\b|eines tages\b|un jour\b|um dia\b|en dag\b",
)
_HEADING = re.compile(
    r"^\W*(?:\w+\W+){0,4}(?:follow-?ups|action items|actions|next steps|to-?dos|pendientes|aufgaben|"
    r"who does what|aksjoner)\b(?!\W*\w+\W+\w+\W+\w+\W+\w+\W+\w+\W+\w+)",
    re.IGNORECASE,
)
_PRIORITY = re.compile(
    r"(?<![\w-])(?:p|prio(?:rity|ridad|rität|rité)?\s*:?\s*)([1-4])(?![\w-])", re.IGNORECASE
)
_MARKER_TEXT = re.compile(
    r"^\W*(?:(?:also|and|y|und|et|e|og|before bed|for later|later|afterwards|while we wait|"
    r"action items?|actions?)\W+)*"
    r"(?:(?:to-?do|tarea|pendiente|seguimiento|aufgabe|maßnahme|tâche|action(?: item)?|ai|"
    r"follow[- ]?up)s?\b(?:\s+(?:for \w+|on me|for me|after this|from my side|"
    r"despu[ée]s))?(?:\s*\((?:me|mine|yo)\))?(?:,? mine)?\W*)?"
    r"(?:for (?:me|security|later)\W*(?:\(me\))?\W*)?(?:(?:please|pls|can you|could you|would you|"
    r"¿?te encargas de|¿?puedes|i'?ll|i will|i'?m going to|i can|let me|"
    r"it must be|yo me apunto|voy a|kannst du|bitte|peux-tu|ich werde|je vais|eu vou|jeg skal|own|"
    r"also|and|please own|file a ticket to|file a ticket|file)\b[\s:,]*)*",
    re.IGNORECASE,
)
_DUE_WORD = re.compile(
    r"(?:by|due|done|before|until|till|para|bis|avant|a más|até|spät|senest|innen|,)", re.IGNORECASE
)
_ASIDE = re.compile(r"next sprint|i have it|it cost|\W*$|(?:no owner|whoever|someone|who)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\b(?:it|that|them|one|those)\b", re.IGNORECASE)
LONGEST = 180


def find_commitments(reading: Reading) -> tuple[Commitment, ...]:
    """The action items in the order in which they were stated; withdrawn ones are left out."""
    found: list[Commitment] = []
    notes = [note for note in reading.spoken if note.item.prose]
    stated: set[str] = set()
    for index, note in enumerate(notes):
        if not _is_commitment(note, reading, stated):
            continue
        stated.add(note.id)
        replies = _replies(note, notes, index, reading)
        if any(
            _WITHDRAWN.match(reply.item.prose) for reply in replies if reply.item.author == note.item.author
        ):
            continue
        item = _commitment(note, replies, reading)
        if item.text:
            found.append(item)
    return tuple(found)


def _is_commitment(note: Note, reading: Reading, stated: set[str]) -> bool:
    prose = note.item.prose
    if _HEADING.match(prose) or _IDLE.search(prose) or note.has(Sign.LESSON):
        return False
    if note.item.is_reply and note.item.thread in stated and len(prose.split()) < 10:
        return False  # somebody taking it
    if _MARKED.search(prose):
        return len(prose.split()) >= 4
    if not reading.is_after(note):
        if note.has(Sign.CHANGED) or not _PROMISE.search(prose):
            return False
        day = _said_on(note.item, reading)
        named = find_due(prose, day)
        return bool(named and named.day > day)
    if len(prose.split()) < 4 or note.id == reading.case.incident.resolved_by:
        return False
    if _PROMISE.search(prose):
        return len(prose.split()) >= 5 and not note.is_question
    if note.item.mentions and (_ASK.search(prose) or _NEED.search(prose)):
        return len(prose.split()) >= 5
    if not _NEED.search(prose):
        return False
    dated = find_due(prose, _said_on(note.item, reading))
    return bool(dated or _PRIORITY.search(prose) or "ticket" in prose.lower())


def _replies(note: Note, notes: Sequence[Note], index: int, reading: Reading) -> list[Note]:
    """What was answered: its thread, or the same author's next word where there is no thread."""
    thread = reading.transcript.replies.get(note.id, ())
    if thread:
        return [reading.by_id[item.id] for item in thread]
    after = notes[index + 1 : index + 2]
    return [other for other in after if not other.item.is_reply and other.item.author == note.item.author]


def _commitment(note: Note, replies: Sequence[Note], reading: Reading) -> Commitment:
    said = _said_on(note.item, reading)
    due = find_due(note.item.prose, said)
    day, priority = due.day if due else None, _priority(note.item.prose)
    sources = [note.id]
    owner = _owner(note, reading)
    for reply in (r for r in replies if r.item.is_reply and r.is_safe):
        taken = _TAKEN.match(reply.item.prose) or _PROMISE.search(reply.item.prose)
        if taken and (owner is None or _is_open(note, owner)):
            owner = reply.item.author
            sources.append(reply.id)
        late = find_due(reply.item.prose, _said_on(reply.item, reading))
        if day is None and late:
            day = late.day
            sources.append(reply.id)
        if priority is None and _priority(reply.item.prose):
            priority = _priority(reply.item.prose)
            sources.append(reply.id)
    return Commitment(_text(note, due, reading), tuple(dict.fromkeys(sources)), owner, day, priority)


def _owner(note: Note, reading: Reading) -> str | None:
    prose = note.item.prose
    if note.item.mentions and (_ASK.search(prose) or not _PROMISE.search(prose)):
        return note.item.mentions[0]
    if _PROMISE.search(prose):
        return note.item.author
    for person in reading.case.people.values():
        first = person.shown.split(" ")[0]
        if len(first) > 2 and re.search(
            rf"\b{re.escape(first)}\b (?:to|will|owns|takes|can|does)\b", prose, re.IGNORECASE
        ):
            return person.id
    return None


def _is_open(note: Note, owner: str) -> bool:
    """Whether who answers may take it over: the author's own, unless it was promised."""
    return (owner == note.item.author and not _PROMISE.search(note.item.prose)) or owner in note.item.mentions


def _priority(prose: str) -> str | None:
    match = _PRIORITY.search(prose)
    return f"P{match[1]}" if match else None


def _text(note: Note, due: Due | None, reading: Reading) -> str:
    """The action without its marker, the name it was addressed to, its date and its priority."""
    prose = note.item.prose
    if due and (_DUE_WORD.match(prose[due.start : due.end]) or not tidy(prose[due.end :].split("\n")[0])):
        prose = prose[: due.start].rstrip(" ,") + prose[due.end :]
    prose = _PRIORITY.sub("", prose)
    for owner in note.item.mentions:
        person = reading.case.people.get(owner)
        if person:
            prose = prose.replace(clean(person.shown), "", 1)
    stripped = [(s, tidy(_MARKER_TEXT.sub("", s)).rstrip("?")) for s in sentences(prose)]
    said = [(s, rest) for s, rest in stripped if len(rest.split()) > 2 and not _ASIDE.match(rest)]
    acting = [pair for pair in said if any(cue.search(pair[0]) for cue in (_MARKED, _PROMISE, _ASK, _NEED))]
    chosen = (acting or said)[:1]
    if not chosen:
        return ""
    text, at = chosen[0][1].rstrip("."), said.index(chosen[0])
    if at and _POINTS_BACK.search(text):  # "file a ticket to hold it": what "it" is stands before
        text = f"{text[0].upper()}{text[1:]} ({said[at - 1][1].rstrip('.')})"
    return in_third_person(finish(text, LONGEST), note.item.speaker)


def _said_on(item: Evidence, reading: Reading) -> date:
    at: datetime = item.at.astimezone(zone_of(reading.case.people.get(item.author)))
    return at.date()
