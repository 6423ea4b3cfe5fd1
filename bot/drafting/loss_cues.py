"""Words by which people tell what was lost, what was spared, and that they have counted it."""

from __future__ import annotations

from bot.drafting.cues import cue

# Words about what was lost: who, what, how much.
LOSS = cue(
    r"customers?\b|users?\b|clients?\b|orders?\b|requests?\b|payments?\b|transactions?\b|transfers?\b|"
    r"transferencias?\b|sessions?\b|tickets?\b|accounts?\b|bookings?\b|reservations?\b|deliver(?:y|"
    r"ies)\b|shipments?\b|parcels?\b|patients?\b|passengers?\b|guests?\b|stores?\b|shops?\b|sites?\b|"
    r"tenants?\b|devices?\b|meters?\b|gateways?\b|records?\b|messages?\b|emails?\b|calls?\b|jobs?\b|"
    r"invoices?\b|documents?\b|envelopes?\b|students?\b|drivers?\b|vehicles?\b|flights?\b|trips?\b|"
    r"rides?\b|households?\b|pallets?\b|beds?\b|appointments?\b|samples?\b|players?\b|matches\b|"
    r"viewers?\b|streams?\b|writes?\b|reads?\b|checkouts?\b|baskets?\b|attempts?\b|pages?\b|images?\b|"
    r"partners?\b|merchants?\b|subscribers?\b|lots?\b|batch(?:es)?\b|tons?\b|litres?\b|kwh\b|mwh\b",
    r"clientes?\b|usuarios?\b|pedidos?\b|pagos?\b|escrituras?\b|cargos?\b|reservas?\b|env[ií]os?\b|"
    r"kunden\b|nutzer\b|bestellungen\b|zahlungen\b|aufträge\b|sendungen\b|utilisateurs?\b|commandes?\b|"
    r"paiements?\b|usuários?\b|encomendas?\b|kunder\b|brukere\b|ordrer\b|klanten\b|gebruikers\b|"
    r"bestellingen\b",
)
HARMED = cue(
    r"fail\w*\b|declin\w*\b|lost\b|los[st]\w*\b|affect\w*\b|impact\w*\b|drop\w*\b|delay\w*\b|late\b|"
    r"stuck\b|reject\w*\b|refus\w*\b|wrong\w*\b|miss\w*\b|error\w*\b|crash\w*\b|down\b|below\b|"
    r"could(?:n'?t| not)\b|unable\b|timed? ?out\b|duplicat\w*\b|doubl\w*\b|refund\w*\b|cancel\w*\b|"
    r"spoil\w*\b|scrapp?\w*\b|divert\w*\b|stranded\b|waiting\b|unaffected\b|not affected\b|fine\b|"
    r"clean\b|safe\b|on time\b|peak\w*\b|worst\b|lowest\b|highest\b|at most\b|total\b|in all\b|"
    r"overcharg\w*\b|undeliver\w*\b|older\b|loop\w*\b|recovered\b|backlog\b|in the dlq\b|empty\b|"
    r"inflow\b|normal\b|usual\b",
    r"fall(?:aron|an|idas?|o)\b|rechazad\w*\b|perdid\w*\b|afectad\w*\b|demorad\w*\b|atrasad\w*\b|"
    r"reprocesad\w*\b|cero\b|dobles?\b|pendientes?\b|fehlgeschlagen\w*\b|betroffen\w*\b|verloren\b|"
    r"verspätet\w*\b|abgelehnt\w*\b|échoué\w*\b|perdu\w*\b|touché\w*\b|refusé\w*\b|falh\w+\b|"
    r"perdid\w+\b|afetad\w+\b|atrasad\w+\b|feilet\b|berørt\w*\b|mistet\b|mislukt\w*\b|getroffen\b|"
    r"verloren\b",
)
# What was not lost, which readers want to know as well.
SPARED = cue(
    r"no (?:\w+ ){1,4}?(?:lost|affected|missing|charged|harmed|hurt|double|duplicat\w+|damaged|"
    r"left behind|exposed)\b|zero (?:\w+ ){0,2}?(?:lost|double)",
    r"(?:un|not )affected\b|(?:nothing|nobody|no one) (?:was |were )?(?:lost|hurt|charged|affected|"
    r"left behind|missing)\b|is (?:clean|fine|not affected)\b",
    r"(?:login|viewing|reads?|browsing|the rest|everything else|others?)(?: \w+){0,3} (?:fine|ok|"
    r"on time|unaffected|normal)\b",
    r"(?:ning[úu]n|cero|sin) (?:\w+ ){0,3}?(?:perdid|doble|afectad|cargo)\w*|keine \w+ verloren|"
    r"aucun\w* (?:\w+ ){0,2}perdu\w*|nenhum\w* (?:\w+ ){0,2}perdid\w*",
)
COUNTED = cue(
    r"final\b|numbers?\b|count\b|tally\b|total\b|in all\b|altogether\b|so far\b|all told\b|impact[:,]|"
    r"damage\b|stats\b|figures?\b|recap\b|caveat\b|gap check\b|lowest\b|worst\b|peak\b|between\b|"
    r"from \d\d?:\d\d to\b|no (?:\w+ ){1,3}(?:lost|affected|missing|charged)\b|n[úu]meros\b|en total\b|"
    r"conteo\b|entre las\b|o sea\b|zahlen\b|insgesamt\b|bilanz\b|chiffres\b|au total\b|bilan\b|"
    r"ao todo\b|tall\b|totalt\b|cijfers\b|totaal\b",
)
