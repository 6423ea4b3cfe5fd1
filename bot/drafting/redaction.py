"""Secrets out of a text before anything of it is kept in a draft or shown to a model.

Each becomes a placeholder that names its kind: "[redacted: jwt]". Digests, uuids, public
certificates, pod names and masked values are no secrets and stay. The formats are those the issuers
document; what has no format is known by what it is assigned to ("password=…").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without its secrets, and how many of each kind there were."""

    text: str
    kinds: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Rule:
    """``hints``: lower-case pieces of which one must stand in the text, so that most rules cost nothing."""

    kind: str
    pattern: re.Pattern[str]
    hints: tuple[str, ...]
    is_secret: Callable[[str], bool] = lambda _: True


_NOTHING = re.compile(
    r"[*•x.…#_-]+|\[redacted\b.*|redacted\]?|<.*>?|\$.*|%.*|\{\{?.*|null|none|nil|true|false|unset|empty|"
    r"\(.*|os\.environ\S*|process\.env\S*|env\S*\(.*|/[\w./-]+|\*\*.*|example|changed|expired|invalid|"
    r"missing|"
    r"required|hidden|masked|rotated",
    re.IGNORECASE,
)
_MASKED = re.compile(r"[*•●█]{3,}|x{6,}|\.{3}$|…", re.IGNORECASE)
_MIXED = re.compile(r"(?=.*[A-Za-z])(?=.*[\d\W_])", re.DOTALL)


def _assigned(value: str) -> bool:
    """Whether the value after "password=" is one, not a mask, a variable or a word about it."""
    return len(value) >= 4 and not _NOTHING.fullmatch(value) and not _MASKED.search(value)


def _mixed(value: str) -> bool:
    """As :func:`_assigned`, in prose ("password: …"), where a plain word is hardly ever a password."""
    return len(value) >= 6 and _assigned(value) and bool(_MIXED.match(value))


def _not_masked(value: str) -> bool:
    return bool(value) and not _MASKED.search(value) and not value.startswith("[redacted")


_WORDS = (
    r"(?:pass(?:word|wd|wort|phrase|code)?|pwd|contrase(?:ñ|n)a|clave|senha|mot[ _]de[ _]passe|parola|"
    r"has[lł]o|"
    r"secret|token|api[_-]?key|apikey|access[_-]?key|account[_-]?key|auth[_-]?key|private[_-]?key|"
    r"signing[_-]?key|encryption[_-]?key|credentials?|creds?)"
)
_NAME = (
    r"(?:(?<![\w.-])[\w.-]{0,60}?(?:password|passwd|pwd)|"
    rf"(?<![A-Za-z])(?:[\w.-]{{0,60}}?[_.-])?{_WORDS})(?![a-rt-z])(?:[_-](?:id|key|value|hash))?"
)
_CAMEL = r"(?<![A-Za-z])[a-z]{1,40}(?:Password|Secret|Token|ApiKey|AccessKey)"
_WORD_HINTS = ("pass pwd contrase clave senha parola haslo hasło passe secret token key cred").split()


def _known(kind: str, pattern: str, *hints: str) -> _Rule:
    return _Rule(kind, re.compile(pattern), hints)


_GITLAB = ("glpat-", "gldt-", "glrt-", "glptt-", "gloas-", "glcbt-")
_RULES = (
    _known(
        "private-key",
        r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"
        r"(?:[\s\S]{0,12000}?-----END (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|[A-Za-z0-9+/=\s\\]*)",
        "private key",
    ),
    _known("slack-webhook", r"https://hooks\.slack(?:-gov)?\.com/[A-Za-z0-9/_-]{20,}", "hooks.slack"),
    _known("jwt", r"\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?", "eyj"),
    _known("aws-access-key", r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b", "akia", "asia", "abia", "acca"),
    _known(
        "github-token",
        r"\bgh[pousr]_[A-Za-z0-9]{30,255}|\bgithub_pat_\w{22,255}",
        "ghp_",
        "gho_",
        "ghu_",
        "ghs_",
        "ghr_",
        "github_pat",
    ),
    _known("gitlab-token", r"\bgl(?:pat|dt|rt|ptt|oas|cbt)-[\w.-]{20,}", *_GITLAB),
    _known("slack-token", r"\bxox[a-z](?:\.xox[a-z])?-[\w-]{10,}|\bxapp-\d-[\w-]{10,}", "xox", "xapp-"),
    _known("stripe-key", r"\b(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9]{16,}", "k_live", "k_test", "whsec"),
    _known("anthropic-key", r"\bsk-ant-[\w-]{20,}", "sk-ant"),
    _known("openai-key", r"\bsk-(?:(?:proj|svcacct|admin|None)-)?[\w-]{20,}", "sk-"),
    _known("google-key", r"\bAIza[\w-]{35}|\bya29\.[\w-]{20,}|\bGOCSPX-[\w-]{20,}", "aiza", "ya29", "gocspx"),
    _known("npm-token", r"\bnpm_[A-Za-z0-9]{30,}", "npm_"),
    _known("pypi-token", r"\bpypi-[\w-]{50,}", "pypi-"),
    _known("sendgrid-key", r"\bSG\.[\w-]{16,}\.[\w-]{16,}", "sg."),
    _known("twilio-key", r"\bSK[0-9a-f]{32}\b", "sk"),
    _known("vault-token", r"\bhv[sbr]\.[\w-]{20,}", "hvs.", "hvb.", "hvr."),
    _known("digitalocean-token", r"\bdo[opr]_v1_[0-9a-f]{40,}", "_v1_"),
    _known("shopify-token", r"\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}", "shp"),
    _known("telegram-token", r"\b\d{8,10}:AA[\w-]{30,}", ":aa"),
    _known("linear-key", r"\blin_(?:api|oauth)_[A-Za-z0-9]{30,}", "lin_"),
    _known("atlassian-token", r"\bATATT3[\w=-]{20,}", "atatt3"),
    _known("new-relic-key", r"\bNR(?:AK|II|JS)-[A-Za-z0-9]{20,}", "nrak-", "nrii-", "nrjs-"),
    _known("databricks-token", r"\bdapi[0-9a-f]{32}", "dapi"),
    _Rule(
        "aws-secret-key",
        re.compile(r"(?i:secret|aws)[\w .:=\"'>-]{0,40}?[\s:=\"']([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])"),
        ("secret", "aws"),
        lambda value: bool(
            re.search("[a-z]", value) and re.search("[A-Z]", value) and re.search(r"\d", value)
        ),
    ),
    _Rule(
        "password",
        re.compile(
            r"(?<![\w+.-])[a-zA-Z][\w+.-]{1,30}://[^\s/:@<>]{0,200}:([^\s<>]{1,200}?)@(?=[^\s@/]*(?:[\s/:?>]|$))"
        ),
        ("://",),
        _not_masked,
    ),
    _Rule(
        "authorization",
        re.compile(
            r"(?i)\bauthorization[\"']?\s*[:=]\s*[\"']?(?:(?:bearer|basic|token|apikey|"
            r"digest)\s+)?([^\s\"'`,]{6,})"
        ),
        ("authorization",),
        _assigned,
    ),
    _Rule("bearer-token", re.compile(r"(?i)\bbearer\s+([\w.~+/=-]{16,})"), ("bearer",), _mixed),
    _Rule(
        "cookie", re.compile(r"(?i)\b(?:set-)?cookie:\s*([^\s\"'`][^\n\"'`]{5,})"), ("cookie:",), _assigned
    ),
    _Rule(
        "password",
        re.compile(
            r"(?:\bmysql\w*\b[^\n]{0,200}?\s-p|\bsshpass\s+-p\s*|\bredis-cli\b[^\n]{0,200}?\s-a\s+|"
            r"--(?:password|passwd|pass|token|secret|api-key)[ =]|\bcurl\b[^\n]{0,400}?\s(?:-u|"
            r"--user)\s+[\"']?[^\s:\"']+:|"
            r"\b(?:docker|helm|podman)[^\n]{0,200}?login\b[^\n]{0,200}?\s-p\s+)[\"']?([^\s\"'`]+)"
        ),
        ("mysql", "sshpass", "redis-cli", "--pass", "--token", "--secret", "--api-key", "curl", "login"),
        _assigned,
    ),
    _Rule(
        "assigned",
        re.compile(
            rf"(?:(?i:{_NAME})|{_CAMEL})[\"']?\s*(?:=>|={{1,2}})\s*(?:[\"']([^\"'\n]+)[\"']|([^\s\"',;&`]+))"
        ),
        tuple(_WORD_HINTS),
        _assigned,
    ),
    _Rule(
        "assigned",
        re.compile(
            rf"(?:(?i:{_NAME})|{_CAMEL})[\"'`*]*\s*(?::|\b(?:is|es|ist|é|est|was)\b:?)\s*"
            r"(?:[\"'`]([^\"'`\n]+)[\"'`]|([^\s\"',;`]+))"
        ),
        tuple(_WORD_HINTS),
        _mixed,
    ),
    _Rule(
        "password", re.compile(r"(?i)\bcred(?:ential)?s?\b[^\n/]{0,30}?\s\S+\s?/\s?(\S+)"), ("cred",), _mixed
    ),
)


_ANY_HINT = re.compile("|".join(sorted({re.escape(hint) for rule in _RULES for hint in rule.hints})))


def redact(text: str) -> Redacted:
    """The text with every secret replaced by "[redacted: kind]". Running it again changes nothing."""
    kinds: Counter[str] = Counter()
    lower = text.lower()
    if not _ANY_HINT.search(lower):
        return Redacted(text)
    for rule in _RULES:
        if any(hint in lower for hint in rule.hints):
            text = rule.pattern.sub(lambda match, rule=rule: _replace(match, rule, kinds), text)  # type: ignore[misc]
    if kinds["aws-access-key"]:  # the other half of the pair has no mark of its own
        text = _HALF.sub(
            lambda match: _count(kinds, "aws-secret-key") if _looks_random(match[0]) else match[0], text
        )
    return Redacted(text, +kinds)


_HALF = re.compile(r"(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])")


def _looks_random(value: str) -> bool:
    """Mixed case and digits: a key's half, and not a commit's forty hex digits."""
    return all(re.search(group, value) for group in ("[g-z]", "[A-Z]", "[0-9]"))


def _replace(match: Match, rule: _Rule, kinds: Counter[str]) -> str:
    group = next((index for index in range(1, (match.lastindex or 0) + 1) if match[index]), 0)
    if not rule.is_secret(match[group]):
        return match[0]
    start, end = match.start(group) - match.start(), match.end(group) - match.start()
    kind = _kind_of(match[0][:start]) if rule.kind == "assigned" else rule.kind
    return match[0][:start] + _count(kinds, kind) + match[0][end:]


def _kind_of(name: str) -> str:
    name = name.lower()
    if "token" in name:
        return "token"
    if "key" in name:
        return "key"
    return "secret" if "secret" in name else "password"


def _count(kinds: Counter[str], kind: str) -> str:
    kinds[kind] += 1
    return f"[redacted: {kind}]"
