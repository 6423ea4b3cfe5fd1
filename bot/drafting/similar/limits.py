"""Ways to fail that come with time and growth: what runs out, and who may no longer."""

from __future__ import annotations

from bot.drafting.similar.kind import kind, near

_OVER = (
    r"expir\w*|ran out|run out|runs out|laps(?:ed|es)|notafter|passed (?:its|their) (?:validity|expiry|"
    r"end)|"
    r"no longer valid|not renewed|renew\w*|validity (?:date|ended)|caduc\w+|vencid\w+|vencio\w*|expire\w*|"
    r"echu\w*|abgelaufen\w*|lief\w* .{0,30}\bab|ablauf\w*|verlopen|verliep|scadut\w*|scaden\w*|"
    r"utg[ao]\w*|utlopt\w*|lopt ut|udlob\w*|perime\w*|erneuer\w*|renova\w*|renouvel\w*|rinnov\w*|"
    r"vernieuw\w*"
)
_CERTIFICATE = (
    r"cert\w*|zertifikat\w*|certific\w*|sertifikat\w*|x509|x\.509|ca root|root ca|signing key|"
    r"dnssec|signatures?|trust anchor"
)
_LICENCE = (
    r"licen[cs]\w*|agreements?|airtime|lizenz\w*|licenti\w*|licenz\w*|lisens\w*|subscription\w*|contracts?|abonnement\w*|"
    r"vertrag\w*|contrat\w*|contract\w*|sim cards?|maintenance agreement"
)
_SECRET = (
    r"secrets?|passwords?|passphrase|credentials?|keys?|tokens?|contrasena\w*|credencial\w*|clave\w*|"
    r"mot de passe|identifiants|passwort\w*|kennwort\w*|zugangsdaten|schlussel\w*|senha\w*|chave\w*|"
    r"wachtwoord\w*|sleutel\w*|chiav[ei]|credenzial\w*|losenord\w*|nyckel\w*|passord\w*"
)
_CHANGED = (
    r"rotat\w*|changed|replaced|reset|swapped|rotad\w*|rotar\w*|cambi\w*|chang\w*|remplac\w*|renouvel\w*|"
    r"geandert\w*|gewechselt|getauscht|rotier\w*|troca\w*|alterad\w*|gewijzigd|cambiat\w*|ruotat\w*|"
    r"bytt\w*|bytts|rotera\w*"
)
_OLD = (
    r"old|former|previous|invalid_client|access denied|denied|refused|40[13]|unauthori[sz]ed|viej\w*|"
    r"anterior|antigu\w*|ancien\w*|alte[nrs]?|oude|vecchi\w*|gamla|nekade\w*"
)
_FULL = (
    r"full|fills?|filled|no space|out of space|no free|exhaust\w*|ran out|run out|runs out|used up|"
    r"at 100 ?%|"
    r"llen[oa]\w*|agotad\w*|sin espacio|plein\w*|satur\w*|epuis\w*|vide|voll\w*|vollgelaufen|erschopft|"
    r"verbraucht|cheio|esgotad\w*|esaurit\w*|pien[oa]|vol(?:gelopen)?|uitgeput|full\w*|slut|too small"
)
EXPIRY = (
    kind("expiry.certificate", "a certificate ran out", 1.0, near(_CERTIFICATE, _OVER)),
    kind(
        "expiry.licence", "a licence or contract ran out", 1.0, near(_LICENCE, _OVER + r"|ended|terminated")
    ),
    kind(
        "expiry.domain",
        "a domain was not renewed",
        1.0,
        near(
            r"domain\w*|dominio\w*|domaine|registrar",
            r"lapsed|expir\w*|not renewed|renew\w*|registration|caduc\w*|abgelaufen|scadut\w*|verlopen",
        ),
    ),
    kind(
        "expiry.secret",
        "a key or password ran out",
        0.9,
        near(
            r"secrets?|passwords?|passphrase|credentials?|(?:api|access|private|signing) keys?|tokens?|"
            r"contrasena\w*|mot de passe|passwort\w*|senha\w*|wachtwoord\w*|losenord\w*",
            r"expir\w*|caduc\w*|abgelaufen\w*|ran out|verlopen|scadut\w*",
            40,
        ),
    ),
)

ACCESS = (
    kind(
        "access.rotation",
        "a key or password was changed on one side only",
        1.0,
        rf"\b(?:{_SECRET})[^.!?;\n]{{0,60}}?\b(?:{_CHANGED})",
        rf"\b(?:rotat\w*|rotar|rotier\w*|roter\w*)[^.!?;\n]{{0,60}}?\b(?:{_SECRET})",
        rf"\b(?:old|outdated|former|viej\w*|alte\w*|ancien\w*|gamla|oude)\s+(?:{_SECRET})",
    ),
    kind(
        "access.rights",
        "rights were missing",
        0.9,
        r"\bpermissions?\b|\bprivileges?\b|\bgrants?\b|\brights\b|\brole (?:cleanup|was|lost|removed)|"
        r"\bfrom the role\b|\biam\b|\brbac\b|\bpermisos?\b|\bdroits d|\bberechtigung\w*|\bpermiss(?:ao|"
        r"oes)\b|"
        r"\bpermess[io]\b|\brechten\b|\brattighet\w*|\bbucket policy\b",
    ),
)

SPACE = (
    kind(
        "space.disk",
        "storage filled up",
        1.0,
        near(
            r"disks?|volumes?|storage|filesystem|file system|partition|/var\w*|disco\w*|disque\w*|"
            r"platte\w*|"
            r"festplatte\w*|speicherplatz|schijf|pg_wal|\bwal\b",
            _FULL,
            50,
        ),
        r"\bno space left\b|\bkein(?:en)? (?:freien )?speicherplatz|\bsin espacio en disco|\bdisk ?full\b|"
        r"\bplus de place\b",
    ),
    kind("space.inodes", "inodes ran out", 1.0, r"\binodes?\b|\bdf -i\b"),
    kind(
        "space.quota",
        "a quota was used up",
        1.0,
        r"\bquota\w*\b|\bkontingent\w*|\bcuota\w*|\bcontingent\w*",
    ),
    kind(
        "space.memory",
        "memory ran out",
        1.0,
        r"\boom\w*|\bout of memory|\bmemory leak|\bleaked memory|\b(?:lack of|no|free) memory|"
        r"\binto memory\b|"
        r"\bsin memoria|\bfuga de memoria|\bspeicherleck|\barbeitsspeicher|\bmemoire\b|\bheap\b|"
        r"\bmemoria\b|\bgeheugen\b|\bwhole (?:file|document)|\bloaded? (?:\w+ )?whole\b",
    ),
    kind(
        "space.double",
        "old and new were held in memory at once",
        1.0,
        r"\bonly then (?:drop|releas|free|unload)\w*|\btwice its size|\bboth (?:copies|versions|models) "
        r"(?:in memory|at once)|\bwhile the (?:former|old|previous)(?: one| \w+)? (?:was|is) still "
        r"(?:held|loaded)",
    ),
    kind(
        "space.pool",
        "connections ran out",
        1.0,
        near(
            r"connections?|pool\w*|conexiones|connexions?|verbindung\w*|conexoes|connessioni|verbindingen",
            r"exhaust\w*|taken|all used|used up|maxed|full|leak\w*|held|hold\w*|tien\w*|tenait|epuis\w*|"
            r"vide\b|agotad\w*|sin conexiones|satur\w*|ausgeschopft|erschopft|not (?:give|given|"
            r"release)\w*|"
            r"too (?:small|low)|demasiado bajo|set to \d|limit|returned|timeouts?|retenue?s?|ocupadas",
        ),
    ),
    kind(
        "space.handles",
        "handles, ports or table entries ran out",
        1.0,
        r"\bfile descriptors?|\btoo many open files|\bulimit|\bephemeral ports?|\bconntrack|\bsnat\b|"
        r"\bport exhaustion|\bdescriptores de fichero|\bdateideskriptor\w*",
    ),
    kind(
        "space.numbers",
        "a range of numbers was used up",
        1.0,
        r"\boverflow\w*|\bwrapped|\b(?:16|32|31)-?bit\b|\bint(?:32|eger)\b[^.]{0,30}(?:max|limit|overflow)|"
        r"\b2147483647\b|\b65535\b|\bsequence number|\bnumber range|\bnummernkreis\w*|"
        r"\bnummern\w*[^.]{0,60}"
        r"(?:verbraucht|erschopft|ende|letzte\w*)|\bletzten nummer|\brollover\b(?! job)|\blast number|"
        r"\b(?:out of|ran out of|no more|keine (?:neuen|freien)) (?:\w+ )?(?:numbers|nummern|ids)|"
        r"\bcounter\b[^.]{0,40}(?:overflow|end|9999)|\brango de n\w+",
    ),
    kind(
        "space.workers",
        "one slow receiver held all workers",
        0.9,
        near(
            r"workers?|threads?|receiver|endpoint|consumers?",
            r"busy|slow|waiting for|blocked on|held all|stuck on|tied up",
        ),
    ),
)
