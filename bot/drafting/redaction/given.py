"""Secrets that have no format of their own, known by what they are given to: a name, a flag, an address."""

from __future__ import annotations

import re

from bot.drafting.redaction.rule import UUID, Match, Rule, Rules, is_given, is_mixed, is_opaque, is_strong

# "Password" as people and programs write it; what stands before it does not matter (PGPASSWORD, db_pwd).
PASSWORD = (
    r"(?:passw(?:or[dt]|d|rd)|pwd|(?<![^\W\d_])(?:pass(?:phrase|code|ord)?|pw|contrase[ñn]a|senha|parola|mdp|"
    r"mots?[ _]de[ _]passe|kennwort|has[lł]o|wachtwoord|l[öo]senord|[şs]ifre|adgangskode|salasana|heslo|"
    r"jelsz[óo]|парол[ья]|κωδικός)|パスワード|密[码碼]|비밀번호|비번)"
)
_KEYS = r"(?:api|access|account|auth|private|signing|encryption|secret|master|shared|licen[sc]e|deploy|ssh)"
_SECRET = (
    rf"(?:(?<![^\W\d_])(?i:clave|secret(?:[_ -]?(?:id|key(?:[_-]base)?))?|token|{_KEYS}[_ -]?key|creds?|"
    r"credentials?|authtoken|sas)|(?<=[a-z])(?:Secret|Token|(?:Api|Access|Secret|Private)Key))"
)
_NAMED = rf"(?:(?i:{PASSWORD})|{_SECRET})(?![a-z])(?:[_-](?i:value|hash|prod|staging|dev|live))?"
_BARE = (
    r"(?:&(?:amp|lt|gt);(?![\w.-]{1,40}=)|&(?!(?:amp;)?[\w.-]{1,40}=)|,(?=\S)(?![\w.-]{1,40}[\"']?\s?[=:])|"
    r"[^\s\"',;&`])+"
)
_WORD = r"[^\s\"'`<>|]{0,199}[^\s\"'`<>|.,;:)?]"
_IS = (
    r"(?:is|are|was|now|es|ist|lautet|jetzt|é|è|est|är|er|on|jest|to|ahora|agora|maintenant|reset to|set to)"
)
# In lower case: the names above, of which one must stand in a text for them to be looked for.
NAMES = (
    "pass pwd pw key token secret cred auth sas contrase senha parola mdp mot kennwort hasło haslo "
    "wachtwoord lösenord losenord şifre sifre salasana heslo jelsz парол κωδικός パスワード 密码 密碼 "
    "비밀번호 비번 clave adgangskode"
).split()


def _kind_is_known(match: Match) -> bool:
    return bool(re.search(PASSWORD, match[0], re.IGNORECASE))


def _after_equals(value: str, match: Match) -> bool:
    return is_given(value) if _kind_is_known(match) else is_opaque(value)


def _after_colon(value: str, match: Match) -> bool:
    if "clave" in match[0].lower():  # a key of any sort
        return is_strong(value)
    if match.group(1) is not None and _kind_is_known(match):  # quoted: a plain word may be one too
        return is_mixed(value) or (is_given(value) and len(value) >= 6 and value.isalnum())
    return is_mixed(value)


def _after_authorization(value: str, _match: Match) -> bool:
    return is_given(value) and (len(value) >= 16 or any(c.isdigit() for c in value))


def _flagged(*programs: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(programs)})\b")


_FLAGS = {
    "-p": _flagged(r"mysql\w*", "mariadb", "sshpass", "docker", "helm", "podman", "oc", "az", "twine"),
    "-a": _flagged("redis-cli"),
    "-u": _flagged("curl", "http", "wget"),
    "--user": _flagged("curl"),
}


_PORTS = re.compile(r"(?:[\d.]+:)?[\d-]+:[\d-]+(?:/\w+)?")  # docker run -p 8080:80


def _flag_of_a_program(value: str, match: Match) -> bool:
    """Whether the flag is one by which the program before it, on the same line, takes a password."""
    flag = match["flag"].rstrip("= ")
    before = match.string[max(0, match.start() - 200) : match.start()].rpartition("\n")[2]
    if not is_given(value) or _PORTS.fullmatch(value):
        return False
    if flag not in _FLAGS:
        return flag.startswith("--")
    if flag in ("-u", "--user"):
        return ":" in value and bool(_FLAGS[flag].search(before)) and is_given(value.partition(":")[2])
    return bool(_FLAGS[flag].search(before))


def _url_password(value: str, _match: Match) -> bool:
    return is_given(value.ljust(4, "a")) and not re.match(r"\d{2,5}/", value)


_LONG = re.compile(r"(?=.*\d)(?=.*[A-Za-z]).{16,}")


def _parameter(value: str, match: Match) -> bool:
    if match["name"].lower() in ("key", "appid", "app_id", "session", "sid", "hash", "ticket", "code"):
        return bool(_LONG.fullmatch(value)) and is_opaque(value)
    return len(value) >= 6 and is_given(value)


_NO_SECRETS_KEY = re.compile(
    r"cache|partition|idempotency|dedup|primary|sort|foreign|object|s3|redis|hash|lookup|group|shard|row|map|"
    r"public|index|correlation|event|message|config|feature|flag|hot|the|session|trace|host|store|lock|range",
    re.IGNORECASE,
)


def _keys_value(value: str, match: Match) -> bool:
    """A long random value of some key, other than those by which data is found."""
    if _NO_SECRETS_KEY.fullmatch(match[1]) or UUID.fullmatch(value):
        return False
    return is_opaque(value) and any(c.isdigit() for c in value)


def _code(value: str, _match: Match) -> bool:
    return any(c.isdigit() for c in value)


ADDRESSES = Rules(
    Rule(
        "password",
        re.compile(
            r"(?<=[A-Za-z0-9])://[^\s/:@<>|]{0,200}:([^\s<>|]{1,200}?)@(?=[^\s@/|]{0,300}(?:[\s/:?>|]|$))"
        ),
        ("://",),
        _url_password,
    ),
    Rule(
        "url-token",
        re.compile(
            r"(?i)(?:[?&#]|&amp;)(?P<name>(?:access|refresh|id|auth|api|session|csrf)?[_-]?token|auth|api[_-]?key|sig|"
            r"signature|x-(?:amz|goog)-(?:signature|security-token)|client[_-]?secret|secret|password|passwd|"
            r"pwd|pass|jwt|hmac|app_?id|key|session|sid|hash|ticket|code)=([^\s&<>|\"'`#]+)"
        ),
        ("=",),
        _parameter,
    ),
)
GIVEN = Rules(
    Rule(
        "authorization",
        re.compile(r"(?i)\bauthorization[\"']?\s*[:=]\s*[\"']?(?:[a-z-]{3,20}\s+)?([^\s\"'`,]{6,})"),
        ("authorization",),
        _after_authorization,
    ),
    Rule(
        "bearer-token", re.compile(r"(?i)\bbearer\s+([\w.~+/=-]{16,})"), ("bearer",), lambda v, _: is_mixed(v)
    ),
    Rule(
        "cookie",
        re.compile(r"(?i)\b(?:set-)?cookie:\s*([^\s\"'`][^\n\"'`]{5,})"),
        ("cookie:",),
        lambda v, _: bool(re.search(r"=[^;\s]{12,}", v)) and is_given(v),
    ),
    Rule(
        "cookie",
        re.compile(r"(?i)\b(?:[jp]?(?:hp)?sess(?:ion)?_?id|connect\.sid)=([\w%.+/=-]{16,})"),
        ("sess", "connect.sid"),
    ),
    Rule(
        "password",
        re.compile(
            r"(?:(?<=\s)|^)(?P<flag>-[pau]|--user|--(?:password|passwd|pass|token|secret|api-key|auth-token|"
            r"auth-?key)(?=[ =]))[ =]?[\"']?([^\s\"'`]+)",
            re.MULTILINE,
        ),
        ("-p", "-a", "-u"),
        _flag_of_a_program,
    ),
    Rule(
        "password",
        re.compile(r"\becho\s+[\"']?([^\s\"'|]{4,200})[\"']?\s*\|[^\n|]{0,80}--password-stdin"),
        ("password-stdin",),
    ),
    Rule(
        "password", re.compile(rf"(?i)<({PASSWORD})>([^<\s]{{4,200}})</"), ("</",), lambda v, _: is_given(v)
    ),
    Rule(
        "password",
        re.compile(
            r"(?i)\bpass(?:phrase|wor[dt]s?)(?: is| ist|:| now){1,2}\s+"
            r"((?:[a-z]{3,12}[ -]){3,7}[a-z]{3,12})\b(?=\s{0,3}$)",
            re.MULTILINE,
        ),
        ("pass",),
        lambda v, _: not re.search(r"\b(?:the|is|was|and|not|for|has|been|with|in|to|der|die|ist)\b", v),
    ),
    Rule(
        "password",
        re.compile(
            rf"(?i)\b(?:cred(?:ential)?s?|logins?|user(?:name)?)\b[^\n/|]{{0,30}}?\s[^\s/|:]{{1,60}}\s{{0,2}}[/|:]\s{{0,2}}({_WORD})"
        ),
        ("cred", "login", "user"),
        lambda v, _: is_strong(v),
    ),
    Rule(
        "otp",
        re.compile(
            r"(?i)\b(?:backup|recovery|scratch|emergency|one[- ]?time)[ _-]?codes?\b[^\n:→=]{0,60}"
            r"(?:[:=→]|->)\s*"
            r"((?:(?:[a-z0-9]{4,5}-[a-z0-9]{4,5}|[a-z0-9]{6,12})(?:[\s,;|]{1,4}|$)){1,20})"
        ),
        ("code",),
        _code,
    ),
    Rule(
        "otp",
        re.compile(
            r"(?i)\b(?:mfa|otp|2fa|totp|verification|sms|authenticator)[ -]?(?:code|pin|token)"
            r"\s{0,2}(?:is|:|=)?\s{0,2}(\d{6,8})\b"
        ),
        ("code", "pin", "token"),
    ),
    Rule(
        "key",
        re.compile(
            r"(?i)(?<![a-z])([a-z][a-z0-9]{1,20})[_ -]?key(?:[\"']?\s{0,3}[:=]|\s(?:is|was))\s{0,3}[\"'`]?"
            r"([A-Za-z0-9+/=_-]{20,})(?!\w|/|:\d)"
        ),
        ("key",),
        _keys_value,
    ),
    Rule(
        "docker-auth",
        re.compile(r"\"(?:auth|identitytoken)\"\s{0,3}:\s{0,3}\"([A-Za-z0-9+/=_-]{8,})\""),
        ('"auth"', "identitytoken"),
    ),
    Rule(
        "password",
        re.compile(r"(?i)\bidentified by\s{1,3}[\"']([^\"'\n]{4,200})[\"']"),
        ("identified by",),
        lambda v, _: is_given(v),
    ),
    Rule(
        "password",
        re.compile(r"\b(?:kinit|su|sudo)\b[^\n]{0,80}<<<\s{0,3}[\"']?([^\s\"']{4,200})"),
        ("<<<",),
        lambda v, _: is_given(v),
    ),
    Rule(
        "password",
        re.compile(rf"(?i)\b(?:root|admin|administrator|sa|postgres)(?: is(?: now)?|:|=) ?[`\"']?({_WORD})"),
        ("root", "admin", "postgres", "sa:"),
        lambda v, _: is_strong(v) and "/" not in v and "@" not in v,
    ),
)

NAMED = Rules(
    Rule(
        "",
        re.compile(
            rf"{_NAMED}[\"'\]]*\s{{0,3}}(?:=>|:=|={{1,2}})\s{{0,3}}"
            rf"(?:[\"']([^\"'\n]+)[\"']|`([^`\n]+)`|({_BARE}))"
        ),
        ("=",),
        _after_equals,
    ),
    Rule(
        "",
        re.compile(
            rf"{_NAMED}[\"'`*\]]*\s{{0,3}}(?:[:：]|(?:(?<=\s){_IS}\s{{1,3}}){{1,3}}:?|は|是|：)[\s*_]{{0,6}}(?:```\s?)?"
            rf"(?:[\"'`]([^\"'`\n]+)[\"'`]|({_WORD}))"
        ),
        (":", " ", "：", "は", "是"),
        _after_colon,
    ),
)


def kind_of(name: str) -> str:
    """The kind of a secret by the name that it is given to."""
    name = name.lower()
    if "token" in name:
        return "token"
    if "key" in name:
        return "key"
    return "secret" if "secret" in name else "password"
