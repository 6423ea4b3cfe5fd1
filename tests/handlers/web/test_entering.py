"""The one-use way in from chat, and the cookie it gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from itsdangerous import TimestampSigner
from starlette.testclient import TestClient

from handlers.web.routes import routes
from handlers.web.security import own_path
from tests.fakes import FrozenClock
from tests.handlers.web.published import ANA, BASE, KEY, SLUG, Shelf, enter

Browser = Callable[..., TestClient]


def test_opening_the_link_consumes_nothing_and_the_button_works_once(
    browser: Browser, shelf: Shelf, clock: FrozenClock
) -> None:
    client, token = browser(), shelf.reading(clock).grant(ANA)
    for _ in range(3):
        offered = client.get(f"/enter/{token}?next={SLUG}")
        assert offered.status_code == client.head(f"/enter/{token}").status_code == 200
        assert "set-cookie" not in offered.headers
    action = _form_action(offered.text)
    assert client.post(action, headers={"Origin": BASE}).headers["Location"] == SLUG
    assert client.post(action, headers={"Origin": BASE}).headers["Location"] == SLUG  # in already
    again = browser().post(action, headers={"Origin": BASE})
    assert "set-cookie" not in again.headers
    assert again.status_code == 410
    assert "press <b>Open page</b> again" in again.text


def test_a_link_of_eleven_minutes_ago_lets_nobody_in(
    browser: Browser, shelf: Shelf, clock: FrozenClock
) -> None:
    token = shelf.reading(clock).grant(ANA)
    clock.advance(minutes=11)
    answer = browser().post(f"/enter/{token}", headers={"Origin": BASE})
    assert answer.status_code == 410
    assert "set-cookie" not in answer.headers


def test_a_made_up_token_is_shown_as_text_and_lets_nobody_in(browser: Browser) -> None:
    client = browser()
    assert '"><script>' not in client.get("/enter/%22%3E%3Cscript%3E").text
    assert client.post("/enter/made-up", headers={"Origin": BASE}).status_code == 410


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_a_form_of_another_site_does_not_use_up_the_link(
    browser: Browser, shelf: Shelf, clock: FrozenClock, headers: dict[str, str]
) -> None:
    client, token = browser(), shelf.reading(clock).grant(ANA)
    assert client.post(f"/enter/{token}", headers=headers).status_code == 403
    assert client.post(f"/enter/{token}", headers={"Origin": BASE}).status_code == 303


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "p/relative",
        "/p/x\r\nSet-Cookie: a=b",
        "",
    ],
)
def test_nobody_is_sent_to_another_site(elsewhere: str) -> None:
    assert own_path(elsewhere) == "/"


def test_the_way_in_leads_home_when_asked_to_lead_elsewhere(
    browser: Browser, shelf: Shelf, clock: FrozenClock
) -> None:
    assert enter(browser(), shelf, clock, then="https%3A%2F%2Fevil.example%2F") == "/"


def test_over_https_the_cookie_is_for_this_host_alone(
    browser: Browser, shelf: Shelf, clock: FrozenClock
) -> None:
    token = shelf.reading(clock).grant(ANA)
    cookie = browser().post(f"/enter/{token}", headers={"Origin": BASE}).headers["Set-Cookie"]
    assert cookie.startswith("__Host-postmortem=")
    for wanted in ("HttpOnly", "Secure", "SameSite=lax", "Path=/", "Max-Age=43200"):
        assert wanted in cookie
    assert "Domain" not in cookie


class _Earlier(TimestampSigner):
    """Signs as if thirteen hours ago."""

    def get_timestamp(self) -> int:
        return super().get_timestamp() - 13 * 3600


@pytest.mark.parametrize("forgery", ["other key", "expired", "changed", "noise"])
def test_a_forged_or_expired_cookie_is_no_cookie(
    browser: Browser, shelf: Shelf, clock: FrozenClock, forgery: str
) -> None:
    client, salt = browser(), "postmortem.reading-session"
    enter(client, shelf, clock)
    good = client.cookies["__Host-postmortem"]
    named = good.split(".")[0]
    bad = {
        "other key": TimestampSigner("another key, as long", salt=salt).sign(named).decode(),
        "expired": _Earlier(KEY, salt=salt).sign(named).decode(),
        "changed": "VDE6VTI" + good[len(named) :],
        "noise": "\u00e9.\u00e9".encode().decode("latin-1"),
    }[forgery]
    fresh = browser()
    assert fresh.get(SLUG, headers={"Cookie": f"__Host-postmortem={good}"}).status_code == 200
    assert (
        fresh.get(SLUG, headers=[(b"Cookie", f"__Host-postmortem={bad}".encode("latin-1"))]).status_code
        == 404
    )


def test_a_key_too_short_to_sign_with_is_refused(shelf: Shelf, clock: FrozenClock) -> None:
    with pytest.raises(ValueError, match="at least 16"):
        routes(shelf.reading(clock), base_url=BASE, secret_key="short", ready=dict)


def test_a_plain_http_address_still_lets_people_in(
    browser: Browser, shelf: Shelf, clock: FrozenClock
) -> None:
    client = browser("http://127.0.0.1:3000")
    token = shelf.reading(clock).grant(ANA)
    answer = client.post(f"/enter/{token}?next={SLUG}", headers={"Origin": "http://127.0.0.1:3000"})
    assert answer.headers["Set-Cookie"].startswith("postmortem=")
    assert client.get(SLUG).status_code == 200


def _form_action(text: str) -> str:
    action = text.partition('action="')[2].partition('"')[0]
    return action.replace("&amp;", "&")
