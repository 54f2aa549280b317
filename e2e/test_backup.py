"""Backups of a server that is busy, and restores that are killed.

A backup taken while people post holds everything that was acknowledged before it began, agrees with itself and can be
served. A restore that is killed at any moment leaves a place that is refused until the restore was run again, never a
server with half of the posts.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import pathlib
import signal
import subprocess
import threading
import time

import pytest
from server import Server, binary, engines, stopped
from test_kill9 import REQUEST_TIMEOUT_S, Writer

WRITERS = 4
BACKUPS = 3
# Posts that were made before the first backup, so that reading them takes a while.
OLD_POSTS = 4_000
KILLS = 8
IMPORT_AUTHOR = "archivist"


def old_posts(folder: pathlib.Path) -> pathlib.Path:
    """A file of tweets of our own making."""
    file = folder / "old.txt"
    date = "Thu Apr 09 01:{:02}:{:02} +0000 2015"
    lines = (
        f"{585978391360221184 + n}|{date.format(n // 60 % 60, n % 60)}|Notice number {n} about #handwashing and #naps\n"
        for n in range(OLD_POSTS)
    )
    file.write_text("".join(lines))
    return file


def healthy(server: Server) -> None:
    told = server.command("doctor")
    assert "FAIL" not in told and "WARN counters" not in told, told


@contextlib.contextmanager
def everybody_posts(writers: list[Writer]):
    """They post for as long as the block runs."""
    halt = threading.Event()
    threads = [threading.Thread(target=writer.run, args=(halt,)) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        halt.set()
        for thread in threads:
            thread.join(REQUEST_TIMEOUT_S + 5)
            assert not thread.is_alive(), "a request hangs"


def check_writer(writer: Writer, before: set[str]) -> None:
    """Everything older than the backup is there, nothing is there that nobody wrote, and all places agree."""
    me = writer.get("/api/v1/accounts/verify_credentials")
    own = [post["id"] for post in writer.listing(f"/api/v1/accounts/{me['id']}/statuses")]
    assert len(set(own)) == len(own), "a post is listed twice"
    lost = before - set(own)
    assert not lost, f"{writer.name}: {len(lost)} posts are older than the backup and not in it"
    assert set(own) <= writer.kept.keys()
    assert me["statuses_count"] == len(own)
    tagged = [post["id"] for post in writer.listing(f"/api/v1/timelines/tag/{writer.tag}")]
    assert tagged == own, f"#{writer.tag} does not list what its author's page lists"


@pytest.mark.parametrize("engine", engines())
def test_a_backup_of_a_busy_server_is_consistent(engine, monkeypatch):
    monkeypatch.setenv("MEDLEY_LIMITS__RATE", "false")
    people = {f"writer{number}": "user" for number in range(WRITERS)}
    with stopped(engine, people) as server, stopped(engine) as copy:
        server.command("import", "tweets", str(old_posts(server.folder)), "--as", IMPORT_AUTHOR)
        server.start()
        writers = [Writer(server, name) for name in people]
        with everybody_posts(writers):
            time.sleep(0.3)
            for number in range(BACKUPS):
                before = [set(list(writer.kept)) for writer in writers]
                file = server.folder / f"backup{number}.tar.gz"
                server.command("backup", str(file))
        after = [len(writer.kept) for writer in writers]
        assert sum(after) > sum(map(len, before)), "nobody posted during the last backup"
        server.stop()
        healthy(server)

        copy.command("restore", str(file))
        healthy(copy)
        copy.tokens = server.tokens
        copy.start()
        for writer in writers:
            assert not writer.wrong, writer.wrong
            writer.server = copy
        with concurrent.futures.ThreadPoolExecutor(WRITERS) as pool:
            for done in [pool.submit(check_writer, *pair) for pair in zip(writers, before, strict=True)]:
                done.result()
        copy.stop()
        print(f"{engine}: {sum(after)} posts, {sum(map(len, before))} of them before the last backup, none lost")


def refused(server: Server, *words: str) -> str | None:
    """Why a command is refused, if it is."""
    done = subprocess.run(
        [binary(), *words, *server.common], capture_output=True, text=True, timeout=60, cwd=server.folder, check=False
    )
    return done.stderr if done.returncode else None


def killed_after(server: Server, seconds: float, *words: str) -> bool:
    """Runs a command and kills it after a while. False when it was done by then."""
    process = subprocess.Popen(
        [binary(), *words, *server.common], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=server.folder
    )
    with contextlib.suppress(subprocess.TimeoutExpired):
        assert process.wait(seconds) == 0
        return False
    process.send_signal(signal.SIGKILL)
    process.wait()
    return True


def posts_of(server: Server, name: str) -> int:
    """As `medley account list` counts them; 0 without the account."""
    lines = [line.split() for line in server.command("account", "list").splitlines()]
    return next((int(words[3]) for words in lines if words[1] == name), 0)


@pytest.mark.parametrize("engine", engines())
def test_a_killed_restore_is_refused_and_can_be_run_again(engine):
    with stopped("sqlite") as source, stopped(engine) as whole:
        source.command("import", "tweets", str(old_posts(source.folder)), "--as", IMPORT_AUTHOR)
        file = source.folder / "backup.tar.gz"
        source.command("backup", str(file))
        began = time.monotonic()
        whole.command("restore", str(file))
        takes = time.monotonic() - began

        refusals = 0
        with stopped(engine) as place:
            for number in range(KILLS):
                if not killed_after(place, takes * (number + 0.5) / KILLS, "restore", str(file)):
                    break
                if (place.data / "restore.unfinished").exists():
                    refusals += 1
                    for words in (["serve", "--listen", "127.0.0.1:0"], ["account", "list"], ["backup", "x.tar.gz"]):
                        assert "was not finished" in (refused(place, *words) or ""), words
                else:
                    # It had not begun to write, or it was at its end.
                    assert posts_of(place, IMPORT_AUTHOR) in (0, OLD_POSTS)
                    if posts_of(place, IMPORT_AUTHOR):
                        break
            if refused(place, "account", "list") or not posts_of(place, IMPORT_AUTHOR):
                place.command("restore", str(file))
            assert posts_of(place, IMPORT_AUTHOR) == OLD_POSTS
            healthy(place)
        assert refusals, "no kill came while it was writing"
        print(f"{engine}: a restore of {takes:.2f} s was killed; {refusals} times something was half done and refused")

