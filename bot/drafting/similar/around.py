"""Ways to fail that come from around a system: new versions, others' outages, dead spares, unwatched jobs."""

from __future__ import annotations

from bot.drafting.similar.kind import kind, near

_WENT = (
    r"outage|down|failure|fault|unavailable|caid[oa]|caida|ausfall|panne|storing|avbrott|fora do ar|guasto"
)
_THIRD = (
    r"third[- ]party|providers?|vendors?|acquirer\w*|suppliers?|proveedor\w*|un tercero|prestataire\w*|"
    r"fournisseur\w*|anbieter\w*|dienstleister\w*|fornecedor\w*|hostingpartij|leverancier\w*|fornitore|"
    r"leverantor\w*|upstream company|status page"
)

CHANGE = (
    kind(
        "change.library",
        "a library's new version behaved in another way",
        0.9,
        near(
            r"librar(?:y|ies)|bibliothek\w*|libreria|bibliotheque|biblioteca|bibliotheek|dependency|sdk|"
            r"hr-\w+|\w+-lib",
            r"upgrad\w*|updat\w*|new|neue|bump\w*|\d+\.\d+|update|aktualis\w*|nueva|nouvelle",
            50,
        ),
        r"\bbibliotheksupdate|\b[a-z]+-[a-z]+ \d+\.\d+ (?:→|->|to) \d+\.\d+",
    ),
    kind(
        "change.build",
        "it was built without what made it fast",
        1.0,
        near(
            r"compil\w*|built|builds?|buildconf|configure|image|docker\w*|obraz\w*|zbudowa\w*|gebaut|kompil\w*",
            r"--disable\S*|vector\w*|wektor\w*|simd|avx\w*|nasm|without (?:optimi\w*|instruct\w*)|debug mode",
            70,
        ),
    ),
    kind("change.firmware", "firmware did not fit", 0.4, r"\bfirmware\b|\bover-the-air|\bboard revision"),
    kind(
        "change.old",
        "old clients could not take what was new",
        0.9,
        near(
            r"old (?:clients?|versions?|android|apps?)|clients? before|app ?versions?|older (?:clients?|"
            r"apps?)|"
            r"appversion|subscribe to the old",
            r"could not|crash\w*|parse|unknown|new|value|all users|instead",
            110,
        ),
    ),
)

OUTSIDE = (
    kind(
        "outside.vendor",
        "somebody else's service was down",
        0.8,
        near(_THIRD, _WENT, 60),
        r"\bthird[- ]party outage|\bcaida de un tercero|\bnothing on our side|\bno change (?:on|of) our|"
        r"\bregion outage",
    ),
    kind(
        "outside.spare",
        "the spare had been dead unnoticed",
        1.0,
        near(
            r"second|spare|partner|redundan\w*|standby|backup (?:line|unit|power)|other one",
            r"dead|broken|had been|unnoticed|gone|never tested|not (?:working|connected)",
            50,
        ),
    ),
    kind(
        "outside.hardware",
        "hardware broke",
        0.3,
        r"\bpower suppl\w*|\bpower (?:fault|failure|cut)|\bram fault|\bbearing\b|\bhardware\b|\bbroken\b|"
        r"\bdefekt\w*|\bstromausfall|\bups\b|\bcorte de luz|\bpanne de courant|\bcontroller failed",
    ),
)

WATCH = (
    kind(
        "watch.job",
        "a scheduled job had stopped and nobody was told",
        1.0,
        near(
            r"jobs?|cron\w*|schedul\w*|timer|planificador|tarea|tache|aufgabe|taak",
            r"not (?:run|start)\w*|did not run|no longer|never ran|stopped|non partiva|no corria|"
            r"disattivat\w*|"
            r"non aveva piu|lief nicht|ne tournait plus|nao rod\w*|disabled|niet gestart|mancata",
            60,
        ),
    ),
    kind(
        "watch.health",
        "health checks took good servers out",
        1.0,
        near(
            r"health ?-?checks?|readiness|liveness|probes?",
            r"wrong|renam\w*|fail\w*|marked|took|hit|path|port",
            60,
        ),
        r"\btook good servers out",
    ),
)
