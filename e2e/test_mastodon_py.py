"""A real session with Mastodon.py, the strictest of the usual clients, against a live server on both engines."""

from __future__ import annotations

import datetime
import json
import queue
import time

import pytest
import requests
import websocket
from forms import Browser
from mastodon import (
    Mastodon,
    MastodonAPIError,
    MastodonNotFoundError,
    MastodonUnauthorizedError,
    StreamListener,
)
from pictures import png
from server import engines, running

EVENT_TIMEOUT_S = 10
NAMES = (
    "ana ben cleo dita emil fay gus hana ivo jana kai lena mona nia otto pia quim rosa sam tara ugo vera wim xena"
    " yara zoe abel bea carl dora"
).split()
OOB = "urn:ietf:wg:oauth:2.0:oob"


@pytest.fixture(scope="module", params=engines())
def server(request):
    """One server for all tests of an engine, with accounts enough for each test to have its own."""
    people = {name: "owner" if name == "ana" else "user" for name in NAMES}
    with running(request.param, people) as server:
        server.free = iter(NAMES)
        yield server


@pytest.fixture
def person(server):
    """Gives clients of people whom no other test knows."""
    return lambda: client(server, next(server.free))


def client(server, name: str, token: str | None = None) -> Mastodon:
    api = Mastodon(
        access_token=token or server.tokens[name],
        api_base_url=server.url,
        ratelimit_method="throw",
        version_check_mode="none",
        request_timeout=20,
    )
    api.name = name
    api.me_id = None if token else api.account_verify_credentials().id
    return api


def ids(entities) -> list[str]:
    return [str(entity.id) for entity in entities]


def eventually(what, seconds: float = 5):
    """Gives the first truthy answer of `what`."""
    until = time.monotonic() + seconds
    while True:
        found = what()
        if found or time.monotonic() > until:
            return found
        time.sleep(0.1)


# Signing in


def test_authorization_code(server):
    name = next(server.free)
    app_id, secret = Mastodon.create_app(
        "Ward round", scopes=["read", "write", "follow"], redirect_uris=OOB, api_base_url=server.url
    )
    api = Mastodon(client_id=app_id, client_secret=secret, api_base_url=server.url, ratelimit_method="throw")
    address = api.auth_request_url(scopes=["read", "write", "follow"], redirect_uris=OOB, allow_http=True)
    code = Browser(server.url).authorize(address, name, server.passwords[name])
    token = api.log_in(code=code, redirect_uri=OOB, scopes=["read", "write", "follow"], allow_http=True)
    assert token and api.me().username == name
    assert api.app_verify_credentials().name == "Ward round"
    with pytest.raises(Exception):
        api.log_in(code=code, redirect_uri=OOB, scopes=["read", "write", "follow"], allow_http=True)
    api.revoke_access_token(allow_http=True)
    again = client(server, name, token)
    with pytest.raises(MastodonUnauthorizedError):
        again.account_verify_credentials()


def test_a_wrong_password_signs_nobody_in(server):
    browser = Browser(server.url)
    browser.open("/settings/profile")
    page = browser.sign_in(NAMES[0], "not the password")
    assert page.status_code in (200, 401, 403, 422) and 'type="password"' in page.text


def test_verify_credentials(person):
    api = person()
    me = api.account_verify_credentials()
    assert (me.username, me.acct, me.bot, me.locked) == (api.name, api.name, False, False)
    assert me.source.privacy == "public" and me.source.note == ""
    assert me.avatar.startswith("http") and me.header.startswith("http")
    changed = api.account_update_credentials(
        display_name="Dr. Test", note="Night shifts.", fields=[("Ward", "4 b"), ("Site", "https://example.com")]
    )
    assert (changed.display_name, changed.fields[0].value) == ("Dr. Test", "4 b")
    assert "Night shifts." in api.account(me.id).note


# Filters


def test_filters_of_both_versions(person):
    api, author = person(), person()
    made = api.create_filter_v2(
        "Diets", ["home", "public"], "warn", keywords_attributes=[{"keyword": "keto", "whole_word": True}]
    )
    assert (made.title, made.context, made.keywords[0].keyword) == ("Diets", ["home", "public"], "keto")
    word = api.add_filter_keyword_v2(made, "fasting", whole_word=False)
    assert [k.keyword for k in api.filter_keywords_v2(made)] == ["keto", "fasting"]
    post = author.status_post("Again about KETO")
    result = api.status(post.id).filtered[0]
    assert (result.filter.title, result.keyword_matches, result.status_matches) == ("Diets", ["KETO"], None)
    other = author.status_post("Nothing of it")
    named = api.add_filter_status_v2(made, other)
    assert api.filter_status_v2(named).status_id == other.id
    assert [str(match) for match in api.status(other.id).filtered[0].status_matches] == [str(other.id)]
    assert author.status(post.id).filtered == []
    assert [f.phrase for f in api.filters()] == ["keto", "fasting"]
    changed = api.update_filter_v2(made, expires_in=600, keywords_attributes=[{"id": word.id, "_destroy": True}])
    assert isinstance(changed.expires_at, datetime.datetime) and len(changed.keywords) == 1
    old = api.filter_create("quack", ["notifications"], irreversible=True, expires_in=600)
    assert (old.phrase, old.irreversible, api.filter(old).id) == ("quack", True, old.id)
    assert api.filter_update(old, phrase="quacks", context=["home"]).phrase == "quacks"
    api.filter_delete(old)
    api.delete_filter_v2(made)
    assert api.filters_v2() == []


def test_domains_notes_and_preferences(person):
    api, other = person(), person()
    api.domain_block("spam.example")
    assert list(api.domain_blocks()) == ["spam.example"]
    api.domain_unblock("spam.example")
    assert list(api.domain_blocks()) == []
    assert api.account_note_set(other.me_id, "met in Graz").note == "met in Graz"
    assert api.preferences()["reading:expand:media"] == "default"


# Posting


def test_posting(person):
    api = person()
    for visibility in ("public", "unlisted", "private", "direct"):
        post = api.status_post(f"as {visibility}", visibility=visibility)
        assert post.visibility == visibility and f"as {visibility}" in post.content
    post = api.status_post("Behind it", spoiler_text="A warning", sensitive=True, language="es")
    assert (post.spoiler_text, post.sensitive, post.language) == ("A warning", True, "es")
    assert post.url.endswith(f"/@{api.name}/{post.id}")
    assert isinstance(post.created_at, datetime.datetime)
    first = api.status_post("Once only", idempotency_key="key-1")
    second = api.status_post("Once only", idempotency_key="key-1")
    assert first.id == second.id
    with pytest.raises(MastodonAPIError):
        api.status_post("")
    with pytest.raises(MastodonAPIError):
        api.status_post("x" * 100_000)


def test_threads(person):
    author, other = person(), person()
    root = author.status_post("The question")
    reply = other.status_post(f"@{author.name} an answer", in_reply_to_id=root.id)
    after = author.status_reply(reply, "Thank you")
    assert (str(reply.in_reply_to_id), str(reply.in_reply_to_account_id)) == (str(root.id), str(author.me_id))
    assert [m.acct for m in reply.mentions] == [author.name]
    context = author.status_context(reply.id)
    assert ids(context.ancestors) == [str(root.id)] and ids(context.descendants) == [str(after.id)]
    whole = author.status_context(root.id)
    assert ids(whole.descendants) == [str(reply.id), str(after.id)]
    assert author.status(root.id).replies_count == 1


def test_reactions(person):
    author, other = person(), person()
    post = author.status_post("Worth it")
    boost = other.status_reblog(post.id)
    assert str(boost.reblog.id) == str(post.id) and boost.id != post.id
    assert other.status_favourite(post.id).favourited and other.status_bookmark(post.id).bookmarked
    seen = other.status(post.id)
    assert (seen.reblogged, seen.favourited, seen.bookmarked) == (True, True, True)
    assert (seen.reblogs_count, seen.favourites_count) == (1, 1)
    assert ids(author.status_reblogged_by(post.id)) == [str(other.me_id)]
    assert ids(author.status_favourited_by(post.id)) == [str(other.me_id)]
    assert author.status_pin(post.id).pinned
    assert ids(other.account_statuses(author.me_id, pinned=True)) == [str(post.id)]
    assert not author.status_unpin(post.id).pinned
    other.status_unreblog(post.id), other.status_unfavourite(post.id), other.status_unbookmark(post.id)
    seen = other.status(post.id)
    assert (seen.reblogged, seen.favourited, seen.bookmarked) == (False, False, False)
    assert (seen.reblogs_count, seen.favourites_count) == (0, 0)
    private = author.status_post("For followers", visibility="private")
    with pytest.raises(MastodonAPIError):
        other.status_reblog(private.id)


def test_edits_and_deletion(person):
    api = person()
    post = api.status_post("Frist", spoiler_text="typo")
    assert api.status_source(post.id).text == "Frist"
    edited = api.status_update(post.id, "First", spoiler_text="")
    assert "First" in edited.content and edited.edited_at is not None and edited.spoiler_text == ""
    history = api.status_history(post.id)
    assert ["Frist" in version.content for version in history] == [True, False]
    assert "First" in history[1].content
    gone = api.status_delete(post.id)
    assert gone.text == "First"
    with pytest.raises(MastodonNotFoundError):
        api.status(post.id)
    assert ids(api.account_statuses(api.me_id)) == []


# People


def test_relationships(person):
    me, other = person(), person()
    assert me.account_follow(other.me_id).following
    assert ids(me.account_following(me.me_id)) == [str(other.me_id)]
    assert ids(me.account_followers(other.me_id)) == [str(me.me_id)]
    assert other.account_relationships(me.me_id)[0].followed_by
    assert me.account_mute(other.me_id).muting and ids(me.mutes()) == [str(other.me_id)]
    assert not me.account_unmute(other.me_id).muting
    assert not me.account_unfollow(other.me_id).following
    blocked = me.account_block(other.me_id)
    assert blocked.blocking and ids(me.blocks()) == [str(other.me_id)]
    assert other.account_relationships([me.me_id])[0].blocked_by
    with pytest.raises(MastodonAPIError):
        other.account_follow(me.me_id)
    assert not me.account_unblock(other.me_id).blocking
    assert str(me.account_lookup(other.name.upper()).id) == str(other.me_id)
    assert str(other.me_id) in ids(me.account_search(other.name))


# Timelines


def walk(page, newest_first: list[str]):
    """Checks max_id, since_id, min_id and limit on a timeline that holds just these posts."""
    assert ids(page(limit=40)) == newest_first
    assert ids(page(limit=2)) == newest_first[:2]
    assert ids(page(max_id=newest_first[1], limit=2)) == newest_first[2:4]
    assert ids(page(since_id=newest_first[-1], limit=2)) == newest_first[:2]
    assert ids(page(min_id=newest_first[-1], limit=2)) == newest_first[-3:-1]
    assert ids(page(min_id=newest_first[0])) == []


def test_timelines(server, person):
    author, reader = person(), person()
    reader.account_follow(author.me_id)
    posted = [str(author.status_post(f"Number {n} #rounds{author.name}").id) for n in range(6)][::-1]
    walk(reader.timeline_home, posted)
    walk(lambda **kw: reader.timeline_hashtag(f"rounds{author.name}", **kw), posted)
    walk(lambda **kw: reader.account_statuses(author.me_id, **kw), posted)
    local = ids(reader.timeline_local(limit=40))
    assert [post for post in local if post in posted] == posted
    first = reader.timeline_home(limit=2)
    second = reader.fetch_next(first)
    assert ids(second) == posted[2:4] and ids(reader.fetch_previous(second)) == posted[:2]
    anonymous = requests.get(f"{server.url}/api/v1/timelines/public?local=true&limit=3", timeout=10)
    assert len(anonymous.json()) == 3 and 'rel="next"' in anonymous.headers["Link"]
    author.status_delete(posted[0])
    assert ids(reader.timeline_home()) == posted[1:]
    reader.account_mute(author.me_id)
    assert ids(reader.timeline_home()) == []


def test_bookmarks_and_favourites_page(person):
    author, reader = person(), person()
    posted = [author.status_post(f"Keep {n}").id for n in range(5)]
    for post in posted:
        reader.status_bookmark(post), reader.status_favourite(post)
    newest = [str(post) for post in posted[::-1]]
    for mine in (reader.bookmarks, reader.favourites):
        first = mine(limit=2)
        second = reader.fetch_next(first)
        third = reader.fetch_next(second)
        assert ids(first) + ids(second) + ids(third) == newest
        assert not reader.fetch_next(third)


# Notifications, streams


def test_notifications(person):
    me, other = person(), person()
    post = me.status_post("Tell me")
    other.account_follow(me.me_id)
    other.status_favourite(post.id)
    other.status_reblog(post.id)
    other.status_post(f"@{me.name} hello", in_reply_to_id=post.id)
    wanted = {"follow", "favourite", "reblog", "mention"}
    assert eventually(lambda: {n.type for n in me.notifications()} == wanted), me.notifications()
    one = me.notifications()[0]
    assert me.notifications(one.id).id == one.id and str(one.account.id) == str(other.me_id)
    assert {n.type for n in me.notifications(types=["mention"])} == {"mention"}
    assert {n.type for n in me.notifications(exclude_types=["mention"])} == wanted - {"mention"}
    grouped = me.grouped_notifications()
    assert {group.type for group in grouped.notification_groups} == wanted
    assert str(other.me_id) in ids(grouped.accounts) and str(post.id) in ids(grouped.statuses)
    me.notifications_dismiss(one.id)
    assert str(one.id) not in ids(me.notifications())
    me.notifications_clear()
    assert me.notifications() == []


class Ear(StreamListener):
    """Keeps what it hears."""

    def __init__(self):
        self.heard = queue.Queue()

    def on_update(self, status):
        self.heard.put(("update", str(status.id)))

    def on_status_update(self, status):
        self.heard.put(("status.update", str(status.id)))

    def on_notification(self, notification):
        self.heard.put(("notification", notification.type))

    def on_delete(self, status_id):
        self.heard.put(("delete", str(status_id)))

    def wait(self, wanted):
        """Waits for `wanted`, whatever comes before it."""
        before, until = [], time.monotonic() + EVENT_TIMEOUT_S
        while wanted not in before:
            left = until - time.monotonic()
            assert left > 0, f"{wanted} did not come, but {before}"
            try:
                before.append(self.heard.get(timeout=left))
            except queue.Empty:
                continue


def test_stream_of_events(person):
    me, author = person(), person()
    me.account_follow(author.me_id)
    assert me.stream_healthy()
    ear = Ear()
    handle = me.stream_user(ear, run_async=True, reconnect_async=False)
    time.sleep(1)
    try:
        post = author.status_post("Live")
        ear.wait(("update", str(post.id)))
        author.status_update(post.id, "Live, edited")
        ear.wait(("status.update", str(post.id)))
        author.status_post(f"@{me.name} you")
        ear.wait(("notification", "mention"))
        author.status_delete(post.id)
        ear.wait(("delete", str(post.id)))
    finally:
        handle.close()


def test_websocket(server, person):
    me, author = person(), person()
    me.account_follow(author.me_id)
    base = me.instance_v1().urls.streaming_api
    socket = websocket.create_connection(
        f"{base}/api/v1/streaming", subprotocols=[server.tokens[me.name]], timeout=EVENT_TIMEOUT_S
    )
    # The library tells it in lower case.
    assert socket.getsubprotocol() == server.tokens[me.name].lower()
    socket.send(json.dumps({"type": "subscribe", "stream": "user"}))
    socket.send(json.dumps({"type": "subscribe", "stream": "hashtag", "tag": "livetag"}))
    time.sleep(1)
    post = author.status_post("Watch #livetag")
    heard = [json.loads(socket.recv()) for _ in range(2)]
    assert sorted(event["stream"] for event in heard) == [["hashtag", "livetag"], ["user"]]
    for event in heard:
        assert event["event"] == "update" and json.loads(event["payload"])["id"] == str(post.id)
    socket.send(json.dumps({"type": "unsubscribe", "stream": "hashtag", "tag": "livetag"}))
    time.sleep(0.5)
    author.status_delete(post.id)
    event = json.loads(socket.recv())
    assert (event["event"], event["payload"], event["stream"]) == ("delete", str(post.id), ["user"])
    socket.close()


# Media


def test_media(person):
    api = person()
    media = api.media_post(png(320, 200), "image/png", description="A green square", focus=(0.5, -0.25))
    assert media.type == "image" and media.description == "A green square" and media.blurhash
    assert (media.meta.original.width, media.meta.original.height) == (320, 200)
    assert (media.meta.focus.x, media.meta.focus.y) == (0.5, -0.25)
    assert api.media_update(media.id, description="A teal square").description == "A teal square"
    post = api.status_post("With a picture", media_ids=[media.id])
    shown = post.media_attachments[0]
    assert (str(shown.id), shown.description) == (str(media.id), "A teal square")
    picture = requests.get(shown.url, timeout=10)
    assert picture.status_code == 200 and picture.headers["Content-Type"].startswith("image/")
    assert requests.get(shown.preview_url, timeout=10).status_code == 200
    assert ids(api.account_statuses(api.me_id, only_media=True)) == [str(post.id)]
    with pytest.raises(MastodonAPIError):
        api.media_post(b"not a picture", "image/png", file_name="x.png")


# The server about itself


def test_instance(server, person):
    api = person()
    old, new = api.instance_v1(), api.instance_v2()
    assert old.uri == server.domain and new.domain == server.domain
    assert old.urls.streaming_api == f"ws://{server.domain}"
    assert new.configuration.statuses.max_characters >= 140
    assert new.configuration.media_attachments.supported_mime_types
    assert old.contact_account is not None and old.version[:3].replace(".", "").isdigit()
    assert requests.get(f"{server.url}/health", timeout=10).status_code == 200
    node = api.instance_nodeinfo()
    assert node.version == "2.0" and node.software.name and node.openRegistrations in (True, False)
    assert isinstance(api.custom_emojis(), list)
    assert isinstance(api.instance_rules(), list)


def test_preferences_and_markers(person):
    api = person()
    preferences = api.preferences()
    assert preferences["posting:default:visibility"] == "public"
    assert set(preferences) >= {"posting:default:sensitive", "posting:default:language", "reading:expand:media"}
    post = api.status_post("Read up to here")
    assert str(api.markers_set("home", post.id)["home"].last_read_id) == str(post.id)
    marker = api.markers_get(["home"])["home"]
    assert (str(marker.last_read_id), marker.version >= 0) == (str(post.id), True)


# What must not work


def test_errors(server, person):
    api = person()
    bad = client(server, "nobody", "not-a-token")
    with pytest.raises(MastodonUnauthorizedError):
        bad.account_verify_credentials()
    with pytest.raises(MastodonNotFoundError):
        api.status(1)
    for path, status in (
        ("/api/v1/statuses/999", 404),
        ("/api/v1/no/such/thing", 404),
        ("/api/v1/timelines/home", 401),
    ):
        answer = requests.get(server.url + path, timeout=10)
        assert answer.status_code == status and answer.json()["error"], (path, answer.status_code)
    direct = api.status_post("Only me", visibility="direct")
    assert requests.get(f"{server.url}/api/v1/statuses/{direct.id}", timeout=10).status_code == 404


def test_scopes(server):
    name = next(server.free)
    app_id, secret = Mastodon.create_app("Reader", scopes=["read"], redirect_uris=OOB, api_base_url=server.url)
    api = Mastodon(client_id=app_id, client_secret=secret, api_base_url=server.url, ratelimit_method="throw")
    address = api.auth_request_url(scopes=["read"], redirect_uris=OOB, allow_http=True)
    code = Browser(server.url).authorize(address, name, server.passwords[name])
    api.log_in(code=code, redirect_uri=OOB, scopes=["read"], allow_http=True)
    assert api.timeline_home() == []
    with pytest.raises(MastodonAPIError) as refused:
        api.status_post("Not allowed")
    assert refused.value.args[1] == 403
