"""What a person's message says: its sentences weighed together."""

from __future__ import annotations

import re

from bot.listening import idioms
from bot.listening import lexicon as lex
from bot.listening.announcing import TRIGGERS, Says, announcement, asks, is_bare
from bot.listening.meaning import Signal
from bot.listening.reading import Sentence, fold, sentences

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|\+1")
# A message with none of these words (and no other script) can say nothing that matters here.
_TELLING = (
    TRIGGERS
    | lex.YES
    | lex.NO
    | frozenset(
        """
        call calling clear confirming stand standing wrap woods dusted behind entwarnung machen schluss fin
        fim
        fine einde koniec отбой faran cessato reopen reopening reopened open opening oeffnen aufmachen
        reabrimos reabro reabriendo reabrindo reabrir rouvre rouvrons riapro riapriamo heropenen heropen
        переоткрываем otwieramy soon early scratch strike belay back premature false pronto gefreut doch
        vite cedo vroeg again wieder recommence nouveau retombe rebelote vuelve volvio volvieron voltou
        voltaram ricomincia nuovo снова опять znowu weer relapse relapsed regressed recurred flared wait
        fixed recurrence reoccurred occurring retrigger retriggered climbing spiking rising returning
        returned grows growing vez still todavia aun sigue siguen immer toujours ainda ancora nog wciaz
        nadal все hala good restored recovered online operational healthy works working nominal up fixed
        normal normalidad stable green laeuft normale retabli normalizado funciona funcionando stabil
        estable estavel regolare mitigated thanks thank thx work job kudos gracias danke merci obrigado
        obrigada valeu grazie bedankt спасибо postmortem mortem retro retrospective debrief sleep
        write-up writeup not none objections objection sounds
    """.split()
    )
)
_TOPIC = re.compile(r"\btopic(?: to)?:\s*(.+)", re.IGNORECASE | re.DOTALL)
_LAST_SAID = {Says.OVER: Signal.RESOLVED, Says.CLAIM: Signal.CLAIMED, Says.NOT_OVER: Signal.REOPENED}


def spoken_signal(text: str, *, reply: bool = False) -> Signal | None:
    """What a person's message says of the incident's end."""
    folded = fold(text)
    if folded.isascii() and _TELLING.isdisjoint(_WORD.findall(folded)):
        return None
    if idioms.INJECTION.search(folded):
        return None
    said = sentences(text)
    if not said:
        return None
    heard = [_heard_in(sentence, reply) for sentence in said]
    for i in range(1, len(said)):
        # "CI is red. Resolved by rerunning": a bare word is about what the sentence before it was about.
        if heard[i] is Signal.RESOLVED and is_bare(said[i]) and _is_about_another(said[i - 1]):
            heard[i] = None
    return _weigh(heard, said)


def is_echo(text: str) -> bool:
    """Whether an announcement is a bare word, such as one says on seeing an alert go green."""
    said = sentences(text)
    words = sum(len(s.tokens) for s in said)
    return words <= 6 and all(is_bare(s) for s in said)


def topic_signal(notice: str) -> Signal | None:
    """A channel's topic set to "... | resolved" is an announcement; no other notice says anything."""
    topic = _TOPIC.search(notice[:2000])
    heard = spoken_signal(topic.group(1).replace("|", "\n")) if topic else None
    return heard if heard is Signal.RESOLVED else None


def _weigh(heard: list[Signal | None], said: list[Sentence]) -> Signal | None:
    asked = any(s.asks and len(s.tokens) <= 6 and idioms.ASKS_FOR_CONSENT.search(s.text) for s in said)
    if asked and any(t in TRIGGERS or t in {"call", "calling"} for s in said for t in s.tokens):
        return Signal.ASKED
    decided = [h for h in heard if h in (Signal.RESOLVED, Signal.REOPENED)]
    if decided and decided[-1] is Signal.REOPENED:
        return Signal.REOPENED
    if Signal.STILL_BROKEN in heard:
        return Signal.STILL_BROKEN
    if decided:
        return Signal.RESOLVED
    if Signal.CLAIMED in heard:
        return Signal.RESOLVED if Signal.WRAP_UP in heard else Signal.CLAIMED
    if Signal.ASKED in heard:
        return Signal.ASKED
    if Signal.RETRACTED in heard:
        return Signal.RETRACTED
    answer = _answer(said)
    return answer or (Signal.WRAP_UP if Signal.WRAP_UP in heard else None)


def _heard_in(sentence: Sentence, reply: bool) -> Signal | None:
    text = sentence.text
    if not text.isascii():
        scripted = _in_script(sentence)
        if scripted:
            return scripted
    if sentence.asks or idioms.ASKS_UNMARKED.match(text):
        return Signal.ASKED if asks(sentence) else None
    if _comes_back(sentence):
        return Signal.REOPENED
    said = announcement(sentence, reply=reply)
    if said is Says.NOT_OVER:
        return Signal.REOPENED
    if idioms.NOT_HEALTHY.search(text) and lex.CONDITIONS.isdisjoint(sentence.tokens):
        return Signal.STILL_BROKEN
    if idioms.STILL.search(text) and not idioms.EXCUSED.search(text):
        return Signal.STILL_BROKEN
    if idioms.RETRACTED.search(text):
        return Signal.RETRACTED
    if said is Says.OVER:
        return Signal.RESOLVED
    thanks = idioms.WRAP_UP.search(text) is not None
    if said is Says.CLAIM or _is_healthy(sentence):
        return Signal.RESOLVED if thanks else Signal.CLAIMED
    return Signal.WRAP_UP if thanks else None


def _in_script(sentence: Sentence) -> Signal | None:
    text = sentence.text
    over = idioms.SCRIPT_OVER.search(text)
    if sentence.asks or text.endswith(("か", "吗", "나요", "까요")):
        stem = re.search(r"復旧|解消|解決|解决|恢复|해결|복구", text)
        return Signal.ASKED if stem else None
    if idioms.SCRIPT_AGAIN.search(text):
        return Signal.REOPENED
    if idioms.SCRIPT_STILL.search(text):
        return Signal.STILL_BROKEN
    return Signal.RESOLVED if over and not idioms.SCRIPT_GUARD.search(text) else None


def _comes_back(sentence: Sentence) -> bool:
    """Whether the sentence takes an end back: reopened, spoken too soon, failing again."""
    text = sentence.text
    if idioms.TAKEN_BACK.search(text):
        return not lex.CONDITIONS.intersection(sentence.tokens)
    if idioms.REOPENED.search(text):
        return not idioms.OTHER_REOPENED.search(text)
    if (idioms.AGAIN.search(text) or idioms.WORSE.search(text)) and not idioms.ELSEWHERE.search(text):
        unreal = (
            lex.CONDITIONS | lex.NEGATIONS | {"prevent", "avoid", "should", "would", "could", "might", "may"}
        )
        return unreal.isdisjoint(sentence.tokens)
    return False


def _is_about_another(sentence: Sentence) -> bool:
    return not lex.OTHER_THINGS.isdisjoint(sentence.tokens) and lex.INCIDENT.isdisjoint(sentence.tokens)


def _is_healthy(sentence: Sentence) -> bool:
    if not idioms.HEALTHY_NOW.search(sentence.text):
        return False
    guards = (
        lex.CONDITIONS
        | lex.NEGATIONS
        | lex.HEDGES
        | frozenset("except besides apart side end on watching".split())
    )
    return guards.isdisjoint(sentence.tokens)


def _answer(said: list[Sentence]) -> Signal | None:
    """A short yes or no, to whatever was asked."""
    tokens = said[0].tokens
    words = [t for s in said for t in s.tokens if t[:1].isalnum() or t == "+1"]
    if not words or len(words) > 8 or said[0].asks:
        return None
    if idioms.CONSENTS.match(said[0].text):
        return Signal.YES
    if words[0] in lex.NO or words[:2] in (
        ["not", "yet"],
        ["not", "quite"],
        ["todavia", "no"],
        ["noch", "nicht"],
    ):
        return Signal.NO
    doubtful = lex.NEGATIONS | (lex.HEDGES - {"officially"}) | frozenset("but pero aber mais mas".split())
    if words[0] in lex.YES and doubtful.isdisjoint(tokens[1:]) and doubtful.isdisjoint(words[1:]):
        return Signal.YES
    return None
