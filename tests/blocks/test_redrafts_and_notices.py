"""What a redraft would change, and the private words to whoever pasted a secret."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from blocks.changes import changed_lines
from blocks.slack import modals
from blocks.slack.posts import lay_out
from bot.leaking import Exposed, Notice
from bot.preview import Preview
from bot.showing import Shown
from tests.blocks import samples
from tests.blocks.slack_limits import check_post, check_view, text_of

# -- what a redraft would change -------------------------------------------------------------------


def test_only_what_differs_is_listed_by_sentence_line_and_row() -> None:
    before = "It broke. [1] It lasted an hour. [2]\n\n- one\n- two\n\n| a | b |\n| --- | --- |\n| c | d |"
    after = before.replace("an hour", "two hours").replace("- two\n", "").replace("| d |", "| — |")
    assert [(line.is_new, line.text) for line in changed_lines(before, after)] == [
        (False, "It lasted an hour. [2]"), (True, "It lasted two hours. [2]"),
        (False, "two"), (False, "c · d"), (True, "c · —"),
    ]  # fmt: skip


def preview(body: str) -> Preview:
    old = samples.POSTMORTEM.edit("summary", "Ours.", "U0MARIA", samples.AT, seen=1)
    fresh = [replace(s, body=body) if s.key == "timeline" else s for s in old.sections]
    return Preview("t", old, old.redraft(old.title, fresh, old.sources), samples.DRAFT, "")


def test_a_preview_of_any_length_fits_into_a_dialog_and_says_what_it_leaves_out() -> None:
    view = modals.preview_modal(
        preview("\n".join(f"- line {n} & <more> ~this~ " + "x" * 300 for n in range(90)))
    )
    check_view(view)
    assert "more changed lines" in str(view)
    assert view["submit"]["text"] == "Redraft"


def test_a_preview_says_of_each_section_what_becomes_of_it() -> None:
    text = str(modals.preview_modal(preview("- 14:03 UTC — another [1]")))
    assert "*Timeline* will be rewritten" in text
    assert "*Summary* stays: edited by <@U0MARIA>" in text
    assert "*Root Cause, Action Items* stay as they are" in text
    same = modals.preview_modal(preview(samples.POSTMORTEM.section("timeline").body))
    assert "Nothing would change" in str(same)
    assert "submit" not in same


# -- private words ---------------------------------------------------------------------------------

TEN_42 = datetime(2026, 3, 2, 10, 42, tzinfo=UTC)


def notice(*exposed: Exposed, **fields: bool) -> str:
    shown = replace(samples.shown(), notices=(Notice("secret/m1", "U0ANA", exposed, **fields),))
    (post,) = [post for post in lay_out(shown, samples.BASE) if post.part == "secret/m1"]
    check_post(post)
    assert post.person == "U0ANA"
    assert post.follows is None
    return text_of(post)


def test_a_private_word_says_what_was_pasted_when_and_what_to_do() -> None:
    said = notice(Exposed("m1", ("token",), TEN_42, samples.PERMALINK))
    assert said.startswith("A token was pasted at <!date^1772448120^{time}|10:42 UTC>.")
    assert "It is not in the draft. Rotate it and delete the message." in said
    assert "Open message" in said


def test_a_customers_details_are_to_be_deleted_and_not_rotated() -> None:
    said = notice(Exposed("m1", ("phone", "email"), TEN_42))
    assert "A phone number and an e-mail address were pasted" in said
    assert "Please delete the message." in said


def test_a_long_list_fits_and_what_is_gone_is_named_as_gone() -> None:
    many = [Exposed(f"m{n}", ("jwt", "aws-access-key"), TEN_42, samples.PERMALINK) for n in range(60)]
    said = notice(replace(many[0], gone=True), *many[1:])
    assert "10:42 UTC>: gone." in said
    assert "and 20 more" in said
    assert "A JWT and an AWS access key were pasted" in said


def test_thanks_take_the_place_of_the_request() -> None:
    assert notice(Exposed("m1", ("token",), gone=True)).startswith("Thank you, it is gone.")
    gone = Exposed("m1", ("token",), gone=True)
    assert notice(gone, gone).startswith("Thank you, they are gone.")


def test_a_private_word_is_not_redrawn_when_something_else_changes() -> None:
    told = (Notice("secret/m1", "U0ANA", (Exposed("m1", ("token",), TEN_42, samples.PERMALINK),)),)

    def digest(shown: Shown) -> str:
        posts = lay_out(replace(shown, notices=told), samples.BASE)
        return next(post.digest for post in posts if post.part == "secret/m1")

    assert digest(samples.shown()) == digest(samples.shown(samples.ASKED))
