"""Words by which people take work over, agree to it, refuse it or take it back, and say how urgent it is."""

from __future__ import annotations

import re

from bot.drafting.actions.promising import PROMISED, words
from bot.drafting.cues import Cue

# A reply that takes it over, whoever was asked.
TAKEN = words(
    r"(?:ok(?:ay)?|yes|yep|yeah|sure|fine|true|agreed|alright|well|\+1|great|then)[,.! ]*(?:that'?s |"
    r"it'?s )?(?:mine|me\b(?! too))|"
    r"(?:that'?s |it'?s |all )?mine\b|(?:that'?s |thats |can be )?me\b(?! too| neither|h)|(?:i(?:'|"
    r"’)?ll|i will|i can|i|let me) "
    r"(?:take|took|do|own|pick|handle|grab|have|start|write|file|make|get|draft|add|look after|"
    r"call)\b(?! not)|"
    r"(?:i(?:'|’)?ve|i have|i) got (?:it|this|that|one)\b|give (?:me|it to me)\b|(?:i )?take this\b|"
    r"on it\b|will do\b|"
    r"consider it done\b|put (?:it|me|that) (?:on me|down)|i'?d (?:like|love) (?:that|this)\b|with me\b|"
    r"leave it with me\b|"
    r"happy to (?:take|do|own)\b|dibs\b|hold my\b|count me\b|assigned to me\b|accepted\b|on my (?:list|"
    r"plate)\b|i do\b|i want (?:it|this)",
    r"mía?s?\b|mío\b|yo\b|lo (?:tomo|hago|cojo|agarro|pillo|hablo)\b|me (?:lo quedo|encargo|apunto|"
    r"ocupo)\b|"
    r"dámelo\b|ich (?:mach|nehm|übernehm|kümmer)\w*\b|(?:mach|nehm|übernehm)e? ich\b|übernehme\b|"
    r"geb mir\b|gib(?:'s)? mir\b|"
    r"meins\b|kommt zu mir\b|geht an mich\b|bei mir\b|ich\b[.!]?$|je (?:prends|m['’]en|le fais|"
    r"m['’]y)\b|moi\b|c['’]est pour moi\b|pour moi\b|à moi\b",
    r"eu (?:pego|faço|fico|cuido|assumo|vejo)\b|\w{3,}o eu\b|(?:deixa|fica|é) comigo\b|pode deixar\b|"
    r"minha?\b|meu\b|eu\b|ci penso\b|(?:lo )?faccio io\b|"
    r"(?:me ne occupo|prendo io|mio|mia|io)\b|(?:det|den) (?:tar|tager|ordner|fikser|gör|fixar) (?:jeg|"
    r"jag)\b|(?:jeg|jag) (?:tar|tager|"
    r"fikser|fixar|gjør|gör|ordner)\b|(?:tar|tager) (?:den|det|jeg|jag)\b|min\b|mig\b|meg\b|jeg\b[.!]?$|"
    r"jag\b[.!]?$",
    r"ik (?:doe|pak|neem|regel|maak|zal)\b|(?:doe|pak|regel|neem|maak) ik\b|die is van mij\b|voor mij\b|"
    r"ik\b[.!]?$|geef maar\b|"
    r"(?:ja )?(?:to )?(?:biorę|wezmę|zrobię|ogarnę|zajmę się)\b|moje\b|ja\b[.!]?$|(?:я )?(?:беру|возьму|"
    r"сделаю)\b|моё\b|мне\b|bende\b|"
    r"ben alıyorum\b|minä\b|main kar\w*\b",
    joined=r"我来|我來|算我的|我负责|我負責|我接|我让|我去|交给我|我明天|私がやり|やります|僕がやり|私が|担当します|引き取り|もらいます|"
    r"제가|내가|🙋|:raising_hand:|:raised_hand:|:hand:",
)
# A reply that agrees: it takes the work over only if its author was asked.
AGREED = words(
    r"yep\b|yes\b|yup\b|yeah?\b|yee+\b|ack\b|sure\b|ok(?:ay)?\b|agreed\b|accepted\b|done\b|fine\b|"
    r"true\b|right\b|will do\b|deal\b|"
    r"aye\b|can do\b|no problem\b|understood\b|roger\b|noted\b|on it\b|sold\b|gladly\b|fair\b|"
    r"va\b|dale\b|hecho\b|claro\b|venga\b|de acuerdo\b|s[ií]\b|vale\b|listo\b|ja\b|jep\b|jo\b|klar\b|"
    r"gern\w*\b|mach ich\b|"
    r"geht klar\b|passt\b|alles klar\b|einverstanden\b|oui\b|ouais\b|d['’]accord\b|entendu\b|"
    r"ça marche\b|ça roule\b|volontiers\b|"
    r"sim\b|fechado\b|beleza\b|blz\b|combinado\b|certo\b|va bene\b|d['’]accordo\b|jepp\b|javisst\b|"
    r"självklart\b|prima\b|komt goed\b|"
    r"doe ik\b|is goed\b|tak\b|jasne\b|dobra\b|oki?\b|spoko\b|да\b|хорошо\b|ладно\b|ок\b|tamam\b|joo\b|"
    r"haan\b|theek\b|👍|✅|💪|🫡|"
    r":\+1:|:thumbsup:|:white_check_mark:|:heavy_check_mark:|:saluting_face:|:ok_hand:|:muscle:",
    joined=r"^(?:好|行|可以|没问题|沒問題|收到|明白|嗯|はい|了解|承知|分かりました|わかりました|オッケー|네|예|알겠)",
)
# What takes it back. At the beginning of a sentence of a reply, or of the same person's next words.
WITHDRAWN = words(
    r"(?:actually,? |please |pls |ok |no |so )?(?:scratch|strike|scrap|cancel|forget|drop|ignore|kill|"
    r"withdraw|bin|disregard|skip) (?:about )?"
    r"(?:that|this|it|mine|my \w+|(?:that|this|the) (?:last )?(?:one|item|action|todo|"
    r"ticket))(?:,? (?:please|pls|again|then|for now|again then|guys|"
    r"all|one|action|item|ticket))?\s*$|never ?mind\b|nvm\b|nm$|i take (?:it|that) back\b|retracted?\b|"
    r"withdrawn\b|on second thought\b",
    r"(?:actually,? )?(?:that'?s |it'?s |we'?re |we |that |is |are )?(?:no longer|not|don'?t|do not|"
    r"doesn'?t) (?:needed|necessary|required|need "
    r"(?:it|that|this|to do)|worth (?:it|doing))\b|no (?:longer )?need(?:ed)?\b(?! to)|not needed\b|"
    r"moot\b|obsolete\b|not any ?more\b",
    r"(?:that|this|it|we|there|which|someone|[a-z]{2,}-\d+|[\w-]+)?\W?(?:'s|s|'ve|ve| is| are| has|"
    r" have)? ?already (?:done|did|do(?:es)?|exists?|fixed|there|"
    r"have|has|in place|covered|covers|on it|a thing|merged|shipped|got|handled|planned|filed|"
    r"tracked)\b|duplicate of\b|dupe of\b|(?:it |that |this )?exists already\b|"
    r"[\w-]+ (?:did|does|has|have|covers?|fixed|shipped) (?:it|that|this)(?: already| in \w+|"
    r" last \w+)$|[a-z]{2,}-\d+ (?:did|does|has|covers?)\b",
    r"olv[ií]dal[oa]\b|olvida (?:eso|esto)\b|d[ée]jal[oa]\b|no hace falta\b|ya (?:está|esta|existe|"
    r"lo hace|lo hizo|lo tenemos|no hace)\b|t[áa]ch[ae]l[oa]\b|tachad[oa]\b|"
    r"retiro lo\b|fuera$|descartad[oa]\b|(?:das )?hat sich (?:schon )?erledigt\b|vergiss(?:t)? (?:es|"
    r"das|meins)\b|vergesst (?:es|das)\b|doch nicht$|"
    r"streich(?:t|en)? (?:das|es|meins|wir)\b|brauch(?:en wir|t'?s|t es|ts| wir) (?:doch )?nicht\b|"
    r"nicht (?:mehr )?nötig\b|"
    r"(?:das )?gibt(?:'s| es|s) (?:schon|bereits)\b|(?:das )?(?:ist|haben wir|macht) (?:ja |"
    r"das )?(?:schon|bereits)\b|laisse(?:z)? tomber\b|oublie(?:z|)?(?: ça| ce)?$|"
    r"pas la peine\b|plus besoin\b|pas besoin\b|inutile$|(?:c['’]est|ça existe|existe|on l['’]a) déjà\b|"
    r"annule(?:z)?(?: ça)?$",
    r"esquece(?: isso)?$|esqueçam?(?: isso)?$|deixa (?:pra lá|quieto|isso)\b|não precisa\b|"
    r"(?:isso )?j[áa] (?:existe|tem|faz|está|foi|temos)\b|cancela(?: isso)?$|risca (?:isso|a minha|"
    r"essa)\b|"
    r"lascia(?:te)? (?:stare|perdere)\b|dimentica(?:lo|tevelo)?$|non serve(?: più)?\b|(?:c['’]è|"
    r"esiste) già\b|glem (?:det|den)\b|drop(?:p)? (?:det|den)\b|"
    r"trenger vi ikke\b|(?:ikke|ej|inte) nødvendig\w*|(?:finnes|findes|finns) (?:allerede|redan)\b|"
    r"glöm (?:det|den)\b|strunta i (?:det|den)\b|behövs (?:inte|ej)\b|"
    r"stryk (?:det|den|min)\b|laat maar\b|vergeet (?:het|dat|maar)\b|niet (?:meer )?nodig\b|"
    r"hoeft niet\b|bestaat al\b|hebben we al\b|is er al\b|schrap (?:dat|die|maar)\b",
    r"zapomnij\w*\b|nieważne\b|nie trzeba\b|niepotrzebn\w+|już (?:jest|mamy|istnieje|zrobione)\b|"
    r"skreśl\w*$|wycofuję\b|"
    r"забудь\w*\b|не надо\b|не нужно\b|уже (?:есть|сделано)\b|boşver\b|gerek yok\b|unohda\b|"
    r"ei tarvi\w*\b|rehne do\b|(?:please |pls )?hold (?:that|it) back\b",
    joined=r"算了|不用了|不需要了|撤回|当我没说|已经有|已經有|忘了吧|作废|取り消し|やっぱり(?:いい|なし|不要)|"
    r"不要です|忘れて|既にあ|もうあ(?:る|り)|취소|필요 ?없|이미 있",
)
REFUSED = words(
    r"no\b(?! (?:problem|worries|date|later|prob|doubt|longer))|nope\b|nah\b|not (?:now|really|for|"
    r"before|ours|possible|"
    r"today|worth|happening)\b|can'?t\b|don'?t\b|over my\b|nein\b|nee+\b|non\b|não\b|nej\b|nei\b|nie\b|"
    r"нет\b",
    joined=r"^(?:不行|不要|不用|いや|いいえ|아니)",
)
UNOWNED = words(
    r"whoever\b|no owner\b|needs an owner\b|unassigned\b|unowned\b|nobody (?:yet|owns)\b|no one (?:yet|"
    r"owns)\b|no idea who\b|who\b[^.]{0,20}\?|who$|"
    r"whose\b|(?<!of )(?<!by )(?<!to )(?<!with )(?:some(?:one|body)|any(?:one|body))\b|any takers?\b|"
    r"volunteers?\b|owner (?:later|tbd|open|\?)|tbd\b|must not be me\b|not me\b|"
    r"up for grabs\b|ask (?:her|him|them)\b",
    r"(?<!de )(?<!con )(?<!a )alguien\b|¿?quién\b|sin dueño\b|jemand\b|irgendwer\b|wer\b[^.]{0,25}\?|"
    r"quelqu['’]un\b|qui\b[^.]{0,20}\?|(?<!de )(?<!com )alguém\b|quem\b[^.]{0,20}\?|"
    r"qualcuno\b|chi\b[^.]{0,20}\?|noen\b|nogen\b|hvem\b|någon\b|vem\b[^.]{0,20}\?|iemand\b|"
    r"wie\b[^.]{0,25}\?|ktoś\b|kto\b[^.]{0,25}\?|"
    r"кто\b[^.]{0,20}\?|кто-нибудь\b|birisi\b|joku\b|kuka\b",
    joined=r"谁来|谁负责|誰來|誰が|誰か|누가|有人",
)
PRIORITY = re.compile(
    r"(?<![\w-])(?:p\s?-?|(?:prio(?:rity|ridad|rität|rité|ridade|rità|ritet|riteit|rytet)?|приоритет|"
    r"优先级|優先度)\s*[:=]?\s*p?)([1-4])(?![\w-]|[.,]\d)",
    re.IGNORECASE,
)
FIRST_PRIORITY = re.compile(
    r"\b(?:first|top|highest|erste|höchste|máxima|première|prima|primeira) (?:priority|prio|priorität|"
    r"prioridad(?:e)?|priorité|priorità)\b|"
    r"\bpriority (?:one)\b",
    re.IGNORECASE,
)
YOURS = re.compile(
    r"\b(?:yours|your (?:turn|one|call)|you (?:take|do|own)|tuy[oa]|deine?[rs]?|machst du|nimmst du|"
    r"à toi|tu le fais|tu prends|"
    r"[ée] (?:teu|seu|com você)|tuo|tua|din|ditt|van jou|jij|twoje|твоё)\b|你来|你的|君の",
    re.IGNORECASE,
)
# A pronoun that stands for the work, rather than an article: at the end of a piece, or before a word of time.
_POINTS = re.compile(
    r"\b(?:it|them|one)\b|\b(?:this|that|these|those|lo|la|los|las|das|es|sie|ihn|ça|le|la|isso|esse|"
    r"essa|det|den|dat|die|to|это)"
    r"(?=$|\s+(?:one|up|on|by|today|tomorrow|tonight|now|next|bis|morgen|heute|para|mañana|yo|pour|"
    r"demain|até|amanhã|eu|til|till|imorgon|ich|jeg|jag|ik))",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[.,!?;:\n—–…()。，！？、；：]+")


def takes(prose: str) -> bool:
    """Whether the first words of a message take over what was stated before it."""
    first = next(iter(_pieces(prose)), "")
    if _begins(TAKEN, first):
        return True
    return bool(PROMISED.match(first) and _POINTS.search(first))


def agrees(prose: str) -> bool:
    """Whether a message begins by agreeing."""
    return bool(AGREED.match(prose.strip()))


def starts(cue: Cue, prose: str) -> bool:
    """Whether a piece of the prose begins with the cue, after a yes where there is one."""
    return any(_begins(cue, piece) for piece in _pieces(prose))


def _begins(cue: Cue, piece: str) -> bool:
    if cue.match(piece):
        return True
    agreed = AGREED.match(piece)
    return bool(agreed and cue.match(piece[agreed.end() :].strip()))


def _pieces(prose: str) -> list[str]:
    return [piece.strip() for piece in _PIECE.split(prose[:400]) if piece.strip()]
