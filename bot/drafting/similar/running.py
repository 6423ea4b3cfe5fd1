"""Ways to fail that lie in how systems are run: changed, stored, reached, loaded and switched over."""

from __future__ import annotations

from bot.drafting.similar.kind import kind, near

_CACHE = r"caches?|cached|caching|cache\w*|zwischenspeicher\w*|antememoria"
_THRESHOLD = (
    r"timeouts?|ttl|thresholds?|time-?to-?live|zeituberschreitung|tiempo de espera|lease|"
    r"session\.timeout\w*|"
    r"limit|retention"
)
_SET = (
    r"set|cut|lower\w*|raised|reduc\w*|baj[eo]\w*|shorten\w*|typo|instead of|too low|below|demasiado bajo|"
    r"herabgesetzt|abaiss\w*|abbassat\w*|verlaagd|wrong"
)
_LINE = r"fib(?:re|er)|carrier|access line|isp|glasfaser|kabel|fibra|fibre|operador\w*|operateur|cable"

CONFIG = (
    kind("config.limit", "a time-out or limit was set too low", 0.9, near(_THRESHOLD, _SET, 60)),
    kind(
        "config.fallback",
        "a setting was not found and a default stepped in",
        1.0,
        near(
            r"default\w*|built-in|baked[- ]in|hard-?coded|standardwert\w*|valor por defecto|"
            r"valeur par defaut|fallback|f[ae]lls? back|fell back",
            r"config\w*|settings?|key|renam\w*|silently|section|missing|parameter|unknown|ignored|"
            r"exceptions?|"
            r"left out|omitted|entries|loader|table|file|unset|not set|variables?|conditions|not passed|"
            r"does(?: not|n'?t) pass|wins",
            110,
        ),
    ),
    kind(
        "config.flag",
        "a flag was opened to many at once",
        0.5,
        r"\bramp(?:ed)?\b|\brollout from \d|\bfrom \d+ ?%? to \d+ ?(?:%|percent)|\b\d+ ?% (?:to|→) \d+ ?%",
        near(r"flags?", r"all users|everybody|everyone|turned on|switched on|enabled|\d+ ?(?:%|percent)", 40),
    ),
    kind(
        "config.env",
        "a setting was missing in the new release",
        0.7,
        r"\bmissing (?:environment|env)|\bhelm values?|\bvalues file|\benv(?:ironment)? variable",
    ),
)

CACHE = (
    kind(
        "cache.stale",
        "something old was served from a cache",
        0.9,
        near(_CACHE, r"stale|old|until|outdated|still|ttl|yesterday|veraltet|ancien\w*|viej\w*|antig\w*", 70),
        r"\bserv(?:ed|ing)\b[^.]{0,30}\b(?:old|stale)",
    ),
    kind(
        "cache.key",
        "a cache key left something out",
        1.0,
        near(
            _CACHE + r"|shared",
            r"keys?\b[^.]{0,60}(?:not|without|left out|lack|is the)|collision|without the|"
            r"in the key|somebody else|another tenant|sleutel|clave|cle\b|schlussel|zonder",
            80,
        ),
    ),
    kind(
        "cache.stampede",
        "an empty cache let everything through at once",
        1.0,
        r"\bstampede\b|\bthundering\b|\bcold caches?\b",
        near(
            _CACHE,
            r"empt(?:y|ied)|flush\w*|purg\w*|missed|miss(?:es)?|restarted|cleared|vide|vaci\w*|geleert|"
            r"leer|at the same moment|at once|ran out",
            70,
        ),
    ),
    kind(
        "cache.device",
        "what devices had stored kept failing after the mend",
        1.0,
        near(
            r"devices?|phones?|clients?|apps?|disk|startup|start-up|launch",
            r"stored|persist\w*|restore\w*|"
            r"keep\b[^.]{0,40}on disk|kept|read at start\w*|clear(?:ing)? app data",
            90,
        ),
    ),
)

NET = (
    kind(
        "net.dns",
        "a name was taken out of DNS",
        1.0,
        r"\bnxdomain\b|\b(?:cname|mx|dns|zone)[- ](?:records?|clean\w*|eintra\w*|entries)|\bcname\b|"
        r"\bmx record|"
        r"\bdns\b[^.]{0,50}\b(?:remov|delet|clean|borr|supprim|gelosch)\w*|\bzone (?:file|cleanup)",
    ),
    kind(
        "net.line",
        "a carrier's line was cut",
        1.0,
        near(
            _LINE,
            r"cut|cuts|corte|coupe\w*|coupure|getroffen|gekappt|severed|broke\w*|unterbrochen|dropped",
            60,
        ),
    ),
    kind(
        "net.tls",
        "a TLS setting made connecting fail or cost too much",
        0.9,
        r"\bcipher\w*|\bhandshakes?\b|\brsa\w*|\becdsa\b|\btls (?:setting|polic|profile|1\.)\w*|"
        r"\bsession_?(?:tickets?|resumption|reuse|cache)\b|\bssl[._]\w+",
    ),
    kind(
        "net.trust",
        "a trust list left an authority out",
        1.0,
        r"\btrust ?stores?|\bintermediate (?:ca|cert\w*)|\bsub[- ]ca\b|\bissuer certificate|"
        r"\bunknown (?:ca|authority|issuer)|\bcertificate chain",
        near(
            r"issuers?|cas?|root|intermediate|authority",
            r"left out|pruned?|dropped from|removed from|not in the (?:list|bundle)",
            40,
        ),
    ),
    kind(
        "net.size",
        "packets above a size were dropped",
        1.0,
        r"\bmtu\b|\bfragment(?:s|ed|ation)\b|\breassembl\w*|\bjumbo frames?",
        near(r"packets?|frames?|paquets?|pakete?|paquetes", r"above|larger than|over \d|bytes|>\s?1", 40),
    ),
    kind(
        "net.switch",
        "network gear misbehaved",
        0.4,
        r"\bswitch(?:es)?\b[^.]{0,40}\b(?:loop|firmware|bug|port)|\bspanning tree|\bvlan\b|"
        r"\bmulticast\b|\bbgp\b|"
        r"\bfirewall\b|\bpacket loss|\bidle (?:\w+ )?sessions",
    ),
)

LOAD = (
    kind(
        "load.storm",
        "all came back at once and retried",
        1.0,
        r"\bretry storm|\bthundering|\bback-?off\b|\bjitter\b|\breconnect(?:ed|s|ion|"
        r"ing)?\b[^.]{0,40}(?:flood|once|"
        r"same|all)|\ball\b[^.]{0,40}\bcame back at once|\btight loop|\bretr(?:y|ied|"
        r"ies)\b[^.]{0,30}(?:immediately|"
        r"at once)|\bsin espera\b|\bsans (?:attente|delai)\b|\brejou\w*|\brejeu\w*|\brelances?\b|"
        r"\breintent\w*|"
        r"\bwiederholte?n? sofort|\bsem espera\b",
    ),
    kind(
        "load.rate",
        "a vendor's limit on calls was reached",
        0.9,
        r"\brate[- ]limit\w*|\bthrottl\w*|\b429\b|\bapi quota|\bcalls (?:a|per) minute|\blimite de debit",
    ),
    kind(
        "load.traffic",
        "there was more traffic than room",
        0.45,
        r"\boverload\w*|\boverrun\b|\bsaturat\w*|\bnormal traffic|\btraffic (?:peak|above|spike)|"
        r"\bcapacity\b|"
        r"\btripled?\b|\bdoubled the load|\bcould not (?:take|keep up)|\bcannot keep up|\bpic de charge|"
        r"\buberlast\w*|"
        r"\btrafego acima|\bsobrecarga\w*|\bsurcharge\w*|\boverbelast\w*|\bout of cpu|\ball cpu|"
        r"\bcpu (?:at|satur)\w*",
    ),
    kind(
        "load.plan",
        "a query read far too much",
        0.9,
        r"\bfull (?:table )?scan|\bmissing (?:an )?index|\bno index|\bwithout (?:an )?index|"
        r"\bfalta un indice|"
        r"\bsem indice|\bsans index|\bohne index|\bsenza indice|\bquery plan|\bplan flip\w*|"
        r"\boptimi[sz]er\b|"
        r"\bstatistics\b|\btoute la table",
    ),
)

STATE = (
    kind(
        "state.lag",
        "a replica lagged behind",
        1.0,
        r"\breplica\w*\b[^.]{0,60}\b(?:behind|lag\w*|stall\w*|late)|\breplication (?:lag|had stalled|"
        r"stalled)|"
        r"\blagging\b|\bread replica",
    ),
    kind(
        "state.split",
        "two nodes both took the lead",
        1.0,
        r"\bsplit[- ]brain|\btwo primar\w*|\bdos (?:primari|lider|nodos)\w*|"
        r"\bambos\b[^.]{0,30}\bescritur\w*|"
        r"\bquorum\b|\bzwei primare|\bdeux (?:primaires|maitres)|\btwo (?:leaders|masters)",
    ),
    kind(
        "state.leader",
        "leadership went to and fro",
        1.0,
        r"\bflapp?(?:ing|ed)\b[^.]{0,60}\b(?:leader|lead|failover)|\bleader\b[^.]{0,60}\b(?:flapp\w*|"
        r"demot\w*|"
        r"chang\w*|cambi\w*|degrad\w*)|\bfailovers?\b[^.]{0,40}\b(?:flapp\w*|in \d+ min)|\bdemoted?\b|"
        r"\bpatroni\b|\bleadership\b|\blider\b[^.]{0,60}\b(?:cambio|degrad)\w*|\bleader election",
    ),
    kind(
        "state.lock",
        "a migration locked a table",
        1.0,
        r"\balter table|\baccess exclusive|\bexclusive lock|\bverrou exclusif|\bconcurrently\b|"
        r"\bmigrat\w*\b[^.]{0,50}\b(?:block|lock|rewrot|bloqu|verrou|sperr)\w*|\brewrote (?:a|"
        r"the) (?:\w+ )?table",
    ),
    kind(
        "state.retained",
        "a log was kept for a reader that was gone",
        1.0,
        r"\breplication slots?\b|\brestart_lsn\b|\bkept all wal\b|\bretained wal\b|\binactive slot",
        near(
            r"wal|binlogs?|topic|log segments?|queue|journal",
            r"no (?:consumer|reader|subscriber)|nobody (?:reads?|consum\w*)|keeping every|abandoned|"
            r"forgotten",
            60,
        ),
    ),
    kind(
        "state.deleted",
        "a cleaning rule removed too much",
        0.9,
        r"\b(?:cleanup|clean-up|retention|lifecycle|purge) (?:rule|job|script|"
        r"policy)\b[^.]{0,80}\b(?:delet\w*|"
        r"remov\w*|match\w*|wip\w*)|\bmatched (?:more|too much)|\bdeleted (?:it|the live|the wrong)|"
        r"\bwiped\b",
    ),
)
