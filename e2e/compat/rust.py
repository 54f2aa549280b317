"""The megalodon crate, whose serde types refuse what they do not know: a small program in e2e/megalodon."""

from __future__ import annotations

import json
import subprocess

from compat import host
from compat.results import Cases
from pictures import png
from server import OUT, ROOT

CRATE = ROOT / "e2e" / "megalodon" / "Cargo.toml"
TARGET = ROOT / "target" / "ci" / "megalodon"
BUILD_TIMEOUT_S = 1_500
RUN_TIMEOUT_S = 120
ME, FRIEND = "__MASTODON_PY_TEST_ACCESS_TOKEN_3", "__MASTODON_PY_TEST_ACCESS_TOKEN"


def megalodon() -> Cases:
    """Each call of the program, with what was wrong with it."""
    words = ["cargo", "build", "--quiet", "--locked", "--manifest-path", str(CRATE), "--target-dir", str(TARGET)]
    subprocess.run(words, check=True, timeout=BUILD_TIMEOUT_S)
    OUT.mkdir(parents=True, exist_ok=True)
    picture = OUT / "walk.png"
    picture.write_bytes(png(320, 200))
    program = str(TARGET / "debug" / "medley-megalodon")
    with host.fresh():
        words = [program, host.URL, ME, FRIEND, str(picture)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=RUN_TIMEOUT_S, check=False)
    if done.returncode != 0:
        raise SystemExit(f"medley-megalodon: {done.returncode}\n{done.stdout}{done.stderr}")
    return json.loads(done.stdout)
