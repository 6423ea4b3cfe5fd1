"""Dates as Chinese, Japanese and Korean name them: 周五前, 下周三, 明日, 3月15日まで, 月底."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_WEEKDAYS = {sign: index % 7 for index, sign in enumerate("一二三四五六日")}
_WEEKDAYS |= {"天": 6, **{sign: index for index, sign in enumerate("月火水木金土")}}
_WEEKDAYS |= {sign: index for index, sign in enumerate("월화수목금토")}
_COUNTS = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2, "兩": 2}
_DAYS = {"今天": 0, "今日": 0, "今晚": 0, "오늘": 0, "明天": 1, "明日": 1, "明早": 1, "あした": 1, "あす": 1}
_DAYS |= {"내일": 1, "后天": 2, "後天": 2, "明後日": 2, "あさって": 2, "모레": 2}
_RULES = (
    ("date", re.compile(r"(?:(?P<y>20\d\d)年)?\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日号號일]?")),
    ("day", re.compile(r"(?<![\d.月])(?P<d>\d{1,2})\s?[号號日일](?![以間间志])")),
    ("weekday", re.compile(r"(?P<next>下个?|下個|来|來)?(?:周|週|星期|礼拜|禮拜)(?P<w>[一二三四五六日天])")),
    (
        "weekday",
        re.compile(r"(?P<next>来週の?|翌週の?|다음\s?주\s?)?(?:今週の?)?(?P<w>[月火水木金土日])曜日?"),
    ),
    ("weekday", re.compile(r"(?P<next>다음\s?주\s?)?(?P<w>[월화수목금토일])요일")),
    ("name", re.compile("|".join(sorted(_DAYS, key=len, reverse=True)))),
    ("eonm", re.compile(r"下个?月底|下個月底|来月末")),
    ("eom", re.compile(r"月底|月末|今月中|本月内|이번\s?달\s?말|월말")),
    ("eonw", re.compile(r"下(?:个|個)?(?:周|週|星期)(?:内|內|底|末)|来週(?:中|末)|다음\s?주\s?(?:중|말)")),
    ("eow", re.compile(r"[本这這](?:周|週|星期)(?:内|內|底)?|周内|今週(?:中|内)?|이번\s?주(?:\s?[중내])?")),
    (
        "within",
        re.compile(r"(?P<n>\d{1,2}|[一二两兩三四五六七八九十])\s?(?:(?P<weeks>周|週間?|个星期|個星期|주)|[天日]間?)(?:之?[内內]|以内|後|后|안)"),
    ),
)  # fmt: skip
_SINCE = re.compile(r"(?:上个?|上個|先|每|昨|从|從|毎|지난\s?)$")
_STARTS = re.compile(r"\s?(?:从|開始|开始|以来|以來|から|부터)")


def find_east_asian(text: str, said: date) -> tuple[date, int, int] | None:
    """The first date named, and where it stands in the text; None where none is."""
    for kind, pattern in _RULES:
        for match in pattern.finditer(text):
            if _SINCE.search(text[: match.start()]) or _STARTS.match(text, match.end()):
                continue
            try:
                return _day(kind, match, said), match.start(), match.end()
            except ValueError:
                continue
    return None


def _day(kind: str, match: re.Match[str], said: date) -> date:
    if kind == "date":
        return _date(match, said)
    if kind == "day":
        day = int(match["d"])
        return (
            said.replace(day=day)
            if day >= said.day
            else (said.replace(day=28) + timedelta(7)).replace(day=day)
        )
    if kind == "weekday":
        weekday = 6 if match["w"] in "日天일" else _WEEKDAYS[match["w"]]
        if match["next"]:
            return said + timedelta(days=7 - said.weekday() + weekday)
        return said + timedelta(days=(weekday - said.weekday() - 1) % 7 + 1)
    if kind == "name":
        return said + timedelta(days=_DAYS[match[0]])
    if kind == "within":
        count = int(match["n"]) if match["n"].isdigit() else _COUNTS[match["n"]]
        return said + timedelta(days=count * (7 if match["weeks"] else 1))
    if kind in ("eow", "eonw"):
        return said + timedelta(days=max(0, 4 - said.weekday()) if kind == "eow" else 11 - said.weekday())
    year, month = (
        (said.year, said.month) if kind == "eom" else (said.year + said.month // 12, said.month % 12 + 1)
    )
    return date(year, month, calendar.monthrange(year, month)[1])


def _date(match: re.Match[str], said: date) -> date:
    month, day = int(match["m"]), int(match["d"])
    if match["y"]:
        return date(int(match["y"]), month, day)
    this_year = date(said.year, month, day)
    return this_year if this_year >= said else date(said.year + 1, month, day)
