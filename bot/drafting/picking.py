"""Which sentences of a message are told: what it says of the incident, not of its writer's evening."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.drafting.statements import LONGEST, asks

# What somebody says of themselves, to somebody, or about the talk itself.
_ASIDE = re.compile(
    r"^(?:"
    # what they are at
    r"(?:I['’]?m |I am |we['’]re |am |just |now |still |back\W+)?(?:lookin['’g]?|checking|reading(?: (?:up|"
    r"back))?|digging|"
    r"investigating|scroll(?:s|ing)(?: up)?|catching up|joining|having a look|taking a look|on it|typing|"
    r"listening|"
    r"here|around|awake|back|afk|asleep|at lunch|driving|reviews|shipping|waiting|thinking|"
    r"(?:eyes )?on the (?:logs|"
    r"graphs?|dashboards?))(?: (?:now|into it|into this|into that|at it|at this|up|too|as well|again|here|"
    r"around|"
    r"from \w+|soon))*|"
    r"(?:I['’]ve |I have )?(?:read|caught|scrolled) (?:up|back)|on my way|omw|brb|one (?:sec|second|moment|"
    r"minute|mo)|"
    r"bear with me|stand by|(?:let me|lemme) (?:see|look|check|know|try)\b.{0,30}|I(?:['’]ll|"
    r" will) (?:look|check|have a look|report back|keep "
    r"you posted)\b.{0,20}|(?:just )?seeing this(?: now)?|saw (?:the|your|this) (?:page|ping|message|"
    r"thread|alert)|was (?:asleep|afk|away|"
    r"out|at lunch)|"
    r"more (?:at|in|by|from me|soon|to come|later)\b.{0,25}|next update\b.{0,25}|"
    r"(?:(?:I['’]?m|I was|I am|was|am|just) )?(?:on the (?:train|bus|plane|road|tube|phone|way|ferry)|"
    r"in (?:a|the) (?:meeting|"
    r"tunnel|canyon|car|cab|taxi|shower|kitchen|spital))\b[^\d`]{0,40}|(?:aa+nd )?that['’]?s a wrap\b.{0,30}|"
    # how they feel about it, and whose it is
    r"(?:I['’]?m |I am )?(?:so |really |very |terribly |awfully )*(?:sorry|morto|afraid|ashamed|mortified|"
    r"apolog\w+)\b.{0,60}|"
    r"(?:I['’]?m |I am )?(?:afraid |pretty sure |sure |guessing )?(?:(?:that|it|this)(?: \w+)?(?:['’]s| is|"
    r" was)|"
    r"(?:that|it|this) (?:could|may|might) (?:well )?be|(?:could|may|might) be) "
    r"(?:probably |all |totally |on )?(?:me|mine|us|ours|my \w+)(?:,? I (?:think|guess|fear))?|"
    r"(?:that['’]s )?on me|mine|me|I (?:own|"
    r"did) (?:it|that|this)|"
    r"(?:puedo|podr[ií]a) ser yo|"
    r"(?:blameless|no blame|(?:it['’]s )?not your fault|you['’]re (?:good|fine)|don['’]?t worry|all good|"
    r"no harm)\b.{0,50}|"
    r".{0,60}\bnot (?:you|your fault)|[^\d`]{0,40}\b(?:is|are|was|were) (?:me|mine|my (?:fault|doing))|"
    r"\d{1,2} ?[ap]m (?:here|for me)\b.{0,50}|(?:I )?(?:am|was|wasn['’]?t) (?:not )?sure (?:if|whether|"
    r"what)\b.{0,40}|"
    r"(?:never seen (?:that|this|it)|why not|who knows|go figure|of course|as one does|same here|"
    r"what a (?:\w+ ?){1,2}|"
    r"facts are difficult|hope(?:fully)? (?:you|youse|that|it)\b.{0,40}|it['’]?s \d+ ?[ap]m (?:here|"
    r"for me)\b.{0,30}|"
    r"its? .{0,20}forgive\b.{0,20}|forgive (?:the|my)\b.{0,20}|"
    r"scratch that|never ?mind|ignore (?:that|me)|my \d cents|told you|I told you so|you got it|"
    r"hands up\b.{0,40}|I slept\b.{0,20}|charming|lovely|brilliant|"
    r"fantastic|super|fab|fair(?: enough| do['’]?s)?|noted|indeed|exactly|true|understood|roger|copy|ack|"
    r"will do|"
    r"you['’]ll (?:love|see|have)\b.{0,30}|"
    r"the (?:plot thickens|scientific method|oldest trick))|"
    # whose turn, and how urgent
    r"(?:who(?:se)?|when|where|why|how|what|which)\b[^?]{0,20}\?|P[0-5](?:,? (?:that|this|imo|please|"
    r"[a-z ]{1,20}))?|(?:any )?(?:takers|suggestions|"
    r"ideas|objections|options|thoughts)\??|say (?:when|no)|go|go ahead|do it|please|over to you|"
    r"tell me\b.{0,30}"
    r")[\s.!]*$",
    re.IGNORECASE,
)
# The same anywhere in a sentence; each with a word without which it is not looked for.
_INSIDE = tuple(
    (hints.split(), re.compile(pattern, re.IGNORECASE))
    for hints, pattern in (
        (
            "thank thx cheers sorry",
            r"\b(?:thanks?(?: you)?|thx|cheers|sorry) (?:for|to|about|bout|everyone|all)\b.{0,50}$",
        ),
        ("typos", r"\bforgive (?:my )?typos\b"),
    )
)
_COMMAND = re.compile(r"`[^`]*\[redacted: [^`]*`")  # with a secret in it: nobody should repeat that
_OF_A_PART = 7  # words at most of "Mark, EPR apps."
_FACT = re.compile(r"\d|`|\w[._/]\w")


def telling(spoken: Sequence[str], speaker: str) -> list[str]:
    """The sentences without asides and, where anything is stated, without questions."""
    without = (_COMMAND.sub("a command", sentence) for sentence in spoken)
    statements = [sentence for sentence in without if not asks(sentence)]
    if not statements:
        return list(spoken)
    return [s for n, s in enumerate(statements) if not _is_aside(s, speaker, n == 0)]


def fit(
    kept: Sequence[str], tells: Callable[[str], float] | None = None, longest: int = LONGEST
) -> list[str]:
    """The sentences to tell of those that are :func:`telling`, in order.

    All of them where they fit into ``longest`` characters, for a sentence alone has lost what its "it" is;
    else the run of neighbours that tells most (``tells``: how much a sentence does). Linear.
    """
    if sum(map(len, kept)) + 2 * len(kept) <= longest:
        return list(kept)
    return _best_run(kept, tells, longest)


def _is_aside(sentence: str, speaker: str, first: bool) -> bool:
    if "[redacted: " in sentence or _ASIDE.match(sentence):
        return True
    lower = sentence.lower()
    for hints, pattern in _INSIDE:
        if any(map(lower.__contains__, hints)) and pattern.search(sentence):
            return True
    return first and _introduces(sentence, speaker)


def _introduces(sentence: str, speaker: str) -> bool:
    """Whether somebody only says who they are: "Lorna, nurse in charge ICU"."""
    name = speaker.split(" ", 1)[0].lower()
    words = sentence.lower().split()
    if not name or len(words) > _OF_A_PART or _FACT.search(sentence):
        return False
    if words[0].rstrip(",") != name:
        return False
    return words[0] != name or len(words) == 1 or words[1] in ("from", "of", "at", "with")


def _best_run(kept: Sequence[str], tells: Callable[[str], float] | None, longest: int) -> list[str]:
    values = [max(tells(s), 0.1) if tells else 1.0 for s in kept]
    best, best_value = (0, 1), -1.0
    start, value, length = 0, 0.0, 0
    for end, sentence in enumerate(kept):
        value, length = value + values[end], length + len(sentence) + 2
        while length > longest and start < end:
            value, length = value - values[start], length - len(kept[start]) - 2
            start += 1
        if value > best_value + 1e-9:
            best, best_value = (start, end + 1), value
    return list(kept[best[0] : best[1]])
