"""A bot that posts a feed, and the walk through every typed entity."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import subprocess

import requests

from compat import host, packages
from compat.results import Cases
from pictures import png
from server import OUT, ROOT

HERE = pathlib.Path(__file__).resolve().parent
TOKEN = "__MASTODON_PY_TEST_ACCESS_TOKEN_3"
RUN_TIMEOUT_S = 180
TITLES = ("Hand washing week begins on Monday", "Flu vaccination: walk-in hours")
SETTINGS = """[mastodon]
instance_url={url}
user_credentials={folder}/user.txt
client_credentials={folder}/client.txt

[cache]
cachefile={folder}/cache.db

[lock]
lock_file={folder}/lock

[rss]
uri=file://{feed}
toot={{title}} {{link}}

[hashtaglist]
several_words_hashtags_list={folder}/tags.txt
"""


# What the operator says, so that there is something to hold against the types.
SPOKEN = """
terms = [{ effective = "2026-01-01", text = "Be kind." }]
rules = [{ text = "Be kind.", hint = "Also at night.", translations = { es = { text = "Sé amable.", hint = "También de noche." } } }]
"""


def feed2toot() -> Cases:
    """Each item of a feed becomes a post, once."""
    folder = OUT / "feed2toot"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with host.fresh():
        keys = f"{TOKEN}\n{host.URL}\n"
        (folder / "user.txt").write_text(keys)
        (folder / "client.txt").write_text(
            f"__MASTODON_PY_TEST_CLIENT_ID\n__MASTODON_PY_TEST_CLIENT_SECRET\n{host.URL}\n"
        )
        (folder / "tags.txt").write_text("hand washing\n")
        (folder / "f.ini").write_text(SETTINGS.format(url=host.URL, folder=folder, feed=HERE / "feed.xml"))
        bot = str(packages.PYTHON.parent / "feed2toot")
        for _ in range(2):
            output([bot, "-c", str(folder / "f.ini")], folder)
        shown = posted()
    return {title: None if sum(title in text for text in shown) == 1 else "not posted once" for title in TITLES}


def posted() -> list[str]:
    """The texts of the bot's posts."""
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    me = requests.get(f"{host.URL}/api/v1/accounts/verify_credentials", headers=bearer, timeout=10).json()
    shown = requests.get(f"{host.URL}/api/v1/accounts/{me['id']}/statuses", headers=bearer, timeout=10)
    return [status["content"] for status in shown.json()]


def entities() -> tuple[Cases, list[str]]:
    """Each call of the walk with what was wrong in its answers; and a note of which entities were met."""
    OUT.mkdir(parents=True, exist_ok=True)
    picture = OUT / "walk.png"
    picture.write_bytes(png(320, 200))
    emoji = OUT / "wave.png"
    emoji.write_bytes(png(32, 32))
    with host.fresh(SPOKEN) as server:
        server.command("emojis", "import", str(emoji))
        server.command("announcements", "publish", "The canteen is open again :wave: #walk")
        words = [str(packages.PYTHON), str(ROOT / "e2e" / "typed.py"), host.URL, str(picture)]
        told = json.loads(output(words, ROOT / "e2e"))
    seen, unseen = told["seen"], told["unseen"]
    notes = [
        f"Each call's answer was held against the library's types: every field there, null only where it may be, of",
        f"its type, and nothing unknown. {len(seen)} of {len(seen) + len(unseen)} entities were met. Not met: "
        + ", ".join(unseen)
        + ".",
    ]
    return told["calls"], notes


def output(words: list[str], folder: pathlib.Path) -> str:
    """What a program prints."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("MASTODON_")}
    env |= {"PYTHONDONTWRITEBYTECODE": "1", "HOME": str(OUT)}
    done = subprocess.run(
        words, capture_output=True, text=True, timeout=RUN_TIMEOUT_S, check=False, cwd=folder, env=env
    )
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout
