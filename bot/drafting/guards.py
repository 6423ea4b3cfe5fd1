"""What is never carried over from a channel into a draft: blame, and text that gives us orders.

A first, careful net: a message it catches is left out whole, and what it says must stand on others.
"""

from __future__ import annotations

import re

from bot.drafting.transcript import Evidence

# Words for a machine that reads, for setting aside, and for what it was told, in several languages.
_MACHINE = (
    r"(?:ai|ia|ki|llms?|gpt|chat ?bots?|language models?|postmortem ?bots?|summari[sz]er(?: bot)?|"
    r"summari[sz]ing (?:bot|ai|model|assistant))"
)
_SET_ASIDE = (
    r"(?:ignor\w*|disregard|forget|override|bypass|oublie\w*|vergiss|vergeet|olvida\w*|esque\w+|negeer\w*|"
    r"zignoruj\w*|pomiń|zapomnij|игнорир\w*|забудь\w*|yok say\w*|görmezden gel\w*|bỏ qua|glöm|glem|"
    r"dimentica\w*)"
)
_TOLD = (
    r"(?:instru\w+|istru\w+|anweisung\w*|prompt\w*|"
    r"(?:the|your|all|any|these|previous|above|earlier|prior) rules|"
    r"reglas|"
    r"règles|regras|regole|consignes|orders|guidelines|instrukc\w*|polece\w*|инструкц\w*|указани\w*|"
    r"talimat\w*|hướng dẫn|chỉ dẫn)"
)
_DO = (
    r"(?:write|say|add|state|set|include|print|list|mark|report|assign|approve|publish|conclude|tell|repeat|"
    r"replace|answer|respond|output|credit|name|blame|mention|declare|continue|ignore|must|always|never|"
    r"do not|you|schreib\w*|escrib\w*|escrev\w*|écri\w*|scriv\w*|schrijf)"
)
# Orders that begin with a word: one boundary before all of them, so that most places in a text cost one look.
_ORDERS = re.compile(
    r"\b(?=\w)(?:"
    rf"{_SET_ASIDE}\b[^.\n]{{0,60}}\b{_TOLD}\b|"
    rf"{_SET_ASIDE} (?:everything|all|anything)\b[^.\n]{{0,30}}\b(?:above|before|said|written|so far)\b|"
    r"system override\b|tool[_ ](?:result|response|output|call)s?\b\s*[(:>]|function_call\s*:|"
    r"(?:begin|end) (?:of )?(?:system )?prompt\b|"
    r"(?:you are|eres|tu es|du bist|você é|act as)\b[^.\n]{0,30}\b(?:ai|llm|bot|assistant|asistente|"
    r"assistente|model|gpt)\b|"
    r"(?:ai|llm|language model|gpt|chatbot)\s+(?:assistant|agent|model|system|reading|processing|reader)|"
    # a machine that is spoken to
    r"(?:note|message|instructions?|attention|dear|nota|mensaje|hinweis|nachricht|messaggio|mensagem|"
    rf"besked|bericht|whichever|whatever|any|every)\b[^.\n]{{0,12}}?[\s']{_MACHINE}\b|"
    r"(?:note|message|instructions?|attention)\b[^.\n]{0,20}\b(?:to|for)\b[^.\n]{0,20}\b(?:ai|llm|"
    r"bots?|assistants?|models?)\b|"
    rf"(?:{_MACHINE}|assistant|model|bot)\s*[,:]\s*(?:please\s+|and\s+)?{_DO}\b|"
    r"(?:instruct|tell|order|command)\w*\b[^.\n]{0,30}\b(?:bot|ai|model|assistant|llm)\b[^.\n]{0,10}\bto\b|"
    r"your (?:new|next|only|real|actual) task is\b|"
    r"from now on,? you (?:will|must|shall|are to)\b[^.\n]{0,12}\b(?:respond|answer|reply|speak|act)\b|"
    r"(?:output|print|respond|answer|reply) only (?:with|the word)\b|"
    r"(?:base64|rot13|decode|decipher)\b[^\n]{0,60}\b(?:prompts?|instructions?|follow it|obey)\b|"
    # what a report is to say
    r"(?:mark|set|declare)\s+(?:this|it|the (?:\w+ )?(?:report|postmortem|draft|document|summary))\b"
    r"[^.\n]{0,30}\bapproved\b|"
    r"(?:mark|set|report|state|write|declare|list)\b[^.\n]{0,50}\b(?:no responsibility|owner to nobody)\b|"
    r"(?:in|into)\s+(?:the|any|your|this)\s+(?:\w+\s+)?(?:report|postmortem|"
    r"summary)\b[^.\n]{0,40}\b(?:state|say|set|write|claim)\b|"
    r"(?:replace|overwrite)\s+the\s+(?:summary|report|postmortem|timeline|draft)\s+(?:with|by)\b|"
    r"prompt injection\b|jailbreak)",
)
# Orders that show by signs; each pattern with what must stand in a text (in lower case) for it to be tried.
_SIGNED = tuple(
    (hints.split(), re.compile(pattern))
    for hints, pattern in (
        (
            "system assistant developer user instruction",
            # a role: "System note: …" at once, "system: …" only where it goes on to tell what to do
            r"(?:^|[\n.!?(*>]\s*)(?:system|assistant|developer|user)\s+(?:prompt|message|notice|note|"
            r"override)\b\s*:|"
            rf"(?:^|[\n.!?(*>]\s*)(?:system|developer|user)\s*:(?=.{{0,300}}\b{_DO}\b)|(?:^|\n\s*)assistant\s*:|"
            r"(?:^|[\n(*>]\s*)\[system\]|(?:^|\n)#+\s*(?:system|instructions?)\b|"
            r"\"role\"\s*:\s*\"(?:system|assistant|developer)\"",
        ),
        (
            "<",
            r"</?(?:system|assistant|instructions?|evidence|context|document|im_start|im_end)\b|<\|im_|<tool_",
        ),
        ("inst]", r"\[/?inst\]"),
        ("===", r"=== ?evidence"),
        ('"n"', r"\"\s*\}\s*\{\s*\"n\"\s*:"),
        (":", rf"[,;]\s*{_MACHINE}\s*:"),
        ("](", r"!\[[^\]\n]{0,80}\]\(\s*https?:|\]\(\s*https?:[^)\n]*[<{]"),
        ("talimat", r"talimat\w*[^.\n]{0,20}(?:yok say|görmezden)"),
    )
)
_IN_OTHER_SCRIPTS = re.compile(
    r"(?:指示|指令|命令|规则|プロンプト)[^。\n]{0,12}(?:無視|忽略|无视|忘)|(?:無視|忽略|无视|忘记)[^。\n]{0,14}(?:指示|指令|命令|规则)|"
    r"(?:지시|명령|규칙)[^.\n]{0,10}무시|تجاهل[^.\n]{0,30}تعليمات|تجاهل[^.\n]{0,30}التعليمات|"
    r"निर्देश[^।\n]{0,20}(?:अनदेखा|नज़रअंदाज़)"
)
# "1gnore": a digit among letters, read as the letter that it looks like.
_LEET = re.compile(r"(?<![\w$@])(?=[a-z]*[01345$@])[a-z01345$@]*[a-z]{3}[a-z01345$@]*(?![\w$@])")
_DISGUISED = ("nore", "n0re", "nor3", "struct", "5truct", "pr0mpt", "syst3m")
_LOOKALIKES = str.maketrans("01345$@", "oieassa")
_PERSON = (
    r"(?:you|u|ya|he|she|they|someone|somebody|whoever|people|you (?:guys|lot)|devs?|engineers?|"
    r"the (?:\w+ )?team|customer|vendor)"
)
_PEOPLE = r"\w+ (?:team|folks|guys|people)"


def _at_fault(who: str) -> str:
    return (
        rf"{who}(?:'s|'d|'ve)? (?:\w+ )?(?:should|could|ought)(?:n't|nt| not)?(?: to)?(?: have|'ve|ve)\b|"
        rf"{who} (?:(?:always|never|again|once again|clearly|obviously|just|simply) )+"
    )


_HEEDS = r"(?:ever )?(?:bother\w*|cares|cared|pays? attention|paid attention|thought|checked|tested)\b"
_FAULT = r"(?:fault|mess|screw-?up|blunder|mistake|bad)\b"
_BLAME = re.compile(
    r"\b(?=\w)(?:"
    rf"{_at_fault(_PERSON)}|(?:nobody|no one|no-one|{_PERSON}) {_HEEDS}|"
    r"(?:who|whose|which (?:genius|idiot|clown))\b(?: \w+){0,3} (?:earth|hell|fuck|heck|responsible|"
    r"fault|job was|idea was)|"
    r"who (?:the|in|even|on)\b|who(?:ever)? (?:\w+ ){0,2}(?:approv|merg|touch|broke|deploy|push|"
    r"chang|ship|delet|puts?\b|did)\w*|"
    r"which (?:one )?of you\b|(?:nobody|no one) (?:in|at|from) \w+ (?:\w+ )?(?:reads?|tests?|cares?|"
    r"checks?|thinks?|told|asked|tells?)\b|this is what happens when\b|"
    r"who signs? (?:this|these|that|it) off\b|"
    r"would like the names?\b|without (?:thinking|telling|asking)\b|kinder?garten\b|their toys\b|"
    r"\bhad (?:just )?one job\b|\bsome (?:clever|bright|smart) (?:boy|girl|guy|lad|spark|person)\b|"
    r"\bhe(?:a|i)d (?:looked at|examined)\b|"
    r"\b(?:typisch|typique|t[ií]pico|typiskt?) (?:de|da|do|di|von|van)\b|"
    r"(?:classic|typical) \w+|as (?:usual|always)\b|(?:every\W+single\W+time|how many times|"
    r"yet again)|"
    r"(?:careless|sloppy|negligen\w+|incompeten\w+|clueless|stupid\w*|idiot\w*|moron\w*|dumb|lazy|"
    r"amateur\w*|reckless|irresponsib\w+|"
    r"useless|garbage|crap\w*|ridiculous|unbelievable|unacceptable|shameful|embarrass\w+|pathetic|"
    r"disgrace\w*|terrible|inexcusable|marvell?ous)\b|"
    rf"(?:your|his|her|their|whose|my|our own) {_FAULT}|"
    r"fat[- ]?finger\w*|"
    r"(?:screwed|messed|cocked|fucked|f\*+ed) (?:\w+ )?up\b|human error\b|cowboy\w*|fir(?:e|ed|"
    r"ing) (?:him|her|them|someone|people)\b|"
    r"(?:has|have|had|having|loses?|revoke|remove|take away) (?:\w+ ){0,3}(?:access|rights|"
    r"permissions)\b.{0,20}\b(?:anymore|again)\b|"
    r"(?:shouldn't|should not|mustn't) (?:be allowed|have (?:\w+ )?(?:access|rights|permission))|"
    r"(?:broke|breaks|breaking|killed|killing|ruined|wrecked) (?:prod\w*|everything|"
    r"it)\b(?=.{0,30}(?:again|always|\?|!|$))|"
    r"(?:wtf|ffs|for fuck'?s|fuck\w*|bullshit|damn it|goddamn|jesus|for god'?s sake|oh for)\b|"
    r"(?:can'?t|cannot) believe\b|seriously\s*[?!]|has cost us\b|learn to\b|"
    # the same in the languages we have met: "who on earth", "again", "always", "your fault", insults
    r"qui[eé]n (?:carajos|diablos|demonios|co[ñn]o|mierda)|otra vez (?:rompi|la misma|\w+ndo)\w*|"
    r"qué novedad\b|como siempre\b|"
    r"tu culpa\b|(?:in[úu]til|incompetentes?|idiotas?|chapuza)\b|por su culpa\b|"
    r"qui (?:diable|est le con|a encore)\b|comme d'hab\w*|la faute de\b|n'importe quoi\b|"
    r"incompétent\w*|"
    r"wer (?:zum teufel|hat (?:das )?(?:schon )?wieder)\b|schon wieder\b|wie immer\b|"
    r"selbst schuld\b|unfähig\w*|schlamperei\b|"
    r"quem (?:diabos|foi o)\b|de novo (?:quebr|o)\w*|culpa d[aoe]\b|hvem i (?:all|h)\w*|"
    r"vem (?:i|fan)\b|wie (?:in godsnaam|heeft er)\b|"
    r"kyun (?:kiya|kia)\b)",
)
# What begins with any word is tried only where a word that it needs stands.
_BLAME_BY_WORD = (
    (("team", "folks", "guys", "people"), re.compile(rf"\b(?:{_at_fault(_PEOPLE)}|{_PEOPLE} {_HEEDS})")),
    (("'s ",), re.compile(rf"\b\w+'s {_FAULT}")),
)
_SHOUTED_AGAIN = re.compile(r"\bAGAIN\b")


def gives_orders(text: str) -> bool:
    """Whether a text tries to instruct whoever (or whatever) reads it."""
    lower = text.lower()
    if _orders(lower):
        return True
    if not any(hint in lower for hint in _DISGUISED):
        return False
    meant = _LEET.sub(lambda match: match[0].translate(_LOOKALIKES), lower)
    return meant != lower and _orders(meant)


def _orders(lower: str) -> bool:
    if _ORDERS.search(lower) or (not lower.isascii() and _IN_OTHER_SCRIPTS.search(lower)):
        return True
    for hints, pattern in _SIGNED:
        for hint in hints:
            if hint in lower:
                if pattern.search(lower):
                    return True
                break
    return False


def blames(text: str) -> bool:
    """Whether a text speaks of people as the fault, in words a postmortem must not repeat."""
    lower = text.lower()
    if _BLAME.search(lower) or ("AGAIN" in text and _SHOUTED_AGAIN.search(text)):
        return True
    return any(any(hint in lower for hint in hints) and cue.search(lower) for hints, cue in _BLAME_BY_WORD)


def is_safe(item: Evidence) -> bool:
    """Whether anything of a message may be said in a draft."""
    return not (gives_orders(item.text) or blames(item.prose))
