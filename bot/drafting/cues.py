"""Words by which people show what a message does, by kind of meaning; several languages.

Each cue is one compiled pattern, matched without regard to case. They are general words of incident
talk: no service, tool or trade stands in them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern in lower case, looked for in a text of any case.

    Lowering the text first lets the engine skip alternatives by their first letter, which it does not
    when it has to ignore case: several times faster over many alternatives.
    """

    pattern: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text.lower())

    def match(self, text: str) -> re.Match[str] | None:
        return self.pattern.match(text.lower())

    def kinds(self, text: str) -> int:
        """How many different words of it a text has."""
        return len({match[0] for match in self.pattern.finditer(text.lower())})


def cue(*patterns: str) -> Cue:
    """Any of ``patterns`` (lower case), each at the beginning of a word."""
    return Cue(re.compile(r"(?<!\w)(?:" + "|".join(patterns) + ")"))


# What somebody orders, or a group agrees, to be done about it.
DECIDED = cue(
    r"decision\b|decided\b|deciding\b|we(?:'re| are) going (?:to|with)\b|agreed[:,]|plan[:,]|"
    r"call(?:ing)? it[:,]|let'?s\b",
    r"decisi[oó]n\b|decidimos\b|acordamos\b|vamos a\b|entscheidung\b|entschieden\b|wir (?:machen|gehen|"
    r"rollen)\b",
    r"on (?:décide|part sur|va)\b|décision\b|decidimos\b|decisão\b|beslut\w*|besluit\b|beslissing\b|"
    r"vi (?:ruller|kör|tar)\b",
    r"not waiting\b|go ahead\b|do it[.!]|enough\.|(?:halt|kill|stop|revert|roll(?: \S+){0,3} back|pull|"
    r"drop|pause|disable|"
    r"shut|isolate|block|evacuate|divert|quarantine|recall|switch|fail ?over|drain|bypass|scale|restart|"
    r"put back|put the) "
    r"(?:\S+ ){0,5}(?:now|anyway|please|pls|first|back|off|over|down|up|to)\b",
)
ORDER_AT_START = re.compile(
    r"\W*(?:right|ok(?:ay)?|so|then|yes|enough|please|pls)?[\s,.:]*(?:@?[\w.’' -]{2,30},? )?(?:please |"
    r"pls )?"
    r"(?:halt|kill|stop|revert|roll|rollback|pull|pause|disable|shut|isolate|block|switch|turn|"
    r"fail ?over|drain|restart|"
    r"reboot|put|move|take|send|ship|deploy|open|close|call|page|divert|evacuate|quarantine|recall|"
    r"flush|purge|scale|"
    r"unplug|swap|replace|restore|route|reroute|freeze|cut|hold|raise|lower|set|detén|detengan|para|"
    r"paren|apaga|reinicia|"
    r"stoppt?|schalte?t?|nimm|arrêtez|coupez|relancez|pare|desliga|stopp|skru|zet|haal)\b",
    re.IGNORECASE,
)
# What has been done.
DONE = cue(
    r"(?:rolled|reverted|deployed|redeployed|restarted|rebooted|turned|switched|disabled|enabled|paused|"
    r"applied|pushed|purged|"
    r"flushed|halted|replaced|failed over|drained|scaled|blocked|swapped|moved|cleared|stopped|restored|"
    r"unplugged|reseated|"
    r"rotated|issued|released|isolated|evacuated|diverted|rerouted|bypassed|reset|revoked|cancelled|"
    r"canceled|removed|"
    r"reinstated|reconnected|re-?synced|reprocessed|replayed|refilled|repaired|patched|bumped|raised|"
    r"lowered|started|"
    r"activated|shipped|published|posted|notified|escalated|paged|signed|fixed|quarantined|recalled)\b",
    r"(?:is|are|now) (?:off|on|live|up|back|out|down|done|in place|everywhere|running|pinned|paused|"
    r"disabled)\b",
    r"\d+ ?/ ?\d+\b|\d+ (?:of|de|von|sur|av|van) \d+\b|(?:on|to|in) all \d+\b|(?:off|on|live|up|done|"
    r"back)(?: \w+){0,3} (?:everywhere|in all|for everyone)\b",
    r"(?:aplicad|detenid|reiniciad|desplegad|revertid|pausad|bloquead|restaurad|reprocesad|desactivad|"
    r"activad|cambiad|quitad)[oa]s?\b|"
    r"arriba en todos\b|en marcha\b|andando\b|zurückgerollt|neu ?gestartet|ausgerollt|deaktiviert|"
    r"abgeschaltet|umgeschaltet|gestoppt|"
    r"redémarré\w*|déployé\w*|désactivé\w*|arrêté\w*|basculé\w*|revertid\w*|reinici\w*|desligad\w*|"
    r"rullet|stoppet|startet|teruggedraaid|herstart",
)
# A reading, or how it goes now.
MEASURED = cue(
    r"(?:down|up|back|dropp\w+|fell|fall\w*|ris(?:en|ing)|rose|climb\w*|grow\w*|shrink\w*|"
    r"drain\w*) (?:to|from|by|and|fast|again|at|in|below|above|inside)\b",
    r"(?:back to|as|within|inside|an?|our|usual|new)\s+(?:\w+ )?(?:normal|baseline|ordinary)\b|"
    r"(?:normal|fine|fast|green|clean) again\b|again (?:fine|normal)\b|that'?s (?:our )?normal\b|"
    r"ordinary \w+ again\b|recover(?:ed|ing|s)\b|stable\b|steady\b|healthy\b|"
    r"all (?:clear|back|good|green)\b",
    r"(?:still|again) (?:\w+ ){0,3}(?:fail|down|broken|503|5\d\d|403|404|same|error|stuck|dead|out|"
    r"timing|drop|leak|cold|hot|off)\w*|no (?:change|difference|effect|improvement)\b|same (?:error|"
    r"thing|result|\d{3})|didn'?t (?:help|change|work|move)|hasn'?t (?:moved|changed|helped)|"
    r"changed nothing\b|did nothing\b|not (?:fixed|resolved|it\b|over|yet)\b|partial\w*\b",
    r"works?\b(?! for| on| with)|working (?:again|in|now)\b|(?:goes|went) through\b|came back\b|"
    r"-?ing ok\b|all fine\b|peak(?:ed)?\b",
    r"sigue (?:igual|fallando)|no (?:cambi[óo]|mejor[óo])|volvi[óo] a|va y viene|todav[ií]a no|"
    r"a[úu]n no|bajando|subiendo|sanos?\b|estable|recuperad|entran bien|ya funciona",
    r"immer noch|keine (?:änderung|besserung)|läuft wieder|stabil|wieder normal|toujours|"
    r"aucun changement|ça remarche|stable|de volta|continua (?:igual|falhando)|fortsatt|ingen endring|"
    r"nog steeds|weer normaal",
)
# Who noticed what first, and when it began.
NOTICED = cue(
    r"first (?:\w+ ){0,2}(?:error|crash|report|failure|alert|seen|ticket|one|complaint|call|sign|alarm|"
    r"failed|empty|bad|page)\b|since (?:about |around |roughly |~)?(?:half|\d|midnight|noon|"
    r"this morning)|began\b|start(?:ed|s) (?:at|around|about|to|failing)\b",
    r"(?:declaring|opening|raising|opened|declared) (?:an? )?(?:incident|inc\b|inc-|sev|p\d)|"
    r"(?:customers?|users?|clients?|guests?|patients?|drivers?|stores?|shops?|desk|support|phones|cs|cx|"
    r"nurses?|passengers?|sellers?|players?|viewers?|teachers?) (?:\w+ )?(?:sa(?:y|id|ying)|report\w*|"
    r"tell\w*|told|call\w*|complain\w*|can(?:'t|not)|see\w*|are)\b",
    r"(?:tickets?|complaints|calls|chats|reports)\b|(?:monitor|alert|alarm|pager|page)\w* (?:went off|"
    r"fired|tripped|triggered|came)|(?:graph|chart|curve|metric) (?:\w+ )?(?:bends?|steps?|starts?|"
    r"drops?|jumps?)|rebotando|desde las|reportan|clientes (?:dicen|reportan)|primer (?:error|reporte)|"
    r"erste\w* (?:fehler|meldung)|seit (?:\d|etwa|ca)|kunden (?:melden|sagen)|première? (?:erreur|"
    r"alerte)|depuis \d|premier\w* \w+ à|primeir[oa] (?:erro|alerta)|desde as|første (?:feil|melding)|"
    r"sinds \d",
)
SEVERITY = cue(
    r"(?:bump\w*|rais\w+|upgrad\w+|escalat\w+|mov\w+|declar\w+|mak\w+|go\w*|subo|suben|subimos|stufe\w*|"
    r"hoch\w*|pass\w+|opening|this is|it'?s|calling|downgrad\w+|"
    r"lower\w*)\b[^.\n]{0,40}\b(?:sev-?\s?[0-5]|p[0-5]|severity)\b",
    r"sev-?\s?\d\W*$",
)
# What explains it.
FOUND = cue(
    r"because\b|caused by\b|cause (?:is|was)\b|root cause\b|culprit\b|due to\b|the reason\b|"
    r"that'?s why\b|that explains\b|turns out\b|so that'?s\b|which means\b|means (?:that |everything )",
    r"found it\b|got it\b|there(?:'s| is) (?:your|our|the)\b|here(?:'s| it) is\b|it'?s the\b|"
    r"it was the\b|that was (?:it|the)\b|smoking gun\b|aha\b|finally\b|bingo\b|summary[:,]",
    r"expired\b|ran out\b|run out\b|was (?:removed|deleted|missing|wrong|changed|set|left|swapped|"
    r"never)\b|came (?:in )?with\b|introduced (?:by|in|with)\b|only (?:come|comes|came|"
    r"happens) (?:out of|from|with|when)\b|was on the list\b|misconfigur\w*|mis-?(?:typed|labelled|"
    r"labeled|matched|set)\b",
    r"porque\b|por culpa de\b|la causa\b|causado\b|fui yo\b|eso no es lo nuestro|ah[ií] est[áa]\b|"
    r"por eso\b|resulta que\b|debido a\b|venci[óo]\b|caduc\w+|expir[óo]\b",
    r"weil\b|ursache\b|grund (?:ist|war)\b|liegt an\b|lag an\b|deshalb\b|abgelaufen\b|gefunden\b|"
    r"parce que\b|à cause\b|la cause\b|c'est pour ça\b|trouvé\b|expiré\b|causa (?:é|foi)\b|por isso\b|"
    r"achei\b|encontrei\b|fordi\b|årsaken\b|skyldes\b|därför\b|omdat\b|oorzaak\b|komt door\b",
)
# Somebody says that the change was theirs, or names what changed.
CHANGED = cue(
    r"(?:that(?:'s| is| was)|this was|it was) (?:mine|me|us|ours)\b|my (?:deploy|change|release|rollout|"
    r"pr|config|flag|update|edit)\b",
    r"me[.:,]\s|fui yo\b|das war ich\b|c'est moi\b|fui eu\b|det var meg\b|dat was ik\b",
    r"(?:went (?:out|live|in)|deployed|shipped|rolled out|released|applied|merged|activated|changed|"
    r"lowered|raised|upgraded|moved|"
    r"installed|pushed|swapped|replaced|edited|set|switched|updated) (?:\S+ ){0,6}?(?:at |on |around |"
    r"~ ?)?\d{1,2}[:h.]\d\d",
    r"(?:deploy\w*|release|rollout|migration|upgrade|version|config|flag|change|firmware|patch|recipe|"
    r"schedule|rule|\d+%?) "
    r"(?:\S+ ){0,5}?(?:at|from|on|went|out)\s(?:\w+ )?\d{1,2}[:h.]\d\d",
    r"(?:sub[ií]|baj[ée]|cambi[ée]|lo (?:baj|sub|cambi)\w+|corri[óo]) |(?:habe|"
    r"haben) (?:\S+ ){1,8}(?:geändert|ausgerollt|umgestellt)\b",
    r"j'ai (?:changé|déployé|modifié|poussé|baissé)\b|(?:mudei|subi|alterei|baixei)\b|jeg (?:endret|"
    r"rullet|satte)\b|ik heb (?:\S+ ){0,6}(?:aangepast|gezet)\b",
)
# What is ruled out.
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
# What made it possible, worse, or late to be seen: a lack, a limit, a coupling.
FACTOR = cue(
    r"(?:do|does|did|has|have|is|are|was|were|had|wo|would|could|ca)n'?t\b|(?:does|did|is|are|was|were|"
    r"has|had) not\b|never\b|nothing\b|nobody\b|no one\b|none\b|no (?:alert|alarm|check|test|monitor\w*|"
    r"review|limit|retry|backup|owner|runbook|guard|validation|warning|template|canary|timeout|sensor|"
    r"spare|second|label|audit|staging|rate|fallback)\w*",
    r"only (?:ever )?(?:look|watch|check|cover|test|alert|monitor|send|target|keep|see|page|measure|"
    r"scan|run|use|count|two|one|a few|on|in|for|had|has)\w*\b|threshold\b|too (?:high|low|late|coarse|"
    r"wide|slow|small|big|long|short|loose|strict)\b|by hand\b|manual\w*\b|hand-?(?:issued|edited|"
    r"made)\b|without\b|silent\w*\b|swallow\w*\b|hard-?coded\b|hid(?:es|den)?\b|mask(?:s|ed)\b|"
    r"looked (?:like|normal|fine|healthy|green)\b",
    r"(?:alert|alarm|page|monitor)\w* (?:\w+ ){0,4}(?:late|only|sum|average|silenced|muted|off)\b|"
    r"(?:min(?:utes)?|hours?|h) (?:late|too late|to trip|before (?:the|we|any))\b|(?:heard|learned|"
    r"learnt|found out|noticed|knew|know) (?:about it |of it |it |this )?(?:only |just )?(?:from|by|"
    r"because|late|through|via|after)\b|share[sd]? (?:\w+ ){0,2}(?:a|the|same|disk|host|rack|line|power|"
    r"switch|pool)\b|single point\b|default\b|cached?\b|caching\b|ttl\b|queue[sd]?\b|retr(?:y|ies)\b|"
    r"won'?t let\b|block(?:ed|s) (?:us|me|the)\b|cost us\b|assum\w+\b|meant (?:for|to)\b|stale\b|"
    r"out of date\b|outdated\b|left in\b|reminder\b",
    r"no (?:hay|hab[ií]a|se|lo|tiene|ten[ií]a)\b|nadie\b|nunca\b|sin \w+|a mano\b|comparten?\b|"
    r"no se \w+ solo\b|nos enteramos\b|umbral\b|tarde\b|no lo revisa\b",
    r"(?:keine?n?|nie|niemand|ohne|zu spät|von hand|schwelle\w*|nur)\b|(?:aucun\w*|jamais|personne|sans|"
    r"trop tard|à la main|seuil)\b|(?:ninguém|nunca|sem|tarde demais|à mão|limiar)\b|(?:ingen|aldri|"
    r"uten|for sent|aldrig|utan|geen|nooit|zonder|te laat|niemand)\b",
)
# A safeguard that is not there: the plainest kind of contributing factor.
MISSING = cue(
    r"(?:nothing|nobody|no one|never|(?:does|did|do|is|are|was|has|would|could|wo|ca)n'?t|not|"
    r"no) (?:\w+ ){0,2}?(?:check|log|alert|renew|"
    r"watch|test|cover|validat|review|monitor|page|notic|warn|retr|limit|reconnect|know|see|saw|look|"
    r"say|said|show|alarm|block|stop|"
    r"mention|guard|verif|scan|read|tell|told|reach|seen|told|expire|escalat|rotat|back ?up|announc|"
    r"document)\w*",
    r"only (?:ever )?(?:\w+ )?(?:look|watch|check|cover|test|alert|monitor|send|target|page|measure|"
    r"scan|once|every)\w*\b",
    r"(?:nadie|nada|nunca|no) (?:\w+ ){0,2}?(?:revis|avis|alert|prob|valid|monitore|registr|reconect|"
    r"mir|ve\b)\w*",
    r"(?:niemand|nichts|nie|kein\w*) (?:\w+ ){0,3}?(?:prüf|warn|alarm|test|überwach|merk)\w*",
    r"(?:personne|rien|jamais|aucun\w*) (?:\w+ ){0,3}?(?:vérifi|alert|test|surveill|prévien)\w*",
    r"(?:ninguém|nada|nunca) (?:\w+ ){0,3}?(?:verific|alert|test|monitor|avis)\w*",
    r"(?:ingen|aldri|aldrig|niemand|nooit) (?:\w+ ){0,3}?(?:sjekk|varsl|test|kontroll|overvåk|"
    r"controleer|waarschuw)\w*",
)
FACTOR_LINK = cue(
    r"that'?s (?:why|also why)\b|also why\b|which is why\b|so (?:it|we|that|nothing|nobody|the|they|"
    r"each|every)\b|because\b|since it\b|hence\b|and (?:then|so|counts|we)\b|por eso\b|as[ií] que\b|"
    r"deshalb\b|c'est pour|por isso\b|derfor\b|daarom\b|until\b|even though\b|although\b|"
    r"turned? \S+ into\b|it (?:was|is) meant\b|instead of\b|not (?:on|the|for)\b",
)
HEARSAY = cue(
    r"suspects?\b|likely\b|timing fits\b|if so\b|afraid\b|related\W*\?|puede ser\b|puedo ser\b|"
    r"podr[ií]a ser\b",
    r"could (?:it )?be\b|s[ou]spechos?o?s?\b|verdacht\b|könnte\b|pourrait\b|poderia ser\b|kan være\b|"
    r"zou kunnen\b",
    r"i'?m hearing\b|i hear\b|someone (?:said|told)\b|they say\b|rumou?r\b|apparently\b|supposedly\b|"
    r"maybe\b|might\b|could be\b|i think\b|i guess\b|probably\b|according to\b|dicen que\b|creo que\b|"
    r"quiz[áa]s?\b|tal vez\b|vielleicht\b|angeblich\b|peut-être\b|il paraît\b|talvez\b|parece que\b|"
    r"kanskje\b|misschien\b|not sure\b|on twitter\b",
)
LESSON = cue(
    r"lesson\w*\b|learn(?:ed|t)\b(?! (?:it|this|of|about) (?:from|via|by))|next time\b|in hindsight\b|"
    r"in future\b|we got lucky\b|lucky\b|luckily\b|fortunately\b|good thing\b|glad (?:we|that)\b|"
    r"what went well\b|went well\b|saved us\b|worked well\b|por suerte\b|menos mal\b|aprendid\w+\b|"
    r"para la próxima\b|zum glück\b|nächstes mal\b|gelernt\b|heureusement\b|la prochaine fois\b|"
    r"por sorte\b|ainda bem\b|da próxima\b|heldigvis\b|neste gang\b|gelukkig\b|volgende keer\b",
)
