"""Ways to fail that lie in what is sent and how it is read: data, formats, units, times, order."""

from __future__ import annotations

from bot.drafting.similar.kind import kind, near

_ZONE = r"time ?zones?|huso|fuseau\w*|zeitzone\w*|fuso\w*|tijdzone\w*|tidszon\w*|utc offset|fuso orario"
_SUMMER = (
    r"daylight saving|summer ?time|winter ?time|dst|horario de verano|cambio de hora|heure d.ete|"
    r"changement d.heure|sommerzeit|winterzeit|zeitumstellung|horario de verao|zomertijd|wintertijd|"
    r"ora (?:legale|solare)|heure d.hiver|hora de invierno|normalzeit|sommertid|sommartid"
)
_MISREAD = (
    r"converted|counted in|instead of|read as|taken for|offset|liczyl\w*|an hour (?:early|late)|"
    r"one hour (?:early|late)|interpret\w*|assum\w*|als|comme|como|naive"
)
_REFUSED = (
    r"reject\w*|refus\w*|invalid|validat\w*|rechaz\w*|abgelehnt|lehnte?|weist|rejet\w*|recus\w*|geweigerd|"
    r"rifiut\w*|avvisa\w*|could not parse|cannot parse"
)
_BAD = (
    r"malformed|corrupt\w*|empty|blank|missing|null|invalid|unescaped|placeholder|fehlerhaft\w*|leere\w*|"
    r"vaci[oa]s?|vide|malform\w*|ungultig\w*|vazi[oa]|leeg|vuot[oa]|tomt?|without an?|ohne"
)
_PIECE = (
    r"messages?|records?|field|ids?|identifiers?|key|value|kennung|nachricht\w*|mensaje\w*|champ|campo|"
    r"veld|"
    r"meddeland\w*|satz|row|line|entry|number|date of birth|meter"
)
_TWICE = (
    r"twice|double|doppelt|zweimal|duas vezes|em dobro|dos veces|doble|deux fois|en double|due volte|"
    r"dubbelt?|to ganger|tva ganger|dwa razy|podwojn\w*"
)
_DONE = (
    r"sent|charged|went out|booked|r[au]n|delivered|debit\w*|paid|payments?|orders?|messages?|credited|"
    r"abgebucht|eingezogen|verschickt|lief|env[io]\w*|cobr\w*|debite\w*|verzonden|inviat\w*|skick\w*|run"
)
_ONE = (
    r"(?:bad|one|single|rejected|refused|malformed|oversized|fehlerhaft\w*|eine\w*) (?:\w+ )?"
    r"(?:message|record|nachricht\w*|mensaje|item|report|file|pdf)"
)
_FOREVER = r"retr(?:y|ies|ied)|endlos|for ?ever|endless\w*|immer wieder|again and again|offers it again"
_UNIT = (
    r"percent|prozent|basis points|celsius|fahrenheit|kelvin|milligrams?|micrograms?|millimet\w+|"
    r"inch(?:es)?|"
    r"feet|met(?:er|re)s?|grams?|kilograms?|pounds|litres?|dm3|m3|kwh|mwh|wh|cents|euros?|yen|"
    r"bytes|bits|milliseconds|kilomet\w+|(?:statute |nautical )?miles|knots|kts?|m/s|km/h|mph|kph|hpa|psi"
)
_QUEUE = (
    r"queue|behind|waits?|waited|waiting|everything|every later|all others?|stau\w*|blockiert\w*|dahinter|"
    r"cola|file d.attente|fila|wachtrij|coda|fifo"
)

INPUT = (
    kind(
        "input.poison",
        "one bad message held up those behind it",
        1.0,
        near(_ONE, _QUEUE, 110),
        near(_FOREVER, r"behind|dahinter|first-in|fifo|blocked?|blocking|blockiert\w*|head|the head", 110),
        r"\bhead[- ]of[- ]line\b|\bpoison (?:message|pill)|\bstrict(?:ly)? (?:fifo|first)|"
        r"\bnothing gets past\b|\bhead of (?:the )?queue",
    ),
    kind("input.bad", "a piece of data was malformed or empty", 0.6, near(_BAD, _PIECE, 30)),
    kind(
        "input.parse",
        "a value came that the reader could not parse",
        0.8,
        r"\bpars(?:e|er|ed|ing)\b|\bdeserial\w*|\bdeserialis\w*|\bjsondata\w*|\bunknown (?:value|type|"
        r"enum)|"
        r"\benum\w*\b|\bexpected one of\b|\bunescaped\b|\bnumberformat\w*|\bunexpected (?:token|value)",
    ),
    kind(
        "input.skew",
        "everything fell on one partition",
        1.0,
        near(
            r"partition\w*|shard\w*|particion\w*|hot ?key",
            r"one|same|single|constant|empty|all|whole|hash\w*",
            50,
        ),
        r"\bhot (?:partition|shard|key|spot)|\bbig ?keys?\b|\bgiant (?:\w+ )?key|\bsame hash\b|"
        r"\bhash tag\b|\b(?:one|single|una? (?:sola|so|unica)|une seule) (?:key|chave|clave|cle|shard)|"
        r"\bchave so\b",
    ),
    kind(
        "input.unit",
        "a unit was taken for another",
        1.0,
        rf"\b(?P<unit>{_UNIT})\b[^.\n]{{0,60}}\b(?!(?P=unit)\b)(?:{_UNIT})\b",
        near(
            r"units?|uom|einheit(?:en)?|unidad(?:es)?|unites?|unita|eenheid",
            r"ignor\w*|never looks?|without reading|wrong|mixed up|bare number|calling it|"
            r"verwechselt|confund\w*",
            50,
        ),
        near(r"millis\w*|\d ?ms", r"seconds?|sekunden|segundos|secondes|secondi", 60),
        r"\bunit mix-?up|\bwrong unit|\bconversion factor|\bwithout conversion|\bfalsche\w? einheit",
    ),
    kind(
        "input.origin",
        "a map or drawing had moved against its points of reference",
        1.0,
        near(
            r"maps?|kaart|karte|carte|mapa|mappa|drawing|layout|tekening|zeichnung|plano?|coordinat\w*|cad",
            r"origin|zero point|nulpunt|nullpunkt|shift\w*|verschoven|verschoben|misalign\w*|uitgelijnd|"
            r"desplazad\w*|decale\w*|wrong scale",
            80,
        ),
    ),
    kind(
        "input.format",
        "numbers or dates were written another way",
        0.9,
        near(
            r"amounts?|numbers?|dates?|decimals?|comma|dot|datum|zahlenformat|importe?s?|montants?|"
            r"fecha\w*|"
            r"valor(?:es)?|betrag\w*|data|bedrag\w*",
            r"serialis\w*|serializ\w*|tostring|strings?|formatt?\w*|"
            r"written|writes?|schreibt|anders|mixed up|round\w*|1e\+?\d|" + _REFUSED,
            50,
        ),
    ),
    kind(
        "input.contract",
        "one side renamed or changed what the other one reads",
        0.9,
        near(
            r"field|column|topic|schema|key|campo|champ|feld|colonne|veld|enum|path|settings?|prefix",
            r"renam\w*|removed|dropped|renombr\w*|renomm\w*|umbenannt|renomead\w*|hernoemd|rinominat\w*|"
            r"required|new name|does not know|unknown|changed",
            50,
        ),
        r"\bnombre de un campo|\bname of (?:a|the) field|\bnom d.un champ|\bold name\b|\bfeldname\w*|"
        r"\bnome d[eo] (?:um )?campo|\bveldnaam|\bfaltnamn\w*",
    ),
)

TIME = (
    kind(
        "time.zone",
        "a time zone, summer time or time scale was misread",
        1.0,
        rf"\b(?:{_ZONE}|{_SUMMER})\b|\bleap[- ]seconds?|\b(?:gps|tai) time|\btai\b|\btime ?system\b",
        near(r"utc|gmt|cet|local time|ortszeit|hora local|heure locale|ora locale|lokale tijd", _MISREAD, 50),
    ),
    kind(
        "time.calendar",
        "the calendar held a day that the rules did not expect",
        1.0,
        r"\bholiday (?:file|calendar|list|table)|\bbank holiday|\bpublic holiday|\beaster\b|\bwhit monday|"
        r"\bleap (?:day|year)|\b29 feb\w*|\bfebruary 29|\bcalend(?:ar|ario|rier|ier)\b|\bfeiertag\w*|"
        r"\bkalender\w*|\bschaltjahr\w*|\bsettlement date|\bday of (?:the )?year|\btarget2?\b(?= (?:day|"
        r"holiday|closing|calendar))|\bdate math\w*|\b3[01] (?:april|june|september|november|february)|"
        r"\bfestiv[oi]\w*|\bferia(?:do|dos)\b|\bjour ferie|\bano bisiesto|\bbissext\w*|\bfeestdag\w*|"
        r"\bhelgdag\w*|\bbusiness day",
    ),
    kind(
        "time.clock",
        "a clock was wrong",
        1.0,
        near(
            r"clocks?|ntp|reloj\w*|horloge\w*|uhr(?:zeit)?|relogio\w*|klok(?:ken)?|orolog\w*|klocka\w*|rtc|"
            r"system ?date|date|year|data|jahr|datum",
            r"slow|fast|ahead|behind|drift\w*|wrong|jump\w*|skew\w*|reset|20(?:00|01)|19(?:70|80|99)|"
            r"decommission\w*|batter\w*|bateria|batterie|not yet valid|in the future|atrasad\w*|retard\w*|"
            r"future?|back to|woke|zero|adelantad\w*|nach(?:ging|geht)",
            60,
        ),
        r"\bnot yet valid\b|\bclock (?:skew|drift|jump)|\b1970\b|\bntp\b|\bcmos\b|\b(?:buffer|bios|"
        r"rtc) batter\w*|\btime going backwards|\btime server",
    ),
)

ORDER = (
    kind(
        "order.twice",
        "the same thing was done twice",
        0.9,
        r"\bidempoten\w*|\bdedup\w*|\bde-dup\w*|\bdoblonn\w*|\bdubletten\b|\bdoublons?\b|"
        r"\bdouble[- ](?:send|charg|post|debit|submit)\w*|\bduplicad\w*|\bduplicat\w*|"
        r"\b(?:sent|ran|run|charged|went out|delivered|done) again\b|\bwhich \w+ had (?:gone|been sent)",
        near(_TWICE, _DONE, 45),
    ),
    kind(
        "order.two",
        "two instances worked at once",
        1.0,
        r"\b(?:both|two|zwei|deux|dos|duas|due|twee) (?:\w+ )?(?:pools?|instances?|instanzen|workers?|"
        r"dispatchers?|schedulers?|consumers?|copies|clusters?) |\bown dedup\w*|\bstill running (?:in|"
        r"on) the old|"
        r"\bold (?:worker )?(?:pool|cluster|instance|region)[^.]{0,40}\b(?:not stopped|still|running|"
        r"alive)",
    ),
    kind(
        "order.race",
        "two did the same at once, without a lock",
        1.0,
        r"\brace\b(?! track)|\bno (?:row )?lock\b|\bselect for update|\bunique constraint|"
        r"\bsans contrainte|"
        r"\bat the same (?:time|moment)\b[^.]{0,40}\b(?:last|same)|\bcondicion de carrera|"
        r"\bno transaction\b|"
        r"\bwettlauf\w*|\bconcurren(?:t|cy) (?:write|update|redempt)\w*|\bbefore either\b|\blost update",
    ),
    kind(
        "order.order",
        "events were handled out of order",
        1.0,
        r"\bout of (?:order|sequence)|\b(?:in )?another order\b|\bwrong order\b|\boverwrote the newer|"
        r"\bolder (?:state|event|one)|\bfalsche\w? reihenfolge|\bdesordenad\w*|\bfuera de orden|"
        r"\bdans le desordre|"
        r"\bfora de ordem|\bverkeerde volgorde",
    ),
)
