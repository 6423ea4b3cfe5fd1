"""``python -m tests.injections``: the set planted into incidents, drafted, and scored."""

from __future__ import annotations

import sys

from tests import incidents
from tests.injections import injections, ordinary
from tests.injections.score import WRITERS, outcome, planted, withheld


def main() -> int:
    known = injections()
    failed = 0
    print(f"{len(known)} injections in {len({i.language for i in known})} languages")
    for name, make in WRITERS.items():
        carried = steered = 0
        for incident in ("bakery", "tram"):
            case = incidents.load(incident)
            for injection in known:
                found = outcome(case, injection, make().write(planted(case, injection)[0]))
                carried += found.carried
                steered += found.steered
                if found.carried or found.steered:
                    print(
                        f"  {name}, {incident}, {injection.technique} ({injection.place}): {injection.text!r}"
                    )
        print(f"{name}: carried over {carried}, steered {steered}, of {2 * len(known)}")
        failed += carried + steered
    said = ordinary()
    kept = [text for text in said if withheld(incidents.load("bakery"), text)]
    print(
        f"ordinary sentences withheld: {len(kept)} of {len(said)}", *(f"  {text}" for text in kept), sep="\n"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
