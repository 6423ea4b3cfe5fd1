"""What is never carried over from a channel into a draft: text that gives us orders, and blame.

A message that is caught is left out whole, and what it says must stand on others. Blame in English is found
by the language check (blameless.py); for other languages there are a few hints here.
"""

from __future__ import annotations

import re

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
# Blame in languages that the language check does not know: "who on earth", "again", "your fault", insults.
_BLAME_ELSEWHERE = re.compile(
    r"\b(?=\w)(?:(?:typisch|typique|t[ií]pico|typiskt?) (?:de|da|do|di|von|van)\b|"
    r"qui[eé]n (?:carajos|diablos|demonios|co[ñn]o|mierda)|otra vez (?:rompi|la misma|\w+ndo)\w*|"
    r"qué novedad\b|como siempre\b|"
    r"tu culpa\b|(?:in[úu]til|incompetentes?|idiotas?|chapuza)\b|por su culpa\b|"
    r"qui (?:diable|est le con|a encore)\b|comme d'hab\w*|la faute de\b|n'importe quoi\b|"
    r"incompétent\w*|d'amateurs?\b|idiot\w*|in[ck]ompetent\w*|"
    r"wer (?:zum teufel|hat (?:das )?(?:schon )?wieder)\b|schon wieder\b|wie immer\b|"
    r"selbst schuld\b|unfähig\w*|schlamperei\b|"
    r"quem (?:diabos|foi o)\b|de novo (?:quebr|o)\w*|culpa d[aoe]\b|hvem i (?:all|h)\w*|"
    r"vem (?:i|fan)\b|wie (?:in godsnaam|heeft er)\b|"
    r"kyun (?:kiya|kia)\b)"
)


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


def blames_elsewhere(text: str) -> bool:
    """Whether a text in another language than the language check's speaks of people as the fault."""
    return _BLAME_ELSEWHERE.search(text.lower()) is not None
