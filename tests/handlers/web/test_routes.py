"""The reading pages as a browser meets them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from blocks import markdown
from bot.postmortem import Section, Visibility
from bot.reading import Visitor
from bot.showing import Shown
from tests.blocks.samples import DRAFT
from tests.fakes import WORKSPACE, FrozenClock, message
from tests.handlers.web.published import BASE, PEOPLE, SLUG, Shelf, enter, incident, postmortem

Browser = Callable[..., TestClient]


# -- who may read ----------------------------------------------------------------------------------


def test_a_member_reads_the_page_after_entering(browser: Browser, shelf: Shelf, clock: FrozenClock) -> None:
    client = browser()
    assert enter(client, shelf, clock) == SLUG
    page = client.get(SLUG)
    assert page.status_code == 200
    for words in (
        "Checkout fails",
        "SEV1",
        "40 min",
        "Jonas Weber",
        "pager went off",
        "12 Mar 2026, 10:00 UTC",
    ):
        assert words in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_a_hidden_page_looks_to_a_stranger_like_one_that_is_missing(browser: Browser) -> None:
    hidden, missing = browser().get(SLUG), browser().get("/p/never-was-there-0000000000")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
    assert dict(hidden.headers) == dict(missing.headers)
    assert "open it from Slack" in hidden.text


def test_the_markdown_is_hidden_like_the_page(browser: Browser) -> None:
    hidden, missing = browser().get(f"{SLUG}.md"), browser().get("/p/never-was-there-0000000000.md")
    assert (hidden.status_code, hidden.content) == (404, missing.content)


def test_somebody_who_is_not_a_member_is_a_stranger_too(
    browser: Browser, shelf: Shelf, clock: FrozenClock
) -> None:
    client = browser()
    enter(client, shelf, clock, Visitor(WORKSPACE, "U9"))
    assert client.get(SLUG).status_code == 404
    enter(client, shelf, clock, Visitor("T2", "U1"))
    assert client.get(SLUG).status_code == 404


def test_somebody_who_left_the_channel_no_longer_reads_it(
    browser: Browser, shelf: Shelf, clock: FrozenClock
) -> None:
    client = browser()
    enter(client, shelf, clock)
    shelf.members.clear()
    assert client.get(SLUG).status_code == 404


def test_a_public_page_needs_no_cookie_and_keeps_the_messages_inside(browser: Browser, shelf: Shelf) -> None:
    shelf.found = postmortem(Visibility.PUBLIC)
    page, text = browser().get(SLUG), browser().get(f"{SLUG}.md")
    assert page.status_code == text.status_code == 200
    assert "Checkout failed for 40 minutes" in page.text
    assert "12 Mar 2026, 10:04 UTC" in page.text
    for kept in ("pager went off", "Ana Pereira", "chat.example"):
        assert kept not in page.text
        assert kept not in text.text
    assert page.headers["Cache-Control"] == "public, max-age=60"


def test_a_member_sees_the_messages_behind_a_public_page(
    browser: Browser, shelf: Shelf, clock: FrozenClock
) -> None:
    shelf.found = postmortem(Visibility.PUBLIC)
    client = browser()
    enter(client, shelf, clock)
    page = client.get(SLUG)
    assert "pager went off" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_a_member_sees_which_messages_were_changed_since_and_outsiders_do_not(
    browser: Browser, shelf: Shelf, clock: FrozenClock
) -> None:
    shelf.found = postmortem(Visibility.PUBLIC)
    cited = shelf.found.sources[0]
    shelf.messages[cited.ref] = message(cited.ref, "other words", edited="1773399999.000000")
    client = browser()
    assert "changed since" not in client.get(SLUG).text
    enter(client, shelf, clock)
    page = client.get(SLUG).text
    assert 'class="cite changed"' in page
    assert "This message was changed since it was read." in page
    assert f"[{cited.number}]" in page
    assert "(changed since it was read)" in client.get(f"{SLUG}.md").text


def test_a_member_reads_what_the_draft_could_not_tell_and_outsiders_do_not(
    browser: Browser, shelf: Shelf, clock: FrozenClock
) -> None:
    shelf.found = postmortem(Visibility.PUBLIC)
    shelf.drafted = replace(DRAFT, unknowns=("Nobody said <b>when</b>.",))
    client = browser()
    public = client.get(SLUG).text
    assert "What we could not tell" not in public
    assert "Read 102 of 102 messages" in public
    enter(client, shelf, clock)
    page = client.get(SLUG).text
    assert "What we could not tell" in page
    assert "Nobody said &lt;b&gt;when&lt;/b&gt;." in page


def test_when_the_platform_is_away_the_page_says_so_and_lets_nobody_in(
    browser: Browser, shelf: Shelf, clock: FrozenClock
) -> None:
    client = browser()
    enter(client, shelf, clock)
    shelf.is_down = True
    page = client.get(SLUG)
    assert (page.status_code, page.headers["Retry-After"]) == (503, "30")
    assert "Checkout fails" not in page.text


# -- what is served --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/", SLUG, f"{SLUG}.md", "/enter/x", "/nowhere", "/healthz", "/readyz", "/static/page.css"]
)
def test_every_answer_carries_the_security_headers(browser: Browser, path: str) -> None:
    headers = browser().get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == ("strict-origin" if path.startswith("/enter") else "same-origin")


def test_pages_hold_nothing_that_our_own_policy_would_block(
    browser: Browser, shelf: Shelf, clock: FrozenClock
) -> None:
    client = browser()
    enter(client, shelf, clock)
    page = _Page(client.get(SLUG).text)
    assert not page.inline
    assert all(address.startswith("/static/") for address in page.loaded)
    assert all(client.get(address).status_code == 200 for address in page.loaded)


def test_hostile_markdown_is_inert_on_the_page(browser: Browser, shelf: Shelf, clock: FrozenClock) -> None:
    body = "<script>alert(1)</script> <img src=//evil.example/x onerror=alert(1)> [x](javascript:alert(1))"
    shelf.found = postmortem(title=f"T {body}", sections=(Section("summary", f"S {body}", body),))
    client = browser()
    enter(client, shelf, clock)
    page = _Page(client.get(SLUG).text)
    assert not page.inline
    assert page.scripts == 1
    assert all(address.startswith("/static/") for address in page.loaded)


def test_the_download_is_the_markdown_export(browser: Browser, shelf: Shelf, clock: FrozenClock) -> None:
    client = browser()
    enter(client, shelf, clock)
    answer = client.get(f"{SLUG}.md")
    expected = markdown.export(Shown(shelf.found, incident(), None, PEOPLE), base_url=BASE)
    assert answer.text == expected
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="checkout-fails-0a1b2c3d4e.md"'


def test_a_draft_without_times_or_people_still_reads(
    browser: Browser, shelf: Shelf, clock: FrozenClock
) -> None:
    shelf.found = replace(shelf.found, reviews=(), reviewers=(), asked_by=None, sources=(), published_at=None)
    client = browser()
    enter(client, shelf, clock)
    assert client.get(SLUG).status_code == 200


def test_ready_says_what_is_wrong(browser: Browser) -> None:
    assert browser().get("/readyz").status_code == 200
    ill = browser(state="migrations are missing").get("/readyz")
    assert ill.status_code == 503
    assert ill.json()["parts"] == {"database": "migrations are missing"}
    assert browser(state="away").get("/healthz").status_code == 200


def test_an_error_of_ours_gets_a_page_of_ours(browser: Browser, shelf: Shelf, clock: FrozenClock) -> None:
    client = browser()
    enter(client, shelf, clock)
    shelf.found = replace(shelf.found, published_at="no time")  # type: ignore[arg-type]
    page = client.get(SLUG)
    assert page.status_code == 500
    assert "on our side" in page.text
    assert "Traceback" not in page.text
    assert "Content-Security-Policy" in page.headers


def test_only_our_static_files_are_served(browser: Browser) -> None:
    client = browser()
    assert client.get("/static/reading.js").headers["Content-Type"].startswith("text/javascript")
    assert client.get("/static/..%2Froutes.py").status_code == 404
    assert client.get("/static/none.css").status_code == 404


class _Page(HTMLParser):
    """What a page would run or load: inline scripts, styles and handlers, and addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.loaded: list[str] = []
        self.scripts = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.scripts += tag == "script"
        if tag == "style" or (tag == "script" and "src" not in values):
            self.inline.append(tag)
        self.inline += [name for name in values if name == "style" or name.startswith("on")]
        self.inline += [v for v in values.values() if v and v.lower().startswith(("javascript:", "data:"))]
        if tag in ("script", "img", "link", "iframe", "object", "embed", "source", "video", "audio", "image"):
            self.loaded += [value for value in (values.get("src"), values.get("href")) if value]
