"""Addresses, phone numbers, cards and accounts of customers.

An e-mail address stays where it is known (somebody of the incident, or of their company) or is no
person's: a role, a service account, a login on a host. Everything else that is one is a customer's.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

ADDRESS = re.compile(r"@((?:[A-Za-z0-9-]{1,63}\.){1,8}([A-Za-z]{2,24}))(?![\w@-])")
_LOCAL_BACKWARDS = re.compile(r"[\w.+'-]{1,64}")
_ON_A_HOST = re.compile(r"\b(?:ssh|scp|sftp|rsync|mosh|git|sudo)\b[^\n|;]*$")
_INSIDE = frozenset("internal local localdomain lan svc cluster intra home corp arpa invalid consul".split())
_FREE = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com me.com proton.me "
    "protonmail.com gmx.de gmx.net web.de mail.ru yandex.ru qq.com 163.com naver.com".split()
)
# Nobody's own: what companies and tools call their shared addresses.
_ROLES = frozenset(
    "abuse account accounts admin alarm alert alerts announce api backup billing bot bounce bounces build "
    "builds calendar careers ci compliance contact cron customercare dba deploy deployments dev developer "
    "developers devops dispatch dns donotreply email emergency engineering errors events feedback finance "
    "git github gitlab hallo hello help helpdesk hola hostmaster hr ics incident incidents info infra "
    "invoice invoices it jenkins jira jobs kontakt kundenservice leitstelle legal list lists mail mailer "
    "marketing monitoring netops news newsletter no noc noreply notification notifications notify office "
    "onboarding oncall operations ops orders pager pagerduty payments platform postmaster press privacy "
    "queue release reply reports root sales security sentry service services shop soc soporte sre staff "
    "status support svc sysadmin system team tech test ticket tickets tls vertrieb webmaster www".split()
)
_PLACEHOLDERS = frozenset(
    "user you me name foo bar test someone somebody john.doe jane.doe alice bob a b x".split()
)

_NUMBER = re.compile(r"(?<![\w+.,@-])(?:\+ ?)?\(?\d[\d ().\-/\u00a0\u2011]{5,24}\d(?!\w|[.,:]\d)")
_LABEL = (
    r"\b(?:tel(?:efon\w*|ephone|éfono)?|t[ée]l(?:[ée]phone)?|phone|mobile|móvil|movil|celular|cell|handy|fon|"
    r"whatsapp|msisdn|kontakt|contacto?|rufnummer|rückruf\w*|numéro|portable|gsm|sms|(?:her|his|their|contact|callback)"
    r"(?: phone| mobile| cell)? (?:number|no))\b|電話|전화|телефон"
)
_BETWEEN = (
    r"(?:[^\w\n]|(?:number|no|nr|nummer|is|was|to|ist|est|es|de|del|du|cliente?|customer|kunde)\b){0,8}"
)
_CALLED = re.compile(
    rf"(?:{_LABEL})(?:{_BETWEEN}|:\+?\d{{7,15}}\|)$|"
    r"\b(?:call|ring|dial)(?:ed|ing|s)?(?: (?:him|her|them|back|on|at|the customer))*[\s:]{0,3}$",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{3}\.\d{3}\.\d{4}")
_AMERICAN = re.compile(r"\(\d{3}\) ?\d{3}[-. ]\d{4}")

_CARD = re.compile(r"(?<![\w.,-])\d(?:[ -]?\d){12,18}(?![\w]|[.,-]\d)")
_ISSUED = re.compile(
    r"4\d{12}(?:\d{3})?(?:\d{3})?|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|"
    r"6(?:011|5\d\d|4[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|62\d{14,17}"
)
_NO_CARD = re.compile(
    r"\b(?:order|invoice|id|ticket|tracking|build|sku|offset|trace|span|request|ref)\b[^\n]{0,10}$", re.I
)
_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")


def redact_people(text: str, marks: dict[str, str], known: Collection[str]) -> str:
    """The text with each customer's detail replaced by the mark of its kind."""
    if "@" in text:
        text = _emails(text, marks["email"], known)
    text = _IBAN.sub(lambda m: marks["iban"] if _is_iban(m[0]) else m[0], text)
    text = _CARD.sub(lambda m: marks["card"] if _is_card(m) else m[0], text)
    return _NUMBER.sub(lambda m: _without_phone(m, marks["phone"]), text)


@lru_cache(maxsize=64)
def company_domains(known: frozenset[str]) -> frozenset[str]:
    """The domains of the known addresses, except those where everybody has one."""
    return frozenset(address.rpartition("@")[2] for address in known) - _FREE


def _emails(text: str, mark: str, known: Collection[str]) -> str:
    parts: list[str] = []
    done = 0
    for match in ADDRESS.finditer(text):
        backwards = text[max(done, match.start() - 64) : match.start()][::-1]
        local = _LOCAL_BACKWARDS.match(backwards)
        if local is None:
            continue
        start = match.start() - local.end()
        if _is_theirs(text, start, match, known):
            parts += (text[done:start], mark)
            done = match.end()
    return "".join((*parts, text[done:])) if parts else text


def _is_theirs(text: str, start: int, match: re.Match[str], known: Collection[str]) -> bool:
    local, domain = text[start : match.start()].lower().strip(".'-"), match[1].lower()
    if not local or f"{local}@{domain}" in known or domain in company_domains(frozenset(known)):
        return False
    if match[2].lower() in _INSIDE or "noreply" in domain or domain.endswith("gserviceaccount.com"):
        return False
    if text[match.end() : match.end() + 1] == ":" and text[match.end() + 1 : match.end() + 2].strip():
        return False  # git@github.com:acme/shop, ubuntu@host:/tmp
    if text[max(0, start - 3) : start] == "://" or _ON_A_HOST.search(text[max(0, start - 80) : start]):
        return False
    if local in _PLACEHOLDERS and domain.startswith("example."):
        return False
    words = [word for word in re.split(r"[._+\-\d]+", local) if word]
    return not words or words[0] not in _ROLES


def _is_iban(text: str) -> bool:
    bare = text.replace(" ", "")
    digits = "".join(str(int(character, 36)) for character in bare[4:] + bare[:4])
    return 15 <= len(bare) <= 34 and int(digits) % 97 == 1


def _is_card(match: re.Match[str]) -> bool:
    digits = [int(character) for character in match[0] if character.isdigit()]
    if not _ISSUED.fullmatch("".join(map(str, digits))):
        return False
    doubled = [sum(divmod(digit * 2, 10)) for digit in digits[-2::-2]]
    if (sum(digits[-1::-2]) + sum(doubled)) % 10:
        return False
    return not _NO_CARD.search(match.string[max(0, match.start() - 30) : match.start()])


def _without_phone(match: re.Match[str], mark: str) -> str:
    number = match[0]
    before = match.string[max(0, match.start() - 60) : match.start()].rpartition("\n")[2]
    length = _phone(number, bool(_CALLED.search(before)))
    return mark + number[length:] if length else number


def _phone(number: str, called: bool) -> int:
    """How many characters of the number are a phone's; 0 if it is none."""
    digits = sum(character.isdigit() for character in number)
    spaced = any(character in " ().-/\u00a0\u2011" for character in number)
    if number.startswith("+") or (number.startswith("00") and (called or spaced)):
        while digits > 15:  # something else follows the number
            number = number[: max(number.rfind(" "), 0)]
            digits = sum(character.isdigit() for character in number)
        return len(number) if digits >= 9 else 0
    if found := _AMERICAN.match(number):
        return found.end()
    if not called or not 7 <= digits <= 13:
        return 0
    is_version = "." in number and number[0] != "0" and not _GROUPED.fullmatch(number)
    return 0 if is_version else len(number)
