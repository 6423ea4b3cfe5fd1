"""The timeline as a picture: a bar from start to resolution with a tick for each moment of the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape

from blocks import moments
from blocks import web_words as words
from blocks.markdown import reader
from bot.showing import Shown

_MARGIN = 0.2  # of the incident's length, at most, shown before its start and after its end
_MOST_TICKS = 120
_BAR, _HIGH = 44, 10  # the bar's top and height, in pixels
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080)  # minutes between hour marks


@dataclass(frozen=True, slots=True)
class _Scale:
    begin: datetime
    end: datetime

    def x(self, at: datetime) -> str:
        """Across the picture as a percentage, so that the words stay legible at every width."""
        return f"{100 * (at - self.begin) / (self.end - self.begin):.2f}%"

    def holds(self, at: datetime) -> bool:
        return self.begin <= at <= self.end

    def label(self, at: datetime) -> str:
        at = at.astimezone(UTC)
        one_day = words.day(self.begin) == words.day(self.end)
        return words.clock(at) if one_day else f"{at.day} {at:%b} {words.clock(at)}"


def timeline_svg(shown: Shown) -> str:
    """A small inline SVG, or "" where start or end is unknown.

    Its ticks come from the timeline section as people left it: what they took out of the text is
    not told by the picture either. It holds no script and loads nothing.
    """
    incident = shown.incident
    ticks = _ticks(shown)
    start = incident.started_at or incident.detected_at or (ticks[0].at if ticks else None)
    end = incident.resolved_at or (ticks[-1].at if ticks else None)
    if start is None or end is None or end - start < timedelta(minutes=1):
        return ""
    scale = _scale(start, end, [tick.at for tick in ticks])
    parts = [
        *_words(shown, start, end, len(ticks)),
        _rect("0%", "100%", "track", 'fill="currentColor" opacity=".12"'),
        *_spans(shown, scale, start, end),
        *_marks(scale),
        *(_tick(scale, tick) for tick in ticks[:_MOST_TICKS] if scale.holds(tick.at)),
        *_labels(shown, scale, start, end),
    ]
    opening = '<svg class="timeline" xmlns="http://www.w3.org/2000/svg" role="img" width="100%" height="82"'
    return f'{opening} aria-labelledby="timeline-title timeline-desc">{"".join(parts)}</svg>'


def _ticks(shown: Shown) -> list[moments.Line]:
    section = next((s for s in shown.postmortem.sections if s.key == "timeline"), None)
    if section is None or len(section.body) > 200_000:
        return []
    found = moments.lines(reader().parse(words.visible(section.body)), moments.first_day(shown))
    return sorted(found, key=lambda line: line.at)


def _scale(start: datetime, end: datetime, at: list[datetime]) -> _Scale:
    most = (end - start) * _MARGIN
    begin = min([start, *(t for t in at if start - most <= t)])
    finish = max([end, *(t for t in at if t <= end + most)])
    edge = (finish - begin) * 0.012  # so that the outermost ticks are not cut
    return _Scale(begin - edge, finish + edge)


def _words(shown: Shown, start: datetime, end: datetime, ticks: int) -> list[str]:
    detected = shown.incident.detected_at
    said = [f"Started {words.moment(start)}."]
    said += [f"Detected {words.moment(detected)}."] if detected else []
    said += [f"{'Resolved' if shown.incident.resolved_at else 'Last known moment'} {words.moment(end)}."]
    said += [f"{ticks} {'moment' if ticks == 1 else 'moments'} of the timeline are marked."] if ticks else []
    return [
        '<title id="timeline-title">The incident from start to end</title>',
        f'<desc id="timeline-desc">{escape(" ".join(said))}</desc>',
    ]


def _spans(shown: Shown, scale: _Scale, start: datetime, end: datetime) -> list[str]:
    """The time until it was noticed in a light tone, the time until it was over in a strong one."""
    detected = shown.incident.detected_at
    known = detected if detected and start < detected < end else start
    spans = [_between(scale, known, end, "handled", 'fill="currentColor" opacity=".55"')]
    if known > start:
        spans.insert(0, _between(scale, start, known, "unnoticed", 'fill="currentColor" opacity=".3"'))
    return spans


def _between(scale: _Scale, begin: datetime, end: datetime, name: str, look: str) -> str:
    width = 100 * (end - begin) / (scale.end - scale.begin)
    return _rect(scale.x(begin), f"{width:.2f}%", name, look)


def _rect(x: str, width: str, name: str, look: str) -> str:
    return f'<rect class="{name}" x="{x}" y="{_BAR}" width="{width}" height="{_HIGH}" {look}/>'


def _tick(scale: _Scale, line: moments.Line) -> str:
    text = moments.plain(line.rest[:600])
    said = escape(f"{words.clock(line.at)} UTC — {text[:200]}{'…' if len(text) > 200 else ''}")
    x = scale.x(line.at)
    return (
        f'<g class="tick"><title>{said}</title>'
        # what is not seen of it is what a pointer can hit
        f'<rect x="{x}" y="{_BAR - 6}" width="9" height="{_HIGH + 12}" transform="translate(-4.5)"'
        f' opacity="0"/><line x1="{x}" x2="{x}" y1="{_BAR - 4}" y2="{_BAR + _HIGH + 4}"'
        f' stroke="currentColor" stroke-width="1.5"/></g>'
    )


def _labels(shown: Shown, scale: _Scale, start: datetime, end: datetime) -> list[str]:
    detected = shown.incident.detected_at
    closing = "Resolved" if shown.incident.resolved_at else "Until"
    labels = [
        _text(scale.x(start), 12, "start", f"Started {scale.label(start)}", "edge"),
        _text(scale.x(end), 12, "end", f"{closing} {scale.label(end)}", "edge"),
        _stem(scale.x(start), 17),
        _stem(scale.x(end), 17),
    ]
    if detected and start < detected < end:
        late = (detected - scale.begin) / (scale.end - scale.begin) > 0.6
        x, side = scale.x(detected), "end" if late else "start"
        labels += [
            _stem(x, 22),
            _text(x, 31, side, f"Detected {scale.label(detected)}", "edge", -5 if late else 5),
        ]
    return labels


def _marks(scale: _Scale) -> list[str]:
    """Round times under the bar, five or so; those that would be cut at an edge are left out."""
    minutes = (scale.end - scale.begin).total_seconds() / 60
    step = next((s for s in _STEPS if minutes / s <= 6), int(minutes / 6))
    first = scale.begin.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    at = first + timedelta(minutes=step) * -(-(scale.begin - first) // timedelta(minutes=step))
    marks = []
    while at <= scale.end:
        share = (at - scale.begin) / (scale.end - scale.begin)
        if 0.06 < share < 0.94:
            marks.append(_text(scale.x(at), _BAR + _HIGH + 24, "middle", _mark(at, step), "hour"))
        at += timedelta(minutes=step)
    return marks


def _mark(at: datetime, step: int) -> str:
    """The time; at midnight and over longer spans the day."""
    return f"{at.day} {at:%b}" if step >= 1440 or at.hour == at.minute == 0 else words.clock(at)


def _stem(x: str, top: int) -> str:
    ends = f'x1="{x}" x2="{x}" y1="{top}" y2="{_BAR + _HIGH}"'
    return f'<line class="stem" {ends} stroke="currentColor" opacity=".6"/>'


def _text(x: str, y: int, anchor: str, said: str, name: str, aside: int = 0) -> str:
    shift = f' dx="{aside}"' if aside else ""
    return (
        f'<text class="{name}" x="{x}" y="{y}"{shift} text-anchor="{anchor}" font-size="12"'
        f' fill="currentColor">{escape(said)}</text>'
    )
