"""Runs other people's suites against this tree's server, and writes what they said to docs/clients.md.

    python3 e2e/suites.py            runs all of them; fails on any surprise, or when docs/clients.md says another thing
    python3 e2e/suites.py --write    the same, and writes docs/clients.md; takes out of known.json what passes now
    python3 e2e/suites.py toot       one of them; the page is left alone

The program is $MEDLEY_BIN, else target/release/medley, else target/debug/medley. Packages come from their registries
and are kept in target/ci/suites. What is known to fail is in compat/known.json, with the reason of each.
"""

from __future__ import annotations

import argparse
import sys
import time

from compat import bots, packages, pytests, results, rust
from server import ROOT

PAGE = ROOT / "docs" / "clients.md"
TOOT, MASTODON_PY, FEED2TOOT, MEGALODON = "0.52.1", "2.3.3", "0.17", "1.3.0"


def toot() -> results.Suite:
    cases = pytests.toot(TOOT)
    return results.Suite("toot", TOOT, "integration tests", "78 of 114", cases)


def mastodon_py() -> results.Suite:
    cases = pytests.mastodon_py(MASTODON_PY)
    return results.Suite("Mastodon.py", MASTODON_PY, "tests that can be run live (4 of them are meant to fail, and do)", "109 of 221", cases)


def entities() -> results.Suite:
    cases, notes = bots.entities()
    return results.Suite("Mastodon.py entities", MASTODON_PY, "answers against typed entities", "-", cases, notes)


def feed2toot() -> results.Suite:
    return results.Suite("feed2toot", FEED2TOOT, "posts a real feed", "2 of 2", bots.feed2toot())


def megalodon() -> results.Suite:
    cases = rust.megalodon()
    return results.Suite("megalodon", MEGALODON, "calls decoded by strict Rust types", "13 of 16", cases)


SUITES = {
    "toot": toot,
    "mastodon.py": mastodon_py,
    "entities": entities,
    "feed2toot": feed2toot,
    "megalodon": megalodon,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suites", nargs="*", metavar="SUITE", help="all of them unless named")
    parser.add_argument("--write", action="store_true", help="write docs/clients.md")
    args = parser.parse_args()
    packages.install()
    done = [run(name) for name in SUITES if not args.suites or name in args.suites]
    for suite in done if args.write else []:
        results.prune(suite)
    wrong = [line for suite in done for line in results.surprises(suite)]
    if len(done) == len(SUITES):
        wrong += told(results.page(done), args.write)
    print("\n".join(wrong))
    return 1 if wrong else 0


def run(name: str) -> results.Suite:
    began = time.monotonic()
    suite = SUITES[name]()
    took = time.monotonic() - began
    print(f"{suite.name}: {suite.passed()} of {len(suite.cases)} in {took:.0f} s", flush=True)
    return suite


def told(page: str, write: bool) -> list[str]:
    """Whether docs/clients.md says what was seen."""
    if write:
        PAGE.write_text(page)
    same = PAGE.exists() and PAGE.read_text() == page
    return [] if same else [f"{PAGE.relative_to(ROOT)} is not what the run yields: python3 e2e/suites.py --write"]


if __name__ == "__main__":
    sys.exit(main())
