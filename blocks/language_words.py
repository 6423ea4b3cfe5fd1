"""What is said of each kind of blame: its name, why it matters in one line, and at length with an example."""

from __future__ import annotations

from typing import NamedTuple

from bot.language.finding import Category


class _Said(NamedTuple):
    label: str
    why: str
    explained: str


_SAID: dict[Category, _Said] = {
    Category.INDIVIDUAL: _Said(
        "a person as the cause",
        "it makes a person the cause; say what the change did and what let it through.",
        "A person's name ends the search for causes too early: with somebody else on duty, the same system "
        "would have allowed the same thing. People who read their own name here tell less the next time. "
        "Make the change or the system the subject and name the guard that was missing. Instead of “The "
        "on-call engineer broke the checkout” write “The configuration change broke the checkout; no check "
        "compared it with production before the rollout.”",
    ),
    Category.TEAM: _Said(
        "a team as the cause",
        "it makes a team the cause; name the hand-off or the interface that had a gap.",
        "A team that is blamed defends itself, and the gap between the teams stays open. Most incidents "
        "that cross a border start in the hand-off: who was told what, and how. Say what passed between "
        "them and what did not. Instead of “The network team caused the outage” write “The firewall change "
        "took effect before the services behind it were told; there is no shared calendar for such "
        "changes.”",
    ),
    Category.COUNTERFACTUAL: _Said(
        "what should have happened",
        "it says what did not happen; say what the process allowed.",
        "“Should have” describes a day that never was, seen from afterwards. It does not explain why what "
        "people did made sense with what they knew. What they could see then, and which check was missing, "
        "can be mended. Instead of “The engineer should have tested the migration” write “The release "
        "pipeline did not test the migration on a copy of the data before the deploy.”",
    ),
    Category.OMISSION: _Said(
        "what somebody did not do",
        "it counts something undone as a fault; say which step, check or alert would have prompted it.",
        "People leave out what nothing reminds them of, and there is always more that was not done than "
        "was. A missing reminder can be built; a better memory cannot. Say what did not prompt the step. "
        "Instead of “The operator forgot to renew the certificate” write “Nothing warned before the "
        "certificate expired; its renewal was a manual step without a reminder.”",
    ),
    Category.CHARACTER: _Said(
        "a judgement of somebody's character",
        "it judges who somebody is; say what was done and under which conditions.",
        "A trait such as “careless” explains nothing that anybody could mend, and it hurts. What can be "
        "seen is the act and what surrounded it: the hour, the tools, the pressure. Leave the trait out "
        "and keep the facts. Instead of “A sloppy rollout by the release engineer” write “The rollout went "
        "to all regions at once; the tool offers no smaller first step.”",
    ),
    Category.HUMAN_ERROR: _Said(
        "human error as the cause",
        "it stops where the search should begin; say what made the slip easy and hard to notice.",
        "“Human error” is where an investigation starts, not where it ends. Slips happen to everybody "
        "every day; what differs is how far the system lets them go. Say what made this one easy to make, "
        "hard to notice or hard to undo. Instead of “The cause was human error” write “The production and "
        "the staging console look alike, and deleting asked for no confirmation.”",
    ),
    Category.HINDSIGHT: _Said(
        "hindsight",
        "it knows the outcome; say what could be seen at that moment.",
        "Once the outcome is known the signs look plain; in the middle of it they were some among many. "
        "What was “obvious” tells the reader little about what was on the screen. Say which signal there "
        "was, where it showed and when. Instead of “It was obvious that the disk would fill” write “The "
        "disk graph rose from 08:00; it is on a dashboard that no alert watches.”",
    ),
    Category.SARCASM: _Said(
        "sarcasm, always and never",
        "it reads as a jab, and hides the facts; say how often it happened, and when.",
        "A barbed word, “as usual” or “always” turns one event into a verdict, and readers stop at the "
        "tone. If something does repeat, that is worth knowing, with its number and its dates. Say those. "
        "Instead of “As usual, the deploy went out untested” write “This was the third deploy since March "
        "that went out without the integration tests.”",
    ),
    Category.INTENT: _Said(
        "a guess at somebody's motives",
        "it guesses what somebody thought or wanted; ask them, or leave it out.",
        "Nobody can see a motive from outside, and a guess is read as a fact from then on. Those who were "
        "there can say what they aimed for and what stood in the way, if they are asked kindly. Write what "
        "they said, or only what happened. Instead of “They did not care about the warning” write “The "
        "warning was one of 140 that evening; it was read at 21:10.”",
    ),
    Category.PUNITIVE: _Said(
        "an action aimed at people",
        "it asks people to be different; ask for a control that helps whoever is on duty next.",
        "Reminders, training and withdrawn rights wear off, and they teach people to report less. The next "
        "person meets the same trap. An action that changes the system holds for everybody: a guard, a "
        "limit, a check, with an owner and a date. Instead of “Remind everybody to be careful with the "
        "script” write “The script refuses to run against production without a second confirmation.”",
    ),
    Category.SECOND_PERSON: _Said(
        "addressed at somebody",
        "it puts somebody on the spot; ask what the system showed.",
        "“You” and “your” in a postmortem put one reader in the dock, in front of all the others. A "
        "question about what could be seen gets a better answer than one about what somebody did. Speak of "
        "the change, or ask what it showed. Instead of “Why did you restart the primary?” write “What did "
        "the dashboard show before the primary was restarted?”",
    ),
    Category.PASSIVE: _Said(
        "blame without a name",
        "it points at somebody without saying so; say what happened and which safeguard was missing.",
        "“Mistakes were made” still says that somebody is at fault, and leaves every reader to guess who. "
        "It says nothing of what happened, either. Name the event and the safeguard that did not catch it. "
        "Instead of “The database was dropped without checking” write “The clean-up job dropped the "
        "database; it does not ask whether one is in use.”",
    ),
    Category.WHO_WHY: _Said(
        "a question for a culprit",
        "it looks for who; ask how it could get that far.",
        "A question that begins with “who” ends with a name, and then the talk is over. “How” and “what” "
        "lead on to the steps, the tools and the gaps, where something can be changed. Ask for those. "
        "Instead of “Who approved this change?” write “How did this change reach production, and what did "
        "its review see?”",
    ),
    Category.SELF_BLAME: _Said(
        "being hard on yourself",
        "thank you for saying it; you need not carry this. What did the tools show you?",
        "It is generous to step forward, and what you saw is worth more here than an apology. You acted on "
        "what the tools showed you and on what was usual that day; anybody in your place might have. Write "
        "that down: it is what the others can learn from. Instead of “My fault, I should have checked the "
        "namespace” write “The prompt did not show the namespace, and the command ran without asking.”",
    ),
    Category.ANIMATED: _Said(
        "heated words",
        "it tells how the writer feels; let the figures speak.",
        "Anger is easy to understand after a long night, but in the record it is read for years, mostly by "
        "people who were not there. A number, a time or a quote from a log persuades more, and nobody has "
        "to defend themselves against it. Instead of “It is ridiculous how long the rollback took” write "
        "“The rollback took 52 minutes; 40 of them were spent on rebuilding the image.”",
    ),
}

# -- the linter -----------------------------------------------------------------------------------

READING_INPUT = "Reading standard input; Ctrl-D ends it."
HINT = "hint: "


def label(category: Category) -> str:
    """The kind in a few words, to stand behind the words that were found."""
    return _SAID[category].label


def why(category: Category) -> str:
    """One line: what the words do, and what to say instead."""
    return _SAID[category].why


def explained(category: Category) -> str:
    """Three to five sentences for the *Why?* button, the last with a before and an after."""
    return _SAID[category].explained


def tries(suggestion: str, *, asks: bool) -> str:
    """What a finding's line ends with."""
    return f"Ask: {suggestion}" if asks else f"Try: {suggestion}"


def counted(findings: int, files: int, of: int, hidden: int) -> str:
    """The linter's last line. ``hidden`` hints are there and were not asked for."""
    read = _number(of, "file")
    if not of:
        found = "Nothing to check."
    elif findings:
        found = f"{_number(findings, 'finding')} in {_number(files, 'file')} of {of:,}"
    else:
        found = f"Nothing found in {read}"
    return f"{found}; {_number(hidden, 'hint')} not shown (--hints)" if hidden else found


def not_utf8(place: int, byte: int, line: int) -> str:
    return f"is not UTF-8 (byte 0x{byte:02x} at {place:,}, in line {line:,}); save it as UTF-8."


def no_texts(folder: str) -> str:
    return f"{folder} holds no .md, .markdown or .txt file."


def unknown_word(word: str, near: str) -> str:
    """An ignore comment that cannot be followed."""
    meant = f"; did you mean “{near}”?" if near else "."
    if not word:
        return "the comment says nothing to do: ignore, ignore-file, off or on."
    return f"“{word}” is not known in a postmortem-check comment{meant}"


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
