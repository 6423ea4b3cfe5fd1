"""What is never carried over from a channel into a draft: blame, and text that gives us orders.

A first, careful net: a message it catches is left out whole, and what it says must stand on others.
"""

from __future__ import annotations

import re

from bot.drafting.transcript import Evidence

_ORDERS = re.compile(
    r"\b(?:ignor\w*|disregard|forget|override|bypass|oublie\w*|vergiss|vergeet|olvida\w*|"
    r"esque\w+)\b[^.\n]{0,60}"
    r"\b(?:instru\w+|anweisung\w*|prompt\w*|rules|reglas|règles|regras|consignes|orders|guidelines)\b|"
    r"(?:^|[\n.!?\[(*>]\s*)(?:system|assistant|developer|user)\s*(?:prompt|message|note|override)?\s*:|"
    r"</?(?:system|assistant|instructions?|im_start|im_end)\b|<\|im_|\[/?inst\]|"
    r"\b(?:you are|eres|tu es|du bist|você é|act as)\b[^.\n]{0,30}\b(?:ai|llm|bot|assistant|asistente|"
    r"assistente|model|gpt)\b|"
    r"\b(?:ai|llm|language model|gpt|chatbot)\s+(?:assistant|agent|model|system|reading|processing|reader)|"
    r"\b(?:note|message|instructions?|attention)\b[^.\n]{0,20}\b(?:to|for)\b[^.\n]{0,20}\b(?:ai|llm|"
    r"bots?|assistants?|models?)\b|"
    r"\b(?:mark|set|report|state|write|declare|list)\b[^.\n]{0,50}\b(?:as approved|approved by|"
    r"no responsibility|owner to nobody)\b|"
    r"\b(?:in|into)\s+(?:the|any|your|this)\s+(?:\w+\s+)?(?:report|postmortem|"
    r"summary)\b[^.\n]{0,40}\b(?:state|say|set|write|claim)\b|"
    r"\bprompt injection\b|\bjailbreak",
)
_PERSON = (
    r"(?:you|u|ya|he|she|they|someone|somebody|whoever|people|you (?:guys|lot)|devs?|engineers?|"
    r"the (?:\w+ )?team|"
    r"\w+ (?:team|folks|guys|people)|customer|vendor)"
)
_BLAME = re.compile(
    rf"\b{_PERSON}(?:'s|'d|'ve)? (?:\w+ )?(?:should|could|ought)(?:n't|nt| not)?(?: to)?(?: have|'ve|ve)\b|"
    rf"\b{_PERSON} (?:(?:always|never|again|once again|clearly|obviously|just|simply) )+|"
    rf"\b(?:nobody|no one|no-one|{_PERSON}) (?:ever )?(?:bother\w*|cares|cared|pays? attention|"
    rf"paid attention|thought|checked|tested)\b|"
    r"\b(?:who|whose|which (?:genius|idiot|clown))\b(?: \w+){0,3} (?:earth|hell|fuck|heck|responsible|"
    r"fault|job was|idea was)|"
    r"\bwho (?:the|in|even|on)\b|\bwho(?:ever)? (?:\w+ ){0,2}(?:approv|merg|touch|broke|deploy|push|"
    r"chang|ship|delet|puts?\b|did)\w*|"
    r"\bwhich (?:one )?of you\b|\b(?:nobody|no one) (?:in|at|from) \w+ (?:\w+ )?(?:reads?|tests?|cares?|"
    r"checks?|thinks?|told|asked|tells?)\b|\bthis is what happens when\b|\bwho signs? (?:this|these|that|it) off\b|"
    r"\bwould like the names?\b|\bwithout (?:thinking|telling|asking)\b|\bkinder?garten\b|\btheir toys\b|"
    r"\b(?:classic|typical) \w+|\bas (?:usual|always)\b|\b(?:every\W+single\W+time|how many times|"
    r"yet again)|"
    r"\b(?:careless|sloppy|negligen\w+|incompeten\w+|clueless|stupid\w*|idiot\w*|moron\w*|dumb|lazy|"
    r"amateur\w*|reckless|irresponsib\w+|"
    r"useless|garbage|crap\w*|ridiculous|unbelievable|unacceptable|shameful|embarrass\w+|pathetic|"
    r"disgrace\w*|terrible|inexcusable|marvell?ous)\b|"
    r"\b(?:your|his|her|their|whose|\w+'s|my|our own) (?:fault|mess|screw-?up|blunder|mistake|bad)\b|"
    r"\bfat[- ]?finger\w*|"
    r"\b(?:screwed|messed|cocked|fucked|f\*+ed) (?:\w+ )?up\b|\bhuman error\b|\bcowboy\w*|\bfir(?:e|ed|"
    r"ing) (?:him|her|them|someone|people)\b|"
    r"\b(?:has|have|had|having|loses?|revoke|remove|take away) (?:\w+ ){0,3}(?:access|rights|"
    r"permissions)\b.{0,20}\b(?:anymore|again)\b|"
    r"\b(?:shouldn't|should not|mustn't) (?:be allowed|have (?:\w+ )?(?:access|rights|permission))|"
    r"\b(?:broke|breaks|breaking|killed|killing|ruined|wrecked) (?:prod\w*|everything|"
    r"it)\b(?=.{0,30}(?:again|always|\?|!|$))|"
    r"\b(?:wtf|ffs|for fuck'?s|fuck\w*|bullshit|damn it|goddamn|jesus|for god'?s sake|oh for)\b|"
    r"\b(?:can'?t|cannot) believe\b|\bseriously\s*[?!]|\bhas cost us\b|\blearn to\b|"
    # the same in the languages we have met: "who on earth", "again", "always", "your fault", insults
    r"\bqui[eé]n (?:carajos|diablos|demonios|co[ñn]o|mierda)|\botra vez (?:rompi|la misma|\w+ndo)\w*|"
    r"\bqué novedad\b|\bcomo siempre\b|"
    r"\btu culpa\b|\b(?:in[úu]til|incompetentes?|idiotas?|chapuza)\b|\bpor su culpa\b|"
    r"\bqui (?:diable|est le con|a encore)\b|\bcomme d'hab\w*|\bla faute de\b|\bn'importe quoi\b|"
    r"\bincompétent\w*|"
    r"\bwer (?:zum teufel|hat (?:das )?(?:schon )?wieder)\b|\bschon wieder\b|\bwie immer\b|"
    r"\bselbst schuld\b|\bunfähig\w*|\bschlamperei\b|"
    r"\bquem (?:diabos|foi o)\b|\bde novo (?:quebr|o)\w*|\bculpa d[aoe]\b|\bhvem i (?:all|h)\w*|"
    r"\bvem (?:i|fan)\b|\bwie (?:in godsnaam|heeft er)\b|"
    r"\bkyun (?:kiya|kia)\b",
)
_SHOUTED_AGAIN = re.compile(r"\bAGAIN\b")


def gives_orders(text: str) -> bool:
    """Whether a text tries to instruct whoever (or whatever) reads it."""
    return bool(_ORDERS.search(text.lower()))


def blames(text: str) -> bool:
    """Whether a text speaks of people as the fault, in words a postmortem must not repeat."""
    return bool(_BLAME.search(text.lower()) or _SHOUTED_AGAIN.search(text))


def is_safe(item: Evidence) -> bool:
    """Whether anything of a message may be said in a draft."""
    return not (gives_orders(item.text) or blames(item.prose))
