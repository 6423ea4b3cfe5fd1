"""Secrets that are known by their own format, as their issuers document it."""

from __future__ import annotations

import base64
import binascii
import re

from bot.drafting.redaction.rule import Match, Rule, Rules, looks_random


def _known(kind: str, pattern: str, *hints: str) -> Rule:
    return Rule(kind, re.compile(pattern), hints)


def _wraps_private_key(value: str, _match: Match) -> bool:
    """Whether the base64 is that of a private key (a certificate begins alike)."""
    try:
        return b"PRIVATE KEY" in base64.b64decode(value[:80])
    except (binascii.Error, ValueError):
        return False


_PEM = r"PRIVATE KEY(?: BLOCK)?-----"
# These are more than one word: their hints are looked for in the whole text.
KEYS = Rules(
    _known(
        "private-key",
        rf"-----BEGIN (?:[A-Z0-9]+ ){{0,3}}{_PEM}"
        rf"(?:(?:[^-]|-(?!----)){{0,12000}}-----END (?:[A-Z0-9]+ ){{0,3}}{_PEM}|"
        r"(?:(?:Proc-Type|DEK-Info|Version|Comment):[^\n]*|[A-Za-z0-9+/=\s\\])*)",
        "private key",
    ),
    _known(
        "private-key", r"Private-Lines: \d+\s([A-Za-z0-9+/=\s]+(?:Private-MAC: [0-9a-f]+)?)", "private-lines"
    ),
)
# These are one word each, of at least sixteen characters: their hints are looked for in such words only.
FORMATS = Rules(
    _known("private-key", r"\bAGE-SECRET-KEY-1[0-9A-Z]{50,}", "age-secret-key"),
    Rule(
        "private-key",
        re.compile(r"LS0tLS1CRUdJTi[A-Za-z0-9+/=]{40,}"),
        ("ls0tls1crudjti",),
        _wraps_private_key,
    ),
    _known("slack-webhook", r"https://hooks\.slack(?:-gov)?\.com/[A-Za-z0-9/_-]{20,}", "hooks.slack"),
    _known("teams-webhook", r"https://[\w.-]{1,80}\.webhook\.office\.com/[^\s<>|\"']+", ".webhook.office"),
    _known(
        "discord-webhook", r"https://(?:\w+\.)?discord(?:app)?\.com/api/webhooks/\d+/[\w-]+", "/api/webhooks/"
    ),
    _known("otp", r"otpauth://[^\s<>|\"']+", "otpauth:"),
    _known("jwt", r"\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?", "eyj"),
    _known("aws-access-key", r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b", "akia", "asia", "abia", "acca"),
    _known(
        "aws-session-token",
        r"\b(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz)[A-Za-z0-9/+=]{50,}",
        "iqojb3jpz2lu",
        "ogzxivyxdz",
    ),
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
    _known(
        "gitlab-token",
        r"\bgl(?:pat|dt|rt|ptt|oas|cbt|ft|soat)-[\w.-]{20,}",
        *"glpat- gldt- glrt- glptt- gloas- glcbt- glft- glsoat-".split(),
    ),
    _known("slack-token", r"\bxox[a-z](?:\.xox[a-z])?-[\w-]{10,}|\bxapp-\d-[\w-]{10,}", "xox", "xapp-"),
    _known("stripe-key", r"\b(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9]{16,}", "k_live", "k_test", "whsec"),
    _known("anthropic-key", r"\bsk-ant-[\w-]{20,}", "sk-ant"),
    _known("openai-key", r"\bsk-(?:(?:proj|svcacct|admin|None)-)?[\w-]{20,}", "sk-"),
    _known(
        "groq-key", r"\bgsk_[A-Za-z0-9]{40,}|\bxai-[A-Za-z0-9]{60,}|\bpplx-\w{40,}", "gsk_", "xai-", "pplx-"
    ),
    _known("huggingface-token", r"\bhf_[A-Za-z]{30,}|\br8_[A-Za-z0-9]{30,}", "hf_", "r8_"),
    _known(
        "google-key",
        r"\bAIza[\w-]{35}|\bya29\.[\w-]{20,}|\bGOCSPX-[\w-]{20,}|(?<![\w/])1//0[\w-]{30,}",
        "aiza",
        "ya29",
        "gocspx",
        "1//0",
    ),
    _known("npm-token", r"\bnpm_[A-Za-z0-9]{30,}", "npm_"),
    _known("pypi-token", r"\bpypi-AgE[\w-]{50,}", "pypi-"),
    _known("rubygems-token", r"\brubygems_[0-9a-f]{40,}", "rubygems_"),
    _known("docker-token", r"\bdckr_(?:pat|oat)_[\w-]{20,}", "dckr_"),
    _known("sendgrid-key", r"\bSG\.[\w-]{16,}\.[\w-]{16,}", "sg."),
    _known("twilio-key", r"\bSK[0-9a-f]{32}\b", "sk"),
    _known("mailgun-key", r"\bkey-[0-9a-f]{32}\b", "key-"),
    _known("mailchimp-key", r"\b[0-9a-f]{32}-us\d{1,2}\b", "-us"),
    _known("vault-token", r"\bhv[sbr]\.[\w-]{20,}", "hvs.", "hvb.", "hvr."),
    _known("digitalocean-token", r"\bdo[opr]_v1_[0-9a-f]{40,}", "_v1_"),
    _known("shopify-token", r"\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}", "shp"),
    _known("telegram-token", r"(?<!\d)\d{8,10}:AA[\w-]{30,}", ":aa"),
    _known("linear-key", r"\blin_(?:api|oauth)_[A-Za-z0-9]{30,}", "lin_"),
    _known("atlassian-token", r"\bAT(?:ATT|CTT|BB)[\w=-]{20,}", "atatt", "atctt", "atbb"),
    _known("new-relic-key", r"\bNR(?:AK|II|JS)-[A-Za-z0-9]{20,}", "nrak-", "nrii-", "nrjs-"),
    _known("databricks-token", r"\bdapi[0-9a-f]{32}", "dapi"),
    _known("doppler-token", r"\bdp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{30,}", "dp."),
    _known("planetscale-token", r"\bpscale_(?:tkn|pw|oauth)_[\w.-]{30,}", "pscale_"),
    _known("supabase-key", r"\bsb(?:p|_secret)_\w{20,}", "sbp_", "sb_secret_"),
    _known("grafana-token", r"\bgl(?:sa|c)_[\w+/=]{30,}", "glsa_", "glc_"),
    _known("sentry-token", r"\bsntry[su]_[\w+/=]{30,}", "sntry"),
    _known("pulumi-token", r"\bpul-[0-9a-f]{40}", "pul-"),
    _known("terraform-token", r"\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40,}", ".atlasv1."),
    _known("postman-key", r"\bPMAK-[0-9a-f]{24}-[0-9a-f]{30,}", "pmak-"),
    _known("figma-token", r"\bfig[dou]_[\w-]{30,}", "figd_", "figo_", "figu_"),
    _known("airtable-token", r"\bpat[A-Za-z0-9]{14}\.[0-9a-f]{60,}", "pat"),
    _known("notion-token", r"\b(?:ntn|secret)_[A-Za-z0-9]{40,}", "ntn_", "secret_"),
    _known("square-token", r"\bsq0(?:atp|csp|idp)-[\w-]{20,}|\bEAAA[\w-]{50,}", "sq0", "eaaa"),
    _known("tailscale-key", r"\btskey-[\w-]{20,}", "tskey-"),
    _known(
        "launchdarkly-key", r"\b(?:sdk|api)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", "sdk-", "api-"
    ),
    _known("dynatrace-token", r"\bdt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{60,}", "dt0"),
    _known("netlify-token", r"\bnf[pcu]_[A-Za-z0-9]{30,}", "nfp_", "nfc_", "nfu_"),
    _known("sonar-token", r"\bsq[upa]_[0-9a-f]{40}", "squ_", "sqp_", "sqa_"),
    _known("buildkite-token", r"\bbk[ua]a?_[0-9a-f]{36,}|\bCCIPAT_\w{20,}", "bkua_", "ccipat_"),
    _known("artifactory-key", r"\bAKCp[A-Za-z0-9]{60,}", "akcp"),
    _known("alibaba-key", r"\bLTAI[A-Za-z0-9]{12,30}\b", "ltai"),
    _known("azure-client-secret", r"(?<![\w~.-])[\w.~-]{3}\dQ~[\w.~-]{31,34}(?![\w~.-])", "q~"),
    _known("mapbox-token", r"\bsk\.eyJ[\w-]{20,}\.[\w-]{10,}", "sk.eyj"),
    _known(
        "password-hash",
        r"\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}|\$(?:[156y7]|argon2\w{1,2}|scrypt)\$[^\s:\"'<>]{20,}",
        "$2",
        "$1$",
        "$5$",
        "$6$",
        "$y$",
        "$7$",
        "$argon2",
        "$scrypt",
    ),
    Rule(
        "aws-secret-key",
        re.compile(r"(?i:secret|aws)[\w .:=\"'>-]{0,40}?[\s:=\"']([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])"),
        ("secret", "aws"),
        lambda value, _: looks_random(value),
    ),
)
