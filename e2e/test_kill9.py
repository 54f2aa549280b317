"""An acknowledged post survives `kill -9`.

Eight people post without pause; the server is killed at random moments, twenty times on each engine, and started
again. What a client was told is written is there afterwards, whole and once: by its id, on its author's page and in
the author's count, under its hashtag and in its thread. A request whose answer was lost is sent again with the same
Idempotency-Key, and must not make a second post.
"""

from __future__ import annotations

import concurrent.futures
import dataclasses
import itertools
import random
import re
import threading
import time

import pytest
import requests
from server import engines, stopped

KILLS = 20
WRITERS = 8
# How long people post between two kills, in seconds.
RUN_S = (0.15, 0.9)
# A thread begins anew after so many replies.
THREAD_POSTS = 15
PAGE = 40
IDS_AT_ONCE = 20
THREADS_CHECKED = 4
REQUEST_TIMEOUT_S = 15


@dataclasses.dataclass
class Wish:
    """A post that somebody wants to make, until it is acknowledged."""

    key: str
    text: str
    reply_to: str | None


@dataclasses.dataclass
class Kept:
    """A post that the server said is written."""

    text: str
    reply_to: str | None


class Writer:
    """One person, posting as fast as answers come."""

    def __init__(self, server, name: str):
        self.server, self.name = server, name
        self.tag = f"load{name}"
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {server.tokens[name]}"
        self.kept: dict[str, Kept] = {}
        self.pending: Wish | None = None
        self.root: str | None = None
        self.replies = 0
        self.number = itertools.count()
        self.resent = 0
        self.wrong: list[str] = []

    def run(self, halt: threading.Event) -> None:
        """Posts until told to stop, the server is gone or it asks for patience."""
        while not halt.is_set():
            if not self.step():
                return

    def step(self) -> bool:
        """Makes one post, or the one whose answer was lost. False when it is time to wait for the next start."""
        if self.pending is None:
            self.pending = self.wish()
        else:
            self.resent += 1
        wish = self.pending
        body = {"status": wish.text, "visibility": "public"}
        if wish.reply_to:
            body["in_reply_to_id"] = wish.reply_to
        try:
            answer = self.session.post(
                f"{self.server.url}/api/v1/statuses",
                json=body,
                headers={"Idempotency-Key": wish.key},
                timeout=REQUEST_TIMEOUT_S,
            )
            made = answer.json()
        except (requests.RequestException, ValueError):
            return False
        if answer.status_code == 200:
            self.acknowledge(wish, made)
            return True
        if answer.status_code not in (429, 503):
            self.wrong.append(f"{answer.status_code} {made}")
        return False

    def wish(self) -> Wish:
        number = next(self.number)
        text = f"{self.name} writes number {number} about #{self.tag}"
        return Wish(f"{self.name}-{number}", text, self.root)

    def acknowledge(self, wish: Wish, made: dict) -> None:
        if made["id"] in self.kept:
            self.wrong.append(f"two keys gave one post: {wish.key}")
        self.kept[made["id"]] = Kept(wish.text, wish.reply_to)
        self.pending = None
        self.replies += 1
        if self.root is None or self.replies > THREAD_POSTS:
            self.root, self.replies = (None, 0) if self.root else (made["id"], 0)

    # Checks

    def get(self, path: str, **params):
        answer = self.session.get(self.server.url + path, params=params, timeout=REQUEST_TIMEOUT_S)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text[:300]}"
        return answer.json()

    def listing(self, path: str) -> list[dict]:
        """A whole timeline, page by page."""
        out: list[dict] = []
        while True:
            more = {"max_id": out[-1]["id"]} if out else {}
            page = self.get(path, limit=PAGE, **more)
            if not page:
                return out
            out += page

    def check(self) -> None:
        """Everything acknowledged is there, whole, once, and in every place that should list it."""
        assert not self.wrong, self.wrong
        me = self.get("/api/v1/accounts/verify_credentials")
        own = self.listing(f"/api/v1/accounts/{me['id']}/statuses")
        own_ids = [post["id"] for post in own]
        assert len(set(own_ids)) == len(own_ids), "a post is listed twice"
        lost = self.kept.keys() - set(own_ids)
        assert not lost, f"{self.name}: {len(lost)} acknowledged posts are gone, such as {self.kept[min(lost)]}"
        texts = [plain(post) for post in own]
        assert len(set(texts)) == len(texts), f"{self.name}: one Idempotency-Key made two posts"
        assert set(own_ids) == self.kept.keys(), f"{self.name}: there are posts that nobody acknowledged"
        assert me["statuses_count"] == len(own_ids), (me["statuses_count"], len(own_ids))
        tagged = self.listing(f"/api/v1/timelines/tag/{self.tag}")
        assert [post["id"] for post in tagged] == own_ids, f"#{self.tag} does not list what its author's page lists"
        self.check_each()
        self.check_threads()

    def check_each(self) -> None:
        ids = list(self.kept)
        for at in range(0, len(ids), IDS_AT_ONCE):
            asked = ids[at : at + IDS_AT_ONCE]
            found = {post["id"]: post for post in self.get("/api/v1/statuses", **{"id[]": asked})}
            for post_id in asked:
                self.check_post(found.get(post_id), post_id)

    def check_post(self, post: dict | None, post_id: str) -> None:
        kept = self.kept[post_id]
        assert post, f"{post_id} is listed and cannot be fetched"
        assert plain(post) == kept.text, (plain(post), kept.text)
        assert post["in_reply_to_id"] == kept.reply_to
        assert [tag["name"].lower() for tag in post["tags"]] == [self.tag]
        assert post["account"]["username"] == self.name and post["visibility"] == "public"

    def check_threads(self) -> None:
        threads: dict[str, set[str]] = {}
        for post_id, kept in self.kept.items():
            if kept.reply_to:
                threads.setdefault(kept.reply_to, set()).add(post_id)
        for root in random.sample(sorted(threads), min(THREADS_CHECKED, len(threads))):
            context = self.get(f"/api/v1/statuses/{root}/context")
            assert {post["id"] for post in context["descendants"]} == threads[root]
            assert self.get(f"/api/v1/statuses/{root}")["replies_count"] == len(threads[root])
            reply = random.choice(sorted(threads[root]))
            above = self.get(f"/api/v1/statuses/{reply}/context")["ancestors"]
            assert [post["id"] for post in above] == [root]


def plain(post: dict) -> str:
    """A post's text without its markup."""
    return re.sub(r"<[^>]+>", "", post["content"])


def burst(writers: list[Writer], seconds: float, end) -> None:
    """Everybody posts for a while; then `end` happens in the middle of it."""
    halt = threading.Event()
    threads = [threading.Thread(target=writer.run, args=(halt,)) for writer in writers]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    end()
    halt.set()
    for thread in threads:
        thread.join(REQUEST_TIMEOUT_S + 5)
        assert not thread.is_alive(), "a request hangs"


@pytest.mark.parametrize("engine", engines())
def test_acknowledged_posts_survive(engine):
    seed = random.randrange(1 << 32)
    random.seed(seed)
    print(f"seed {seed}")
    people = {f"writer{number}": "user" for number in range(WRITERS)}
    with stopped(engine, people) as server:
        server.start()
        writers = [Writer(server, name) for name in people]
        for _ in range(KILLS):
            burst(writers, random.uniform(*RUN_S), server.kill9)
            server.start()
        burst(writers, 0.5, lambda: None)
        for writer in writers:
            while writer.pending and writer.step():
                pass
        # Counting windows of the rate limit begin anew with the process; the checks ask a lot.
        server.stop()
        server.start()
        with concurrent.futures.ThreadPoolExecutor(WRITERS) as pool:
            for done in [pool.submit(writer.check) for writer in writers]:
                done.result()
        kept, resent = sum(len(w.kept) for w in writers), sum(w.resent for w in writers)
        print(f"{engine}: {KILLS} kills, {kept} posts acknowledged, {resent} sent again, none lost, none doubled")
        assert kept > KILLS * WRITERS / 2, "too few posts to mean anything"
