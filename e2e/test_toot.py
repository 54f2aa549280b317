"""Drives the real `toot` command line (0.52.1) as a person at a terminal would."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import pytest
from forms import Browser
from pictures import png
from server import running

TOOT_TIMEOUT_S = 60


def program() -> str:
    """The `toot` beside this Python, else the one on the PATH."""
    beside = pathlib.Path(sys.executable).parent / "toot"
    found = str(beside) if beside.exists() else shutil.which("toot")
    assert found, "toot is not installed"
    return found


class Toot:
    """One person's toot, with a home of its own."""

    def __init__(self, server, name: str, home: pathlib.Path):
        self.server, self.name = server, name
        home.mkdir()
        kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL") if key in os.environ}
        self.env = {**kept, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "PYTHONUNBUFFERED": "1"}
        self.env |= {"TERM": "dumb", "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [program(), *words], env=self.env, capture_output=True, text=True, timeout=TOOT_TIMEOUT_S, check=False
        )
        assert done.returncode == 0, f"toot {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def json(self, *words: str):
        return json.loads(self.run(*words, "--json"))

    def log_in(self) -> str:
        """`toot login`: it prints an address, a browser opens it, the code is typed in."""
        talk = subprocess.Popen(
            [program(), "login", "-i", self.server.url],
            env=self.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        address = next((line.strip() for line in talk.stdout if line.startswith("http")), None)
        assert address, "toot printed no address"
        code = Browser(self.server.url).authorize(address, self.name, self.server.passwords[self.name])
        out, _ = talk.communicate(f"n\n{code}\n", timeout=TOOT_TIMEOUT_S)
        assert talk.returncode == 0 and "Successfully logged in" in out, out
        return out


@pytest.fixture(scope="module")
def server():
    with running("sqlite", {"ana": "owner", "ben": "user"}) as server:
        yield server


@pytest.fixture(scope="module")
def ana(server, tmp_path_factory):
    toot = Toot(server, "ana", tmp_path_factory.mktemp("toot") / "ana")
    toot.log_in()
    return toot


@pytest.fixture(scope="module")
def ben(server, tmp_path_factory):
    toot = Toot(server, "ben", tmp_path_factory.mktemp("toot") / "ben")
    toot.log_in()
    return toot


def test_log_in(ana):
    assert f"ana@{ana.server.domain}" in ana.run("auth")
    assert ana.json("whoami")["username"] == "ana"
    assert ana.server.domain in ana.run("instance")


def test_post_and_thread(ana, ben):
    post = ana.json("post", "Good morning, ward", "--visibility", "public", "--language", "en")
    assert post["visibility"] == "public" and "Good morning" in post["content"]
    reply = ben.json("post", "@ana good morning", "--reply-to", post["id"])
    assert reply["in_reply_to_id"] == post["id"]
    shown = ana.run("thread", post["id"])
    assert "Good morning, ward" in shown and "good morning" in shown
    thread = ana.json("thread", post["id"])
    assert [status["id"] for status in thread["descendants"]] == [reply["id"]]


def test_reactions(ana, ben):
    post = ana.json("post", "React to this")
    assert ben.json("reblog", post["id"])["reblog"]["id"] == post["id"]
    assert ben.json("favourite", post["id"])["favourited"]
    assert ben.json("bookmark", post["id"])["bookmarked"]
    assert "React to this" in ben.run("bookmarks", "--once")
    assert ben.json("unreblog", post["id"])["reblogged"] is False
    assert ben.json("unfavourite", post["id"])["favourited"] is False


def test_follow_and_timelines(ana, ben):
    assert "following" in ben.run("follow", "ana").lower()
    post = ana.json("post", "For my followers #toottag")
    for words in (["home"], ["public", "--local"], ["tag", "toottag"], ["account", "ana"]):
        seen = ben.json("timelines", *words)
        assert post["id"] in [status["id"] for status in seen], words
    assert "For my followers" in ben.run("timelines", "home", "--no-pager", "--no-clear")
    assert [account["acct"] for account in ben.json("following", "ben")] == ["ana"]
    ben.run("unfollow", "ana")
    assert post["id"] not in [status["id"] for status in ben.json("timelines", "home")]


def test_notifications(ana, ben):
    ana.run("notifications", "--clear")
    ben.json("post", "@ana are you there?")
    until = time.monotonic() + 5
    while time.monotonic() < until:
        seen = ana.json("notifications")
        if [notification["type"] for notification in seen] == ["mention"]:
            break
        time.sleep(0.2)
    assert [notification["type"] for notification in seen] == ["mention"]
    assert "are you there?" in ana.run("notifications")


def test_upload(ana, tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(png(120, 80))
    assert ana.json("upload", str(picture), "-d", "A picture")["description"] == "A picture"
    post = ana.json("post", "Look", "--media", str(picture), "--description", "Described")
    assert [media["description"] for media in post["media_attachments"]] == ["Described"]


def test_delete(ana):
    post = ana.json("post", "Gone soon")
    ana.run("delete", post["id"])
    done = subprocess.run(
        [program(), "status", post["id"]], env=ana.env, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode != 0 and "not found" in (done.stdout + done.stderr).lower()
