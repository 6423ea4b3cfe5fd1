"""Ways to fail at the edges: of devices, networks, machine rooms, rules that protect, and hands that type."""

from __future__ import annotations

from bot.drafting.similar.kind import kind, near

DEVICE = (
    kind(
        "device.boot",
        "devices did not come up again after an update",
        1.0,
        r"\b(?:did|do|does|would|will)(?: not|n'?t) boot\b|\bhalf[- ](?:erased|written|flashed)|"
        r"\bbrick(?:ed|s)?\b|"
        r"\bboot ?loops?\b|\bwrong (?:image|board)|\bboard revision|\bbootet nicht|\bno arranca\w*|"
        r"\bne demarr\w*|\bnao liga\w*|\bstarten niet op",
    ),
    kind(
        "device.uptime",
        "many of one make failed after the same time",
        1.0,
        r"\bsame batch\b|\bpower[- ]on hours?\b|\buptime[- ]dependent|\b\d+ ?h(?:ours)? (?:of )?"
        r"(?:power-on|uptime)|"
        r"\bself[- ]test\b[^\n]{0,60}\blatch|\bwithin minutes of each other",
    ),
    kind(
        "device.reader",
        "a recogniser misread what it had not seen before",
        1.0,
        near(
            r"recogni[sz]\w*|ocr|anpr|retrained|classifier|erkennung|lecteur|reconocimiento|font|plates?",
            r"misread\w*|confus\w*|confidence|read as|check digit|falsch gelesen|verlesen|confund\w*",
            90,
        ),
    ),
    kind(
        "device.room",
        "it grew too hot, or the room's power failed",
        0.9,
        r"\bcooling\b|\boverheat\w*|\bair[- ]condition\w*|"
        r"\bgenerators?\b[^\n]{0,40}\b(?:fail|not start|fuel)\w*|"
        r"\bkuhlung\b|\brefrigeracion\b|\bclimatisation\b|\bkoeling\b|\bthermal\w*|"
        r"\bthermi(?:que|sch)\w*|\bsurchauff\w*|\buberhitz\w*|\bsobrecalent\w*|\bchilled water|\beau glacee",
    ),
    kind(
        "device.sensor",
        "a sensor or contact was dirty, wet or worn",
        0.9,
        near(
            r"sensors?|contacts?|lens|lichtschranke\w*|sonde|capteurs?|junction box|radome|contacten|camera",
            r"dirty|wet|water|worn|moisture|verschmutzt\w*|corro\w*|snow|vuile?|sale|sucio\w*|humid\w*",
            40,
        ),
    ),
)

ROUTE = (
    kind(
        "route.leak",
        "routes were announced that should not have been",
        1.0,
        r"\bfull table\b|\broute leak|\bprefix(?:es)? (?:filter|limit|list)s?|\bmax-prefix|\bre-?announc\w*|"
        r"\broute server|\bleak(?:s|ed)?\b[^\n]{0,40}\b(?:routes?|table|transit|prefix\w*)|\bexport policy",
    ),
    kind(
        "route.blocked",
        "a protecting rule stopped those it should let through",
        0.9,
        r"\bwaf\b|\bbot rule|\bchallenge page|\bcaptcha\b|\bblock-?list(?:ed)?|\ballow-?list\w*|"
        r"\bgeo-?block\w*|"
        r"\bcontent-security-policy|\bcsp\b|\bnot on the list\b|\bfalse positives?\b",
    ),
    kind(
        "route.address",
        "everybody seemed to come from one address",
        1.0,
        r"\bx-forwarded-for|\b(?:one|same|single) (?:ip|address|source)\b|\bper[- ]ip\b|\bclient ip\b|"
        r"\bcgnat\b|"
        r"\bproxy protocol|\breal ip\b|\bremote_addr",
    ),
)

RULE = (
    kind(
        "rule.policy",
        "a group policy took effect at the next sign-in",
        1.0,
        r"\bgroup polic\w*|\bgpos?\b|\bgpupdate\b|\bgruppenrichtlinie\w*",
    ),
    kind(
        "rule.regex",
        "a pattern matched too little or too much",
        0.9,
        r"\bregex\w*|\bregular expression|\bwild-?card\b|\bpattern (?:also |that )?match\w*|\bbacktrack\w*",
    ),
    kind(
        "rule.keys",
        "a new signing key was used before all who check it knew it",
        1.0,
        r"\bjwks\b|\bunknown ki?e?y?(?: id|d)\b|\bcopy of the public keys|\bnew key before\b|\bkey ?set\b",
    ),
    kind(
        "rule.sum",
        "a checksum or signature did not fit",
        0.8,
        r"\bdigests?\b[^\n]{0,40}(?:match|differ)\w*|\bdigest mismatch|\bsignatures? (?:rejected|refused)|"
        r"\bcanonical form|\bchecksums?\b|\bhash mismatch|\bsignature (?:verify|verification|check) failed|"
        r"\bprufsumme\w*|\bdigest mis",
    ),
    kind(
        "rule.round",
        "figures were rounded or cut",
        0.6,
        r"\bround(?:ed|ing|s)\b|\btruncat\w*|\bcuts? (?:off )?(?:the )?fraction|\bdecimal places|"
        r"\bgerundet\b|"
        r"\bredonde\w*|\barrond\w*|\bprecision loss",
    ),
    kind(
        "rule.code",
        "characters were written in another code",
        1.0,
        r"\butf-?(?:8|16)\b|\blatin-?1\b|\bcharset\b|\bcharacter encoding|\bucs-?2\b|\bumlaut\w*|"
        r"\bcurly (?:quote|apo)"
        r"|\bcodepage\b|\bbyte order mark|\bbom\b|\bunicode\b|\bmojibake\b|\blocale\b",
    ),
)

HAND = (
    kind(
        "hand.place",
        "it was done in production by mistake",
        1.0,
        near(
            r"staging|test (?:environment|system|data)|sandbox|testsystem|entorno de pruebas|preprod\w*",
            r"production|prod|live|real customers|produccion|produktion",
            60,
        ),
    ),
    kind(
        "hand.typed",
        "something was typed or picked wrongly",
        0.7,
        r"\btypo\b|\bmistyped\b|\bwrong (?:button|preset|row|host|window|terminal)|"
        r"\bcopy[- ]?past\w*|\btippfehler\b|"
        r"\berrata\b|\bfat[- ]finger\w*",
    ),
)

WAIT = (
    kind(
        "wait.deadlock", "two waited for each other", 1.0, r"\bdead-?lock\w*|\binterbloque\w*|\bverklemm\w*"
    ),
    kind(
        "wait.held",
        "a lock or hold was never given back",
        1.0,
        near(
            r"locks?|lease|holds?|mutex|semaphore|reservations?|sperre\w*|bloqueo|verrou",
            r"never released|not released|stale|orphan\w*|leak\w*|stayed|left behind|nicht freigegeben|stuck|"
            r"no se liber\w*|jamais libere",
            50,
        ),
    ),
    kind(
        "wait.cascade",
        "one slow part took the others with it",
        0.8,
        r"\bcascad\w*|\bcircuit[- ]breaker|\bbulkhead\w*|\bno time-?out\b|"
        r"\bwithout (?:a )?time-?out|\bback-?pressure",
    ),
    kind(
        "wait.pause",
        "a pause of the runtime was taken for a death",
        0.9,
        r"\bgc paus\w*|\bstop-the-world|\bgarbage coll",
    ),
    kind(
        "wait.ceiling",
        "scaling stopped at its ceiling",
        0.6,
        r"\bautoscal\w*|\bscale-?out\b|\bmax ?= ?\d+|\binstance limit|\bat its (?:instance )?limit|"
        r"\bmaxreplicas|"
        r"\bminimum too low|\bhpa\b",
    ),
)
