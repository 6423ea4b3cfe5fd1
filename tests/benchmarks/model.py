"""What writing with a model costs us besides the model: beside one that answers at once, in one process."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace

from bot.drafting.case import Case
from bot.drafting.model.writer import ModelWriter
from bot.drafting.offline import OfflineWriter
from bot.ports import Writer
from tests import incidents
from tests.injections.score import Gullible

ROUNDS = 7
TIMES = (1, 10, 50)  # how often the tram's messages are repeated


def main() -> None:
    """Prints, for channels of some sizes, how much longer a draft takes than the offline one."""
    offline, model = OfflineWriter(), ModelWriter(Gullible(), OfflineWriter())
    for times in TIMES:
        case = repeated(incidents.load("tram"), times)
        pairs = [(took(offline, case), took(model, case)) for _ in range(ROUNDS)]
        ratio = statistics.median(with_model / without for without, with_model in pairs)
        beside = statistics.median(with_model - without for without, with_model in pairs)
        print(
            f"model path, {len(case.messages)} messages: {ratio:.1f} times the offline draft "
            f"({1000 * beside:.0f} ms beside a model that answers at once)",
            flush=True,
        )


def repeated(case: Case, times: int) -> Case:
    """The case with its conversation again and again, each message with an id of its own."""
    again = (replace(m, id=f"{m.id}{n:03}") for n in range(times) for m in case.messages)
    return replace(case, messages=tuple(sorted(again, key=lambda m: (m.at, m.id))))


def took(writer: Writer, case: Case) -> float:
    """Seconds of processor time for one draft."""
    began = time.process_time()
    writer.write(case)
    return time.process_time() - began


if __name__ == "__main__":
    main()
