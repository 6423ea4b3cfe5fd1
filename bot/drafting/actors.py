"""Who did it, left out where the sentence stands without: "I moved the mesh" as "The mesh was moved".

And who was told to: "Ana Lima please look at it" as "Ana Lima was asked to look at it". English only.
"""

from __future__ import annotations

import re

# What one does to a system. What mends it (restarted, restored, found) keeps the one who did it.
_CHANGED = (
    r"changed|moved|deployed|shipped|lowered|raised|merged|activated|removed|deleted|dropped|updated|"
    r"upgraded|"
    r"set|put|pushed|applied|tidied|switched|bumped|edited|replaced|swapped|enabled|disabled|turned|renamed|"
    r"rewrote|migrated|installed|released|published|widened|tightened|shortened|cleaned|rotated"
)
_DONE = {"rewrote": "rewritten"}
_PARTICLE = r"out|up|back|through|down|in|on|off|over|live"
_DETERMINER = r"the|a|an|our|my|this|that|its|all|both|some|two|three|four|\d+"
_NOUN = (
    r"(?!(?:it|them|him|her|you|me|us|and|or|but|that|which|who|so|because|"
    r"since)\b)[\w`](?:[\w`'’./+-]*[\w`'’+])?"
)
_STOP = (
    r"at|on|to|from|in|into|out|off|up|down|back|live|with|by|before|after|around|about|for|of|via|last|this|"
    r"yesterday|today|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|earlier|and|so|but|"
    r"because|as|when|while"
)
_ACTIVE = re.compile(
    rf"^I(?:['’]d|['’]ve| had| have)?(?: just| also| only| already| then)? (?P<verb>{_CHANGED})"
    rf"(?P<particle> (?:{_PARTICLE}))?"
    rf"(?P<object>(?: (?:{_DETERMINER}))?(?: (?!(?:{_STOP})\b){_NOUN}){{1,5}}?)"
    rf"(?P<rest>(?: (?:{_STOP})\b|[,;:.]|$).*)$",
    re.IGNORECASE,
)
# The rest has an actor of its own to whom "I" was the subject: "and left the sample", "where I …".
_GOES_ON = re.compile(
    r"\bI(?:['’]\w+)?\b|\b(?:and|but|then|so) (?:then |also )?(?:\w+ed|left|put|set|forgot|did|didn['’]t|"
    r"went|"
    r"made|took|got|ran|saw|thought|am|was|will)\b",
    re.IGNORECASE,
)
_MY_CHANGE = re.compile(
    r"\b[Mm]y (?=(?:own )?(?:change|deploy\w*|release|rollout|PR|config|flag|update|edit|migration|script|"
    r"patch|"
    r"updater|commit|merge|upgrade|fix|revert|rollback|tidy-up|job|test|query|firmware|figures|numbers|count|"
    r"to-?dos?)\b)"
)
# "the failover was me, change 5120": what follows tells enough.
_WAS_MINE = re.compile(
    r"^(?P<what>(?:the|that|this|last|yesterday['’]s) [^,.;]{3,40}) (?:was|is) (?:me|"
    r"mine), (?=\S)",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?…])\s+")

_NAME = (
    r"(?P<name>[A-ZÀ-Þ][\w.'’-]+(?: (?:[A-ZÀ-Þ][\w.'’-]*|de|del|van|der|von|el|da|di|"
    r"la)){1,4}(?: \([^()]*\))?)"
)
_VERB = (
    r"turn|roll|restart|stop|kill|halt|pull|push|revert|reverse|pause|disable|enable|switch|drain|scale|"
    r"check|"
    r"look|call|page|send|write|open|close|file|put|take|get|keep|move|set|add|remove|delete|block|hold|"
    r"own|make|"
    r"run|start|try|tell|ask|update|post|confirm|fix|ship|deploy|release|merge|review|approve|watch|stay|"
    r"go|give|"
    r"do|swap|replace|reboot|flush|purge|clear|rotate|revoke|isolate|divert|attend|reset|raise|lower|bump|"
    r"drop|"
    r"cut|bring|leave|help|join|lead|handle|prepare|draft|book|schedule|document|test|verify|measure|count|"
    r"sample|bounce|park|freeze|shut|sign|find|create|monitor|double-check"
)
_ASKED = re.compile(
    rf"^{_NAME}[,:]?(?: (?:please|pls|plz|kindly)| (?:can|could|would|will) you(?: please| pls)?)? "
    rf"(?P<what>(?:{_VERB})\b.*)$"
)
_ASKED_SHORT = re.compile(rf"^(?P<name>[A-ZÀ-Þ][\w'’-]+), (?:please |pls )?(?P<what>(?:{_VERB}) \S.*)$")
_CALLED = re.compile(
    rf"^{_NAME}[,:]?\s+(?=(?:it|this|that|we|you|the|an?|there|hi|hey|hello|what|how|is|are|do|does|your|"
    rf"our|can|could|sorry|"
    r"fyi|I|I['’]m|they|when|if|please)\b)"
)
_CALLED_LAST = re.compile(rf", {_NAME}[.?!]*$")


def without_actor(text: str) -> str:
    """The statement with what its writer changed in the passive, and "my deploy" as "the deploy"."""
    return " ".join(_passive(sentence) for sentence in _SENTENCES.split(text))


def _passive(sentence: str) -> str:
    sentence = _WAS_MINE.sub(r"\g<what>, ", sentence)
    sentence = _MY_CHANGE.sub(lambda m: "The " if m[0][0] == "M" else "the ", sentence)
    match = _ACTIVE.match(sentence)
    if not match or _GOES_ON.search(match["rest"]):
        return sentence
    what = match["object"].strip()
    what = re.sub(r"^my\b", "the", what, flags=re.IGNORECASE)
    many = re.search(r"(?:[^sui']s|\d\d+ \w+s)$", what) or re.match(
        r"(?:all|both|some|two|three|four)\b", what
    )
    verb = _DONE.get(match["verb"].lower(), match["verb"].lower())
    first = what if re.search(r"[\d_/.`-]", what.split(" ")[0]) else what[0].upper() + what[1:]
    return f"{first} {'were' if many else 'was'} {verb}{match['particle'] or ''}{match['rest']}"


def as_asked(sentence: str, addresses: bool) -> str:
    """A sentence to somebody, told of them; ``addresses``: whether the message mentions anybody."""
    match = (_ASKED.match(sentence) if addresses else None) or _ASKED_SHORT.match(sentence)
    if match:
        what = match["what"].rstrip(".?!")
        what = "go ahead" if what == "go" else what
        name = re.sub(r" \([^()]*\)$", "", match["name"])
        return f"{name} was asked to {what}"
    if not addresses:
        return sentence
    return _CALLED_LAST.sub("", _CALLED.sub("", sentence))
