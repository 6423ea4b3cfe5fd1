"""Secrets as people type them: Wi-Fi and devices, an account beside its password, a vendor's settings."""

from __future__ import annotations

import re

from bot.drafting.redaction.given import PASSWORD
from bot.drafting.redaction.rule import UUID, Match, Rule, Rules, is_given, is_mixed, is_opaque, is_strong

_TOKEN = r"([^\s\"'`<>|,;(){}\[\]]{5,64}[^\s\"'`<>|,;(){}\[\].:?])"
_KEY = (
    rf"(?:{PASSWORD}|(?<![^\W_])"
    r"(?:ww|psk|(?:network|security|pre-?shared)[ -]?key|key|clave|pin|code|secret))"
)
_AIR = r"(?<![^\W_])(?:ssid|w-?lan|wi-?fi|hotspot|wpa[23]?|access point)(?![^\W_])"
_JOIN = r"(?:(?:\s{1,3}(?:is|ist|es|est|är|er|jest|é|è|now|jetzt|nu))?[\s:=→*_\"'`]{1,4}|\s?->\s?)"

# Mixed, but the name of something: a version or number behind words, a path, a measure, a hash.
_NAMED = re.compile(
    r"[A-Za-z]{1,4}\d+|[A-Za-z]+(?:[-_.][A-Za-z]+)*[-_.]?v?\d{1,2}(?:[-_.]\w+)*|[\d.,:]+[A-Za-z%]{0,3}|[a-z]+/.*|/.*|"
    r".*(?:://|\w/\w|\(|::|@\w+\.).*|[0-9a-f]{7,}(?:-[0-9a-f]+)*|.*\.(?:[a-z]{2,4}|ya?ml|json|java|html)|"
    r"[A-Z]{1,8}(?:-[A-Z]+)*-\d+|(?:[a-z]+\d*-)+[a-z0-9]+"
)


_LAST = re.compile(r"[A-Za-z]{5,}\d{2}")


def _is_token(value: str) -> bool:
    """Letters and digits that are no name of anything, as passwords that people make up are."""
    return is_mixed(value) and any(c.isdigit() for c in value) and not _NAMED.fullmatch(value)


def _of_wifi(value: str, _match: Match) -> bool:
    """WPA takes no passphrase of fewer than eight characters."""
    return len(value) >= 8 and (is_strong(value) or _is_token(value) or value.isdigit())


def _beside_its_name(value: str, match: Match) -> bool:
    if len(value) >= 8 and _is_token(value):
        return True
    ends = match.string[match.end() : match.end() + 1] in ("", "\n", "`", '"', "'", ".", ",", "!")
    return ends and _LAST.fullmatch(value) is not None


def _beside_its_account(value: str, match: Match) -> bool:
    return is_strong(value) and "://" not in value and not re.match(r"(?i)`?hk(?:lm|cu)\\", match[0])


def _community(value: str, match: Match) -> bool:
    """After "snmp-server community" and "rocommunity" any word; in prose one that is mixed."""
    if re.match(r"(?i)snmp-server|r[ow]community", match[0]):
        return is_given(value) and value.lower() not in ("public", "string", "strings")
    return is_mixed(value) and any(word in match[0].lower() for word in ("snmp", "string"))


def _of_device(value: str, match: Match) -> bool:
    """As a device's configuration has it: a type number before it, or a token that is no name."""
    typed = re.search(r"\s[05-9]\s[\"']?$", match.string[match.start() : match.start(1)])
    return is_given(value) if typed else _beside_its_name(value, match)


_RANDOM = re.compile(r"[A-Za-z0-9+/=_.~!@#$%^&*-]{10,200}")
_WORDS = re.compile(r"(?:[A-Za-z]+\d{0,4}|\d+[a-z]{0,2})(?:[-_./:@](?:[A-Za-z]+\d{0,4}|\d+[a-z]{0,2}))*")
_FINDING = re.compile(
    r"(?:^|_)(?:CACHE|PARTITION|IDEMPOTENCY|DEDUP\w*|PRIMARY|SORT|FOREIGN|OBJECT|S3|HASH|LOOKUP|GROUP|SHARD|ROW|MAP|"
    r"PUBLIC|PUB|INDEX|CORRELATION|EVENT|MESSAGE|CONFIG|FEATURE|FLAG|TRACE|HOST|STORE|LOCK|RANGE|ROUTING|KMS)_KEY$"
)


def _setting(value: str, match: Match) -> bool:
    """A random value, not the number, name, path, host or duration that settings mostly are."""
    name = match[1]
    if not (_RANDOM.fullmatch(value) and is_opaque(value) and any(c.isdigit() for c in value)):
        return False
    if _WORDS.fullmatch(value) and not _interleaved(value):
        return False
    if UUID.fullmatch(value) or re.match(r"[./~]|\w+://|v?\d+\.\d|(?:sha\d+|arn|s3|file):", value):
        return False
    return not (name.endswith("_KEY") and _FINDING.search(name))


def _interleaved(value: str) -> bool:
    """Whether letters and digits follow each other often, as no name's do."""
    part = max(re.split(r"[-_./:@]", value), key=len)
    return len(part) >= 10 and len(re.findall(r"\d+", part)) >= 2


_ACCOUNT = (
    r"(?:(?:svc|srv|adm|usr)[-_][\w.-]{1,40}|admin(?:istrator)?|root|postgres|"
    r"[A-Za-z][\w.-]{1,30}\\{1,2}[\w.$-]{1,40}|[A-Za-z][\w.+-]{0,40}@[\w.-]{2,60})"
)
TYPED = Rules(
    Rule(
        "password",
        re.compile(rf"(?i){_AIR}(?:[^\n]{{0,60}}?{_KEY}{_JOIN}|[ :]{{1,3}}[\w-]{{2,40}}\s?/\s?){_TOKEN}"),
        ("ssid", "wlan", "w-lan", "wifi", "wi-fi", "hotspot", "wpa", "access point"),
        _of_wifi,
    ),
    Rule(
        "password",
        re.compile(rf"(?i)(?:{PASSWORD}|(?<![^\W_])(?:ww|psk|clave))[ \t]{{1,3}}[\"'`]?{_TOKEN}"),
        tuple(
            "pass pwd pw psk ww contrase senha parola mdp mot kennwort hasło haslo wachtwoord lösenord "
            "losenord salasana heslo jelsz clave adgangskode".split()
        ),
        _beside_its_name,
    ),
    Rule(
        "otp",
        re.compile(
            r"(?i)\b(?:sim|door|alarm|device|tablet|phone|handheld|safe|voicemail|wi-?fi|wlan|card|badge)"
            r"[ -]pin(?: is| ist|:|=)?\s{1,2}(\d{4,8})(?![\w.:])"
        ),
        ("pin",),
    ),
    Rule(
        "password",
        re.compile(rf"`{_ACCOUNT}`\s{{0,3}}(?:[/,:+&]|and|und|et|en|y|e)?\s{{0,3}}`([^\s`]{{6,64}})`"),
        ("`",),
        _beside_its_account,
    ),
    Rule(
        "password",
        re.compile(
            rf"(?<![\w`.@\\/-]){_ACCOUNT}`?(?:,\s(?=`)|\s{{1,2}}/\s{{1,2}}|[ \t]{{2,4}}|\s?\|\s?)"
            r"`?([^\s`\"'<>|]{6,64})"
        ),
        (" / ", "  ", "\t", "|", ", `"),
        _beside_its_account,
    ),
    Rule(
        "password",
        re.compile(
            r"(?i)(?:\bsnmp[\w-]{0,12}[ :,][^\n]{0,30}?\b|\b(?:r[ow])?)community(?:[ -]?string)?"
            r"(?:\s(?:is|was|now)){0,2}[\s:=\"'`]{1,4}([^\s\"'`,;<>|]{4,64})(?<![.:?)])"
        ),
        ("community",),
        _community,
    ),
    Rule(
        "password",
        re.compile(
            r"(?im)(?:\bsecret|\bpassword|\bwpa-psk ascii|\b(?:tacacs|radius)(?:-server)?[^\n]{0,40}? key|"
            r"\bpre-shared-key(?: (?:local|remote|ascii-text))?|\bkey-string)"
            r"\s(?:[05-9]\s)?[\"']?([^\s\"'`]{6,120})"
        ),
        ("secret", "password", "wpa-psk", "tacacs", "radius", "pre-shared-key", "key-string"),
        _of_device,
    ),
    Rule(
        "key",
        re.compile(
            r"(?<![A-Za-z0-9_])([a-z]{1,20}(?:_[a-z0-9]{1,20}){0,4}_(?:sk|ak|pat|psk)|"
            r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+){0,6}_(?:SK|AK|PAT|PW|PSK|SECRET[A-Z0-9_]{0,20}|TOKEN|KEY|SALT|CREDS))"
            r"\s?[=:]\s?[\"']?([^\s\"'`,;<>|]{10,200})"
        ),
        ("_sk", "_ak", "_pat", "_pw", "_psk", "_secret", "_token", "_key", "_salt", "_creds"),
        _setting,
    ),
)
