from __future__ import annotations

import pytest

from bot.drafting.redaction import redact

# Each in two halves, so that no scanner takes this file for a leak.
SECRETS = [
    ("aws-access-key", "AKIA" + "J5QXB3LM5TRW9KPD"),
    ("github-token", "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"),
    ("gitlab-token", "glpat-" + "x1Y2z3A4b5C6d7E8f9G0"),
    ("slack-token", "xoxb-" + "123456789012-1234567890123-AbCdEfGhIjKl"),
    ("slack-webhook", "https://hooks.slack.com/services/" + "T000/B000/abcdefghijklmnop"),
    ("stripe-key", "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc"),
    ("google-key", "AIza" + "SyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q"),
    ("openai-key", "sk-proj-" + "abcDEF123456ghiJKL789012mno"),
    ("npm-token", "npm_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"),
    ("jwt", "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTYifQ.dBjftJeZ4CVPmB92K27uhbUJU1p1r"),
    ("vault-token", "hvs." + "CAESIJ1234567890abcdefGHIJ"),
]


@pytest.mark.parametrize(("kind", "secret"), SECRETS)
def test_a_token_in_a_known_format_becomes_its_kind(kind: str, secret: str) -> None:
    redacted = redact(f"use {secret}, please")
    assert redacted.text == f"use [redacted: {kind}], please"
    assert redacted.kinds == {kind: 1}
    assert redact(redacted.text).text == redacted.text


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("postgresql://app:{}@db:5432/x", "s3cr3tPw"),
        ("postgresql://app:{}@db:5432/x", "p@ss/w0rd"),
        ("redis://:{}@cache/0", "hunter22"),
        ("PGPASSWORD={} psql", "Wq8zLm2k"),
        ("password = '{}'", "two words!"),
        ('"db_password": "{}"', "Wq8zLm2k"),
        ("the password is {}", "tr0ub4dor"),
        ("la contraseña es {}", "tr0ub4dor"),
        ("Passwort: {}", "tr0ub4dor"),
        ("AWS_SECRET_ACCESS_KEY={}", "q8Jr2LxT/fWc0NvYb5Hs" + "Zu7DmKe1GpAo4Iy9RtX6"),
        ("clientSecret={}", "abcd1234"),
        ("Authorization: Bearer {}", "opaque-token-1234567890"),
        ("-H 'Authorization: Basic {}'", "dXNlcjpwYXNzd29yZA=="),
        ("curl -u admin:{} https://x", "Wq8zLm2k"),
        ("mysql -u root -p{} shop", "Wq8zLm2k"),
        ("AccountName=a;AccountKey={};Suffix=b", "bXkta2V5LW15LWtleQ=="),
        ("AKIA" + "J5QXB3LM5TRW9KPD {}", "q8Jr2LxT/fWc0NvYb5Hs" + "Zu7DmKe1GpAo4Iy9RtX6"),
    ],
)
def test_a_secret_is_known_by_what_it_is_given_to(text: str, secret: str) -> None:
    redacted = redact(text.format(secret))
    assert secret not in redacted.text
    assert "[redacted: " in redacted.text
    assert redact(redacted.text).text == redacted.text


@pytest.mark.parametrize("newline", ["\n", "\\n"])
def test_no_line_of_a_private_key_is_left(newline: str) -> None:
    lines = ["MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg", "YAO696hpoHg7cKsrL"]
    head, foot = "-----BEGIN " + "PRIVATE KEY-----", "-----END " + "PRIVATE KEY-----"
    assert redact(newline.join(["see", head, *lines, foot, "ok"])).text.endswith("ok")
    for whole in (newline.join([head, *lines, foot]), newline.join([head, *lines])):
        left = redact(whole).text
        assert not any(line in left for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "sha256:5e0b8f1c9a7d44e2b61f3c20d9ab87e4f0125c6d7788aa93be410f2c6d5e9b17",
        "revision 4fb27c0e91d3a6b8c55e10f2d7a9b3c4e6f80112",
        "-----BEGIN CERTIFICATE-----\nMIICszCCAlqgAwIBAgIUQm9v\n-----END CERTIFICATE-----",
        "trace 550e8400-e29b-41d4-a716-446655440000",
        "pod reading-consumer-prod-6f7d9c5b44-x2lqz",
        'username="ro" password="********"',
        "password=${DB_PASSWORD} token=$TOKEN",
        "the token is expired, the password was rotated",
        "max_tokens=4096, secretName: db-credentials, passed: 12, monkey: no",
        "https://example.org/a:b@c?x=1",
    ],
)
def test_what_only_looks_like_a_secret_stays(text: str) -> None:
    assert redact(text).text == text
