"""Words by which people say that it was not this, that it did or did not help, or that nothing changed."""

from __future__ import annotations

import re

from bot.drafting.cues import cue

# That something is not the cause.
EXCLUDED = cue(
    r"(?:min\w*|hours?|h) of (?:clean|normal|good|healthy)\b",
    r"(?:so )?(?:it(?:'s| is) |that(?:'s| is) |was )?not (?:the|a|an|us|our|my|from|to do with|"
    r"\w+[\w./-]*)(?: \w+){0,3}(?: either)?[.!,;]?$|ruled? out\b|exclud\w+\b|rules? (?:that|it|"
    r"this) out\b|innocent\b|unrelated\b|nothing to do with\b|isn'?t (?:behind|related|it|the)\b|"
    r"not (?:related|it)\b",
    r"(?:before|after) (?:you|that|yours|the (?:deploy|change))\b|only touches\b|only (?:makes|the|for|"
    r"on) \b|\w+ only[.,;]?$|does not touch\b|doesn'?t touch\b|too (?:early|late) (?:for|to)\b|(?:rollback|"
    r"revert) (?:did|changed|made) (?:nothing|no)\b",
    r"no (?:era|fue|es) (?:el|la|eso)\b|descartad[oa]s?\b|ausgeschlossen\b|nicht (?:der|die|"
    r"das) \w+ (?:schuld|ursache)\b|unschuldig\b|exclu\b|pas (?:le|la) \b|não (?:foi|era|é) [oa]\b|"
    r"descartad\w+|ikke \w+$|uitgesloten\b",
)
# That no change of ours is.
NO_CHANGE = cue(
    r"no(?:t| |ne)\s*(?:a )?change of (?:ours|us)\b|not (?:a change|one of our changes|our change|"
    r"our deploy)|nothing (?:of ours )?(?:was )?changed\b|we (?:didn'?t|did not|haven'?t) chang\w+|"
    r"none of our changes|nothing (?:was )?(?:deployed|shipped)\b|no (?:deploys?|changes?|"
    r"releases?) (?:of ours|on our side|from us|today|since|by us)|not a change of ours|"
    r"third[- ]party\b|on their (?:side|end)\b|their (?:rollout|outage|fault|end|side|upstream)\b|"
    r"their own \w+\b",
    r"ning[úu]n cambio\b|no fue un cambio|nada nuestro|keine änderung von uns|aucun changement de notre|"
    r"nenhuma mudança",
)
NO_HELP = re.compile(
    r"\bno (?:change|difference|effect|improvement|cambi\w+|mejor\w+)\b|\bstill\b(?! (?:to go|ok|"
    r"fine))|\bsame (?:error|\d{3}|thing|result|symptom)|"
    r"\b(?:didn'?t|did not|hasn'?t|has not) (?:help|change|move|moved|changed|helped|work)|"
    r"\bchanged nothing\b|\bdid nothing\b|"
    r"\bnot (?:fixed|it\b|the|that)|\bsigue igual\b|\bno era\b|\bsin cambios\b|\bkeine änderung\b|"
    r"\bimmer noch\b|\baucun changement\b|\btoujours\b|"
    r"\bcontinua igual\b|\bnada mudou\b|\bingen (?:endring|skillnad)\b|\bgeen verschil\b|"
    r"\bexcluded\b|\bruled out\b|\bdescartad\w+",
    re.IGNORECASE,
)
HELPED = re.compile(
    r"\bworks?\b|\bworking (?:again|now)\b|\bback to normal\b|\bnormal again\b|\brecover\w+|"
    r"\b(?:down|dropp\w+|fall\w*|fell) (?:to|from|and|fast)\b|\bfix(?:ed|es) it\b|"
    r"\bhealthy\b|\bgoes through\b|\bsucceed\w*|\bcame back\b|\bfalling\b|\bfunciona\b|\bbajando\b|"
    r"\bläuft wieder\b|\bça remarche\b|\bvoltou\b",
    re.IGNORECASE,
)
