"""What somebody says of themselves, told of them: "I moved the mesh" as "Gustavo Prado moved the mesh".

What was changed is told without who changed it, where the sentence allows: "The mesh was moved".
"""

from __future__ import annotations

import re

from bot.drafting.actors import without_actor

_ENGLISH = frozenset(
    (
        "the is was to of and it on that with not for at we have out up will can this has are so but they "
        "am please now by if off as you he she which mean from"
    ).split()
)
_I_AM = re.compile(r"\bi['’](?:m|ll|ve|d)\b")  # English too
# Words of other languages, some of which have an "I", "i", "me" or "mine" of their own.
_OTHER = frozenset(
    (
        "el la los las de que por una del se yo der die das ist und nicht ein eine auf ich wir le les des "
        "est une pas dans nous et og er det ikke som til av på jeg att inte och är jag het een niet zijn "
        "van ik il di che non della sono os um uma não em na nie się jest że od"
    ).split()
)
_WORD = re.compile(r"\w+")
_FIRST = re.compile(
    r"(?<![\w'’.-])(?P<pronoun>am I|I['’]ll|I['’]m|I['’]ve|I['’]d|I am|I have|I was|I will|I can|I|me|my|"
    r"mine|myself)"
    r"(?![\w'’-]|\.\w)(?P<following>(?P<adverb>(?: (?:also|just|already|now|then|only|never|still|"
    r"really|usually|always|honestly|probably|actually|mostly|simply))*)(?: (?!(?:I|me|my|mine|"
    r"myself)\b)[a-z'’]+)?)",
    re.IGNORECASE,
)
# Scandinavian "i" in a sentence that is half English: "så er vi i mål" (what stands before | what follows).
_FOREIGN_I = re.compile(
    r"\b(?:vi|er|är|det|den|de|som|og|och|så|her|der|på|til|av|ut|inn|inne|ned|opp|upp) \||\|"
    r" [a-z]*[^\x00-\x7f]"
)
_ASKING = re.compile(r"\b(?:do|did|can|could|should|shall|would|will|may|might|must) $", re.IGNORECASE)
_HAD = re.compile(
    r"(?:\w+ed|been|gone|seen|taken|got|found|put|set|made|come|given|told|written|sent|built|kept|left|lost|"
    r"thought|known|shut|cut|said|heard|begun|broken|read|run|done|had|forgotten|missed|meant|never|already|"
    r"just)$"
)
_PAST = re.compile(
    r"(?!(?:n|f|s|sp|proc|exc|succ|br|bl|w)eed$).+ed|(?:for|under|over|mis|re|un|with|be)?(?:went|saw|took|"
    r"got|found|put|ran|set|made|came|gave|told|wrote|"
    r"sent|built|kept|left|lost|thought|knew|shut|cut|said|heard|began|broke|read|swapped|forgot|meant|"
    r"rang|spoke|"
    r"drew|held|sold|paid|met|felt|brought|split|spent|hit|bought|caught|chose|drove|fell|fed|flew|grew|"
    r"hung|hid|"
    r"laid|led|lent|let|lit|rode|rose|sat|shook|shot|slept|slid|spun|stood|stuck|stole|struck|taught|threw|"
    r"tore|"
    r"woke|wore|won|wound|did|dug|bet|had|was|sank|shrank|sprang|swore|understood)"
)
# These are the same of everybody.
_AUXILIARY = re.compile(
    r"would|could|should|shall|must|might|may|can|will|cannot|(?:would|could|should|was|did|had|ca|wo|"
    r"ai)n['’]?t|been|gone|done|seen"
)
_PRESENT = {"have": "has", "do": "does", "don't": "doesn't", "wanna": "wants to", "go": "goes", "am": "is"}
_NO_VERB = re.compile(
    r"and|or|but|in|on|at|to|of|for|with|as|the|a|an|is|are|if|so|that|this|it|too|myself|alone|(?!rely|"
    r"apply|supply|reply).+ly|."
)
_AS_NAME = {
    "am i": "is",
    "i'll": "will",
    "i will": "will",
    "i'm": "is",
    "i am": "is",
    "i've": "has",
    "i have": "has",
    "i was": "was",
    "i can": "can",
    "i'd": "would",
    "i": "",
}
_AS_THEY = {
    "am i": "are they",
    "i'll": "they will",
    "i will": "they will",
    "i'm": "they are",
    "i am": "they are",
    "i've": "they have",
    "i have": "they have",
    "i was": "they were",
    "i can": "they can",
    "i'd": "they would",
    "i": "they",
    "me": "them",
    "my": "their",
    "mine": "theirs",
    "myself": "themselves",
}
_OF_NAME = {"my": "'s", "mine": "'s", "me": ""}
_ROLE = re.compile(r"\s*\([^()]*\)\s*$")


def in_third_person(text: str, speaker: str) -> str:
    """The statement with its first person replaced: the speaker's name once, "they" after that.

    English only: a text with more words of another language than English ones stays as it is.
    """
    if not _FIRST.search(text) or not _is_english(text):
        return text
    text = without_actor(text)
    name = _ROLE.sub("", speaker) or speaker
    named = False

    def replacement(match: re.Match[str]) -> str:
        nonlocal named
        if match["pronoun"] == "i" and _FOREIGN_I.search(f"{text[: match.start()]}|{match['following']}"):
            return match[0]
        word, following = match["pronoun"].lower().replace("’", "'"), match["following"] or ""
        adverb = (match["adverb"] or "").strip()
        verb = following.strip().lower().removeprefix(adverb.lower()).strip()
        had = word == "i'd" and bool(_HAD.match(verb))
        if named:
            they = "they had" if had else _AS_THEY[word]
            return _capital(they, match) + following
        if word in _OF_NAME:
            named = True
            return f"{name}{_OF_NAME[word]}{following}"
        if word == "am i":
            named = True
            return f"{'Is' if match[0][0] == 'A' else 'is'} {name}{following}"
        told = _of_one(verb) if word == "i" else verb
        if _ASKING.search(text[: match.start()]):  # "do I pull it": the verb is not bent there
            told = None
        if word not in _AS_NAME or told is None:
            return _capital(_AS_THEY[word], match) + following
        named = True
        return " ".join(filter(None, (name, "had" if had else _AS_NAME[word], adverb, told)))

    return _FIRST.sub(replacement, text)


def _of_one(verb: str) -> str | None:
    """The verb after "I" as it stands after a name; None where it cannot be told."""
    verb = verb.replace("’", "'")
    if verb in _PRESENT:
        return _PRESENT[verb]
    if _PAST.fullmatch(verb) or _AUXILIARY.fullmatch(verb):
        return verb
    if not verb or _NO_VERB.fullmatch(verb):
        return None
    if re.search(r"(?:s|x|z|ch|sh|o)$", verb):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if re.search(r"[^aeiou]y$", verb) else f"{verb}s"


def _is_english(text: str) -> bool:
    lower = text.lower()
    words = _WORD.findall(lower)
    english = sum(map(_ENGLISH.__contains__, words)) + len(_I_AM.findall(lower))
    other = sum(map(_OTHER.__contains__, words))
    return english > other or (english == other and text.startswith(("I ", "My ", "I'", "I’")))


def _capital(word: str, match: re.Match[str]) -> str:
    before = match.string[: match.start()].rstrip()
    return word[0].upper() + word[1:] if not before or before[-1] in ".!?…" else word
