"""Lines that a program wrote and somebody pasted: logs, stack traces, prompts."""

from __future__ import annotations

import re

_READ = 400  # characters of a line that are looked at
_LEVEL = r"(?:(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|SEVERE|FATAL)\b|\[(?i:\w{4,8})\])"
# A time of day with seconds or a whole timestamp, then a level within the next words: people who keep a
# timeline write neither. Every repetition is possessive, so that a line is walked through once.
_STAMPED = re.compile(
    r"\[?(?:\d{4}[-/]\d\d[-/]\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d++)?(?:Z|[+-]\d\d:?\d\d)?\]?\s++"
    rf"(?:{_LEVEL}|\[?\S++\s++{_LEVEL}|\S++\s++\S++\s++{_LEVEL})"
    rf"|{_LEVEL}:?\s++\[?\d{{4}}-\d\d-\d\d"
    r"|[IWEF]\d{4} \d\d:\d\d:\d\d\.\d"
    r"|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S++ (?:[\w./-]++\[\d++\]|kernel):"
    r"|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3} \S++ \S++ \["
    r"|-----(?:BEGIN|END) |\$ (?=[a-z./])(?=\S++ [-./\w])(?!.*[.!?]$)"
)
_TRACE = re.compile(
    r"Traceback \(most recent"
    r"|File \"[^\"\n]++\", line \d|at [\w.$<>/]++\([^()\n]*+\)|goroutine \d++ \[|panic: "
    r"|Exception in thread |(?:Caused by: )?(?:\w++\.)*+\w+?(?:Exception|Error)(?::|$)|\.\.\. \d++ more$"
)
_PAIR = re.compile(r"(?:^|\s)[\w.\-]++=(?:\"[^\"]*+\"|\S++)")
_SHARE = 0.6  # of a line's characters in key=value pairs


def is_trace(line: str) -> bool:
    """Whether the line, without the blanks around it, belongs to a stack trace."""
    return _TRACE.match(line[:_READ]) is not None


def is_pasted(line: str) -> bool:
    """Whether the line, without the blanks around it, comes from a log, a trace or a terminal."""
    head = line[:_READ]
    if _STAMPED.match(head) or _TRACE.match(head):
        return True
    if head[0] in "{[" and line[-1] in "}]" and head[1:2] in '"{':
        return True
    if "=" not in head:
        return False
    pairs = [found.end() - found.start() for found in _PAIR.finditer(head)]
    return len(pairs) > 1 and sum(pairs) >= _SHARE * len(head)
