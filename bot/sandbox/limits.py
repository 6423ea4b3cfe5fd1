"""Slack's limits in one table: what a block, an element, a message and a modal may hold.

Source: docs.slack.dev/reference/block-kit and /surfaces; the numbers are characters or items.
"""

from __future__ import annotations

from bot.sandbox.rules import Rule, Shape, Typed, anything, items, number, one_of, plain, string, text

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_TEXT = 40_000
"""Longer text is cut (chat.postMessage)."""
BLOCKS_TEXT = 13_200
"""All text in a message's blocks together; undocumented, measured by others (bolt-js#2509)."""
MARKDOWN_TEXT = 12_000
"""All markdown blocks of a message together."""
VIEW_BYTES = 250_000
METADATA_BYTES = 16_384
ATTACHMENTS = 100

RATES = {
    "chat.postMessage": (1, 1),
    "chat.update": (50, 60),
    "chat.delete": (50, 60),
    "chat.postEphemeral": (100, 60),
    "conversations.history": (50, 60),
    "conversations.replies": (50, 60),
    "conversations.info": (50, 60),
    "conversations.list": (20, 60),
    "conversations.members": (100, 60),
    "users.info": (100, 60),
    "users.list": (20, 60),
    "views.open": (100, 60),
    "views.update": (100, 60),
    "views.publish": (100, 60),
    "reactions.add": (50, 60),
}
"""Calls per seconds and channel (tiers 1 to 4 per minute; posting once a second)."""

CONFIRM = Shape(
    {
        "title": plain(100),
        "text": text(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": one_of("primary", "danger"),
    },
    required=("title", "text", "confirm", "deny"),
)


def _option(label: Rule) -> Shape:
    fields: dict[str, Rule] = {
        "text": label,
        "value": string(150),
        "description": text(75),
        "url": string(3000),
    }
    return Shape(fields, required=("text",))


OPTION = _option(plain(75))
RICH_OPTION = _option(text(75))
OPTION_GROUP = Shape({"label": plain(75), "options": items(100, OPTION)}, required=("label", "options"))

_COMMON: dict[str, Rule] = {
    "action_id": string(255),
    "confirm": CONFIRM,
    "focus_on_load": anything,
    "placeholder": plain(150),
}


def _element(**fields: Rule) -> Shape:
    return Shape(_COMMON | fields)


def _needs_options(options: Rule, **fields: Rule) -> Shape:
    return Shape({**_COMMON, "options": options, **fields}, ("options",))


def _input(**fields: Rule) -> Shape:
    return _element(initial_value=string(3000, 0), dispatch_action_config=anything, **fields)


_STATIC: dict[str, Rule] = {"options": items(100, OPTION), "option_groups": items(100, OPTION_GROUP)}
_SEVERAL: dict[str, Rule] = {"max_selected_items": number(100, 1)}

ELEMENTS: dict[str, Rule] = {
    "button": Shape(
        {
            "text": plain(75),
            "action_id": string(255),
            "url": string(3000),
            "value": string(2000, 0),
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
        },
        required=("text",),
    ),
    "overflow": _needs_options(items(5, OPTION)),
    "static_select": _element(**_STATIC, initial_option=OPTION),
    "multi_static_select": _element(**_STATIC, **_SEVERAL, initial_options=items(100, OPTION)),
    "external_select": _element(initial_option=OPTION, min_query_length=number(1000)),
    "multi_external_select": _element(
        **_SEVERAL, initial_options=items(100, OPTION), min_query_length=number(1000)
    ),
    "users_select": _element(initial_user=string(255)),
    "multi_users_select": _element(**_SEVERAL, initial_users=items(100, string(255), 0)),
    "conversations_select": _element(
        initial_conversation=string(255),
        default_to_current_conversation=anything,
        response_url_enabled=anything,
        filter=anything,
    ),
    "multi_conversations_select": _element(
        **_SEVERAL,
        initial_conversations=items(100, string(255), 0),
        default_to_current_conversation=anything,
        filter=anything,
    ),
    "channels_select": _element(initial_channel=string(255), response_url_enabled=anything),
    "multi_channels_select": _element(**_SEVERAL, initial_channels=items(100, string(255), 0)),
    "datepicker": _element(initial_date=string(10)),
    "timepicker": _element(initial_time=string(5), timezone=string(100)),
    "datetimepicker": _element(initial_date_time=anything),
    "checkboxes": _needs_options(items(10, RICH_OPTION), initial_options=items(10, RICH_OPTION)),
    "radio_buttons": _needs_options(items(10, RICH_OPTION), initial_option=RICH_OPTION),
    "plain_text_input": _input(multiline=anything, min_length=number(3000), max_length=number(3000, 1)),
    "email_text_input": _input(),
    "url_text_input": _input(),
    "number_input": _input(is_decimal_allowed=anything, min_value=anything, max_value=anything),
    "rich_text_input": _element(initial_value=anything, dispatch_action_config=anything),
    "file_input": _element(filetypes=anything, max_files=number(10, 1)),
    "image": Shape(
        {"image_url": string(3000), "slack_file": anything, "alt_text": string(2000)}, ("alt_text",)
    ),
}

_BUTTONS = {"button", "overflow"}
_SELECTS = {name for name in ELEMENTS if name.endswith("_select")}
_PICKERS = {"datepicker", "timepicker", "datetimepicker"}
_CHOICES = {"checkboxes", "radio_buttons"}
_TYPED = {name for name in ELEMENTS if name.endswith("_input")}

IN_ACTIONS = Typed(ELEMENTS, frozenset(_BUTTONS | _SELECTS | _PICKERS | _CHOICES))
IN_ACCESSORY = Typed(ELEMENTS, frozenset(_BUTTONS | _SELECTS | _PICKERS | _CHOICES | {"image"}))
IN_INPUT = Typed(ELEMENTS, frozenset(_SELECTS | _PICKERS | _CHOICES | _TYPED))
IN_CONTEXT = Typed(
    {"image": ELEMENTS["image"], "plain_text": text(3000, "plain_text"), "mrkdwn": text(3000, "mrkdwn")}
)

BLOCKS: dict[str, Rule] = {
    name: Shape({"block_id": string(255), **shape.fields}, shape.required)
    for name, shape in {
        "section": Shape(
            {
                "text": text(3000),
                "fields": items(10, text(2000)),
                "accessory": IN_ACCESSORY,
                "expand": anything,
            }
        ),
        "header": Shape({"text": plain(150), "level": number(4, 1)}, ("text",)),
        "divider": Shape({}),
        "actions": Shape({"elements": items(25, IN_ACTIONS)}, ("elements",)),
        "context": Shape({"elements": items(10, IN_CONTEXT)}, ("elements",)),
        "input": Shape(
            {
                "label": plain(2000),
                "element": IN_INPUT,
                "hint": plain(2000),
                "optional": anything,
                "dispatch_action": anything,
            },
            ("label", "element"),
        ),
        "image": Shape(
            {
                "image_url": string(3000),
                "slack_file": anything,
                "alt_text": string(2000),
                "title": plain(2000),
            },
            ("alt_text",),
        ),
        "markdown": Shape({"text": string(MARKDOWN_TEXT)}, ("text",)),
        "rich_text": Shape({"elements": anything}, ("elements",)),
        "table": Shape(
            {"rows": items(100, items(20, anything)), "column_settings": items(20, anything, 0)}, ("rows",)
        ),
        "video": Shape(dict.fromkeys(
            ("alt_text", "author_name", "description", "provider_icon_url", "provider_name",
             "thumbnail_url", "title", "title_url", "video_url"), anything), ("alt_text", "video_url")),
        "file": Shape(dict.fromkeys(("external_id", "source", "file_id", "file"), anything)),
    }.items()
}  # fmt: skip

IN_MESSAGES = Typed(BLOCKS)
IN_VIEWS = Typed(BLOCKS, frozenset(BLOCKS) - {"markdown", "table", "file"})

_ANY_VIEW: dict[str, Rule] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
MODAL = Shape(
    _ANY_VIEW
    | {
        "blocks": items(VIEW_BLOCKS, IN_VIEWS, 0),
        "title": plain(24),
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": anything,
        "notify_on_close": anything,
        "submit_disabled": anything,
    },
    required=("title", "blocks"),
)
HOME = Shape(_ANY_VIEW | {"blocks": items(VIEW_BLOCKS, IN_VIEWS, 0)}, required=("blocks",))
