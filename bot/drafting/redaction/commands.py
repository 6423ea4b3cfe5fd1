"""Secrets on command lines: what a program takes as its password, by the option or place it takes it in."""

from __future__ import annotations

import re

from bot.drafting.redaction.rule import Check, Match, Rule, Rules, is_given, is_opaque, is_strong

_ARGUMENT = r"(?:\"([^\"\n]{1,200})\"|'([^'\n]{1,200})'|([^\s\"'`]{1,200}))"
_BLANK = r"[ \t]{1,4}"
_BACK = 200  # characters before an option, of the same command, in which its program stands
_PROSE = r"\b(?:with|without|the|and|needs|uses|flag|option|is|was|we|on)\b"


def _argument(value: str, _match: Match) -> bool:
    return is_given(value) and value not in ("public", "option", "flag") and not value.startswith("-")


def _login(value: str, match: Match) -> bool:
    """``-p`` of a program where it is also a port or a path: only beside a login, and no such thing."""
    return "login" in _before(match) and _argument(value, match) and not re.fullmatch(r"[\d.:/]+", value)


def _opaque(value: str, match: Match) -> bool:
    return _argument(value, match) and is_opaque(value) and not re.match(r"(?:arn|file|env|op|vault):", value)


def _strong(value: str, _match: Match) -> bool:
    return is_strong(value) and "://" not in value and not value.startswith(("/", "\\", "-"))


def _before(match: Match) -> str:
    before = match.string[max(0, match.start() - _BACK) : match.start()].rpartition("\n")[2]
    return before[max(before.rfind(end) for end in "|;") + 1 :]


def _option(programs: str, flags: str, value: str = rf"[ =]?{_ARGUMENT}", check: Check = _argument) -> Rule:
    """What follows one of ``flags`` after one of ``programs`` (both divided by blanks) on the same line."""
    names = programs.split()
    called = re.compile(rf"(?<![\w.-])(?:{'|'.join(names)})(?:\.exe)?(?=\s)(?![^\n]*{_PROSE})")

    def given_to_it(found: str, match: Match) -> bool:
        return check(found, match) and called.search(_before(match)) is not None

    pattern = re.compile(rf"(?:(?<=[ \t])|^)(?:{'|'.join(flags.split())}){value}", re.MULTILINE)
    return Rule(
        "password", pattern, tuple(name.partition("[")[0].partition("\\")[0] for name in names), given_to_it
    )


def _placed(programs: str, pattern: str, check: Check = _argument) -> Rule:
    """The argument that ``pattern`` (the rest of the line after one of ``programs``) finds by its place."""
    names = programs.split()
    whole = rf"(?i)(?<![\w.-])(?:{'|'.join(names)})(?:\.exe)?{pattern}"
    return Rule("password", re.compile(whole), tuple(names), check)


_WORDS = r"[a-z0-9]{1,20}[-_]"
COMMANDS = Rules(
    _option(r"snmp[a-z]{3,9}", "-c -A -X --community"),
    _option(r"ldap[a-z]{3,9}", "-w"),
    _option("ldappasswd", "-s -a"),
    _option(
        r"smb[a-z]{3,8} rpcclient net winexe wmic wmiexec",
        "-U --user",
        r"[ =]?[\"']?[^\s%\"']{1,80}%([^\s\"']{1,200})",
    ),
    _option("lftp", "-u --user", r"[ =]?[\"']?[^\s,\"']{1,80},([^\s\"']{1,200})"),
    _option("curl wget http", "-U --proxy-user", r"[ =]?[\"']?[^\s:\"']{1,80}:([^\s\"']{1,200})"),
    _option(
        "skopeo etcdctl crane",
        "--creds --src-creds --dest-creds --user",
        r"[ =][\"']?[^\s:\"']{1,80}:([^\s\"']{1,200})",
    ),
    _option(r"mosquitto_[a-z]{2,3} sqlcmd bcp osql tsql ipmitool zip unzip", "-P"),
    _option(
        r"mongo[a-z]{0,7} cqlsh psexec evil-winrm smbmap nxc crackmapexec rabbitmqadmin rdesktop xfreerdp "
        "cf snowsql ncftp[a-z]{0,3}",
        "-p /p:",
    ),
    _option("buildah crane regctl nerdctl skopeo argocd", "-p", rf"[ =]{_ARGUMENT}", _login),
    _option("putty plink pscp psftp klink", "-pw"),
    _option(r"redis-cli valkey-cli keydb-cli", "-a"),
    _option(
        "keytool jarsigner", "-storepass -keypass -srcstorepass -deststorepass -srckeypass -destkeypass -new"
    ),
    Rule(
        "password",
        re.compile(rf"(?<![\w-])-pass(?:in|out)?{_BLANK}[\"']?pass:([^\s\"'`]{{1,200}})"),
        ("pass:",),
        lambda value, _: is_given(value.ljust(4, "a")),
    ),
    Rule(
        "password",
        re.compile(
            rf"(?<![\w-])--?(?:{_WORDS}){{0,4}}(?:pass(?:word|wd|phrase|code)?|pwd|psk)[ =]{_ARGUMENT}"
        ),
        ("pass", "pwd", "psk"),
        _argument,
    ),
    Rule(
        "secret",
        re.compile(
            rf"(?<![\w-])--?(?:{_WORDS}){{0,3}}(?:secret(?:-key)?|(?:api|access|account|storage|license)-?key|"
            rf"(?:auth|access|api|bot|admin|refresh|service|registration|join|root|deploy|personal|bearer)-?token)"
            rf"[ =]{_ARGUMENT}"
        ),
        ("secret", "key", "token"),
        lambda value, match: _opaque(value, match) and any(c.isdigit() for c in value),
    ),
    Rule(
        "secret",
        re.compile(r"--from-literal[ =][\"']?[\w.-]{1,60}=[\"']?([^\s\"'`]{1,200})"),
        ("--from-literal",),
        lambda value, _: _named_or_mixed(value),
    ),
    Rule(
        "key",
        re.compile(
            r"(?i)(?<![\w-])(?:x-[a-z-]{0,30}?(?:(?:api|auth|access|app|admin|master|account|functions?)-key|token|secret|auth|password)|[a-z-]{1,30}-(?:api|"
            r"subscription|access)-key|api-?key|private-token|job-token)[\"']?\s{0,2}:\s{0,2}[\"']?([^\s\"'`,;<>]{8,300})"
        ),
        ("key", "token", "x-"),
        lambda value, _: _named_or_mixed(value) or (len(value) >= 20 and value.isalpha()),
    ),
    Rule(
        "password",
        re.compile(
            rf"\b(?:echo|printf){_BLANK}(?:-\w{_BLANK})?[\"']?(?:\w{{1,40}}:)?([^\s\"'|:]{{4,200}})[\"']?\s{{0,3}}\|\s{{0,3}}"
            r"(?:sudo\s(?:-[^\s]{1,9}\s){0,3})?(?:kinit|su(?:do)?\b[^|\n]{0,30}-S|"
            r"chpasswd|passwd|gpg|cryptsetup|smbpasswd|vault login)"
        ),
        ("kinit", "sudo", "passwd", "gpg", "cryptsetup", "vault"),
        _argument,
    ),
    _placed(
        "sqlplus sqlldr expdp impdp rman sqlcl connect",
        r"(?:\s{1,3}[\w=.-]{1,30}){0,5}?\s{1,3}[\"']?[\w$#.]{1,60}/[\"']?([^\s/@\"']{1,200})[\"']?@(?=[\w(/])",
    ),
    _placed(
        "htpasswd",
        rf"(?:{_BLANK}-\w{{1,8}}){{0,3}}?{_BLANK}-\w{{0,6}}n\w{{0,6}}{_BLANK}[^\s-]\S{{0,80}}{_BLANK}{_ARGUMENT}",
    ),
    _placed(
        "htpasswd",
        rf"(?:{_BLANK}-\w{{1,8}}){{0,3}}?{_BLANK}-[a-mo-z]{{0,6}}b[a-mo-z]{{0,6}}(?:{_BLANK}-\w{{1,8}}){{0,3}}"
        rf"{_BLANK}[^\s-]\S{{0,80}}{_BLANK}\S{{1,80}}{_BLANK}{_ARGUMENT}",
    ),
    _placed("kinit", rf"{_BLANK}[^\s-][^\s\"'`|]{{0,80}}{_BLANK}{_ARGUMENT}", _strong),
    Rule(
        "password",
        re.compile(
            rf"(?i)\bnet{_BLANK}use\b[^\n|]{{0,120}}?/u(?:ser)?:[\"']?[^\s\"']{{1,80}}[\"']?{_BLANK}{_ARGUMENT}"
        ),
        ("net use",),
        lambda value, match: _argument(value, match) and not value.startswith("/"),
    ),
    Rule(
        "password",
        re.compile(
            rf"(?i)\bnet{_BLANK}(?:use(?:{_BLANK}(?:[a-z]:|\*)){{0,1}}{_BLANK}\\\\[^\s]{{1,120}}|"
            rf"user{_BLANK}[^\s/]{{1,60}}){_BLANK}(?!/){_ARGUMENT}(?={_BLANK}/)"
        ),
        ("net use",),
        _argument,
    ),
    _placed(
        "vault",
        rf"{_BLANK}login{_BLANK}(?:-no-\S{{1,20}}{_BLANK})?(?![-\w]{{1,30}}=)([\w.-]{{8,200}})",
        _opaque,
    ),
    _placed(
        "wpa_passphrase",
        rf"{_BLANK}(?:\"[^\"\n]{{1,60}}\"|'[^'\n]{{1,60}}'|[^\s\"']{{1,60}}){_BLANK}{_ARGUMENT}",
    ),
    Rule(
        "password",
        re.compile(
            rf"\brabbitmqctl\b[^\n|]{{0,60}}?\b(?:add_user|change_password){_BLANK}\S{{1,60}}{_BLANK}{_ARGUMENT}"
        ),
        ("rabbitmqctl",),
        _argument,
    ),
)


def _named_or_mixed(value: str) -> bool:
    return is_opaque(value) and any(c.isdigit() for c in value)
