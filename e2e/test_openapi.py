"""Holds the running server against its own OpenAPI document with schemathesis: whatever is sent, nothing is a 500, no
answer has a status, a type or a shape that the document does not tell.

Schemathesis makes requests that fit the document and requests that do not (missing and wrong values, arrays for texts,
odd characters); `openapi_hooks.py` gives it ids that exist. Which inputs it makes is fixed by a seed. Refusing whatever
does not fit (`negative_data_rejection`) is not asked for: Mastodon's own server is lenient (numbers for texts, anything
for a flag), and clients depend on it.
"""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys

import pytest
import requests
from pictures import png
from server import ROOT, stopped

SEED = "20261122"
EXAMPLES = os.environ.get("MEDLEY_OPENAPI_EXAMPLES", "8")
RUN_TIMEOUT_S = 600
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
ADMIN_SCOPES = "read write follow push profile admin:read admin:write"
# Streams do not end, the document is read by schemathesis anyway, and the last leads to a page.
LEFT_OUT = "^/api/(v1/streaming|openapi.json)|^/.well-known/change-password"
STAFF = "^/api/v[12]/admin/"


def send(server, who: str, method: str, path: str, **given) -> dict:
    """A call that must succeed."""
    headers = {"Authorization": f"Bearer {server.tokens[who]}"}
    answer = requests.request(method, server.url + path, headers=headers, timeout=20, **given)
    assert answer.status_code in (200, 202), (path, answer.status_code, answer.text)
    return answer.json()


def fill(server) -> dict[str, dict[str, str]]:
    """Makes one of everything; gives the ids, by the beginnings of the paths that take them."""

    def by(who: str, path: str, **body) -> str:
        return send(server, who, "POST", path, json=body).get("id", "")

    me = send(server, "ana", "GET", "/api/v1/accounts/verify_credentials")["id"]
    other = send(server, "ben", "GET", "/api/v1/accounts/verify_credentials")["id"]
    victim = send(server, "eve", "GET", "/api/v1/accounts/verify_credentials")["id"]
    by("ana", f"/api/v1/accounts/{other}/follow")
    by("ben", f"/api/v1/accounts/{me}/follow")
    picture = send(server, "ana", "POST", "/api/v2/media", files={"file": ("a.png", png(40, 30), "image/png")})["id"]
    post = by("ana", "/api/v1/statuses", status="Ward round #sepsis https://example.org/a", media_ids=[picture])
    spare = send(server, "ana", "POST", "/api/v2/media", files={"file": ("b.png", png(30, 40), "image/png")})["id"]
    poll = by("ben", "/api/v1/statuses", status="When?", poll={"options": ["Now", "Later"], "expires_in": 86_400})
    quoting = by("ben", "/api/v1/statuses", status="Look", quoted_status_id=post)
    by("ben", "/api/v1/statuses", status="@ana thanks", in_reply_to_id=post)
    by("ben", "/api/v1/statuses", status="@ana in private", visibility="direct")
    for verb in ("favourite", "reblog"):
        by("ben", f"/api/v1/statuses/{post}/{verb}")
    scheduled = by("ana", "/api/v1/statuses", status="Later", scheduled_at="2099-01-01T00:00:00.000Z")
    lists = by("ana", "/api/v1/lists", title="Ward")
    whole = send(server, "ana", "POST", "/api/v2/filters", json={
        "title": "Noise", "context": ["home"], "keywords_attributes": [{"keyword": "noise"}],
    })
    word = whole["keywords"][0]["id"]
    named = by("ana", f"/api/v2/filters/{whole['id']}/statuses", status_id=poll)
    notifications = send(server, "ana", "GET", "/api/v1/notifications")
    account = {"id": other}
    return {
        "/api/v1/accounts/": account,
        "/api/v1/accounts/{id}/block": {"id": victim},
        "/api/v1/accounts/{id}/mute": {"id": victim},
        "/api/v1/accounts/{id}/remove": {"id": victim},
        "/api/v1/admin/accounts/": {"id": victim},
        "/api/v1/statuses/": {"id": post, "quoting_id": quoting},
        "/api/v1/polls/": {"id": poll},
        "/api/v1/media/": {"id": spare},
        "/api/v1/lists/": {"id": lists},
        "/api/v1/timelines/list/": {"id": lists},
        "/api/v1/timelines/tag/": {"tag": "sepsis"},
        "/api/v1/tags/": {"name": "sepsis"},
        "/api/v1/scheduled_statuses/": {"id": scheduled},
        "/api/v1/filters/": {"id": word},
        "/api/v2/filters/": {"id": whole["id"]},
        "/api/v2/filters/keywords/": {"id": word},
        "/api/v2/filters/statuses/": {"id": named},
        "/api/v1/notifications/": {"id": notifications[0]["id"]},
        "/api/v2/notifications/": {"group_key": notifications[0]["group_key"]},
    }


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with stopped("sqlite", {"ana": "user", "ben": "user", "eve": "user", "root": "owner"}) as server:
        server.common += ["--config", str(ROOT / "docs" / "compatibility" / "medley.toml")]
        server.tokens["root"] = server.create_token("root", ADMIN_SCOPES)
        server.start()
        server.known = tmp_path_factory.mktemp("openapi") / "known.json"
        server.known.write_text(json.dumps(fill(server)))
        yield server
        server.stop()


def program() -> str:
    """The `schemathesis` beside this Python."""
    return str(pathlib.Path(sys.executable).parent / "schemathesis")


def hold(server, token: str | None, *paths: str) -> None:
    """One run over the operations that `paths` (arguments of schemathesis) choose."""
    words = [program(), "--config-file", str(ROOT / "e2e" / "schemathesis.toml"), "run", f"{server.url}/api/openapi.json", "--checks", CHECKS, "--max-examples", EXAMPLES]
    words += ["--seed", SEED, "--phases", "examples,coverage,fuzzing", "--workers", "1", "--no-shrink", *paths]
    words += ["--suppress-health-check", "all", "--generation-database", "none", "--generation-allow-x00", "true"]
    words += ["--continue-on-failure", "--warnings", "off"]
    if token:
        words += ["-H", f"Authorization: Bearer {token}"]
    env = {**os.environ, "SCHEMATHESIS_HOOKS": "openapi_hooks", "MEDLEY_KNOWN": str(server.known)}
    env["PYTHONPATH"] = str(ROOT / "e2e")
    done = subprocess.run(
        words, env=env, cwd=server.folder, capture_output=True, text=True, timeout=RUN_TIMEOUT_S, check=False
    )
    print(done.stdout[-4_000:])
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_person(server):
    hold(server, server.tokens["ana"], "--exclude-path-regex", f"{LEFT_OUT}|{STAFF}")


def test_the_staff(server):
    hold(server, server.tokens["root"], "--include-path-regex", STAFF)


def test_nobody(server):
    hold(server, None, "--include-method", "GET", "--exclude-path-regex", LEFT_OUT)
