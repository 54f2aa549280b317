"""The walk through the API whose every answer `typed.py` holds against Mastodon.py's entities."""

from __future__ import annotations

import datetime
import pathlib
import time
import typing

import requests
from mastodon import Mastodon, return_types, types_base
from typed import ENTITIES, FAULTS_MAX, Checker

TOKENS = {
    "admin": "__MASTODON_PY_TEST_ACCESS_TOKEN_2",
    "ana": "__MASTODON_PY_TEST_ACCESS_TOKEN_3",
    "shy": "__MASTODON_PY_TEST_ACCESS_TOKEN",
}
CALL_TIMEOUT_S = 30
# What is told within a second, is waited for as long.
TOLD_S = 1
# Methods that the library types as something else than what it documents, and Mastodon sends.
MEANT = {
    "featured_tag_suggestions": list[return_types.Tag],
    "filter_v2": return_types.FilterV2,
    "admin_delete_canonical_email_block": types_base.EmptyResponse,
    "admin_accounts_v1": list[return_types.AdminAccount],
}


class Person:
    """A client that checks each answer as it is called: `ana.status_post("..")`."""

    def __init__(self, url: str, token: str | None, walk: Walk):
        session = requests.Session()
        session.hooks["response"].append(self.hear)
        self.raw, self.walk = None, walk
        keys = ("__MASTODON_PY_TEST_CLIENT_ID", "__MASTODON_PY_TEST_CLIENT_SECRET")
        self.api = Mastodon(
            *keys, token, url, session=session, version_check_mode="none", request_timeout=CALL_TIMEOUT_S
        )

    def hear(self, response, *_args, **_more) -> None:
        """Keeps the last answer as it came."""
        self.raw = response

    def __getattr__(self, name: str):
        return lambda *args, **more: self.walk.call(self, name, args, more)


class Walk:
    """What was called, what was wrong with the answers, and which entities were in them."""

    def __init__(self) -> None:
        self.calls: dict[str, list[str]] = {}
        self.seen: set[str] = set()

    def call(self, person: Person, name: str, args, more):
        """Calls one method; gives what the library made of the answer, or None after an error."""
        method, faults = getattr(person.api, name), self.calls.setdefault(name, [])
        try:
            answer = method(*args, **more)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is the call's result
            faults.append(f"{type(error).__name__}: {' '.join(str(error).split())}"[:200])
            return None
        kind = MEANT.get(name) or typing.get_type_hints(method).get("return")
        if kind not in (None, type(None), bool, int, str):
            checker = Checker()
            checker.check(kind, person.raw.json(), name)
            self.seen |= checker.seen
            faults += [fault for fault in checker.faults if fault not in faults]
        return answer

    def direct(self, url: str, name: str, method: str, path: str, kind, person: str | None = None, **body) -> None:
        """Holds an answer against an entity that the library asks for in no way that works here."""
        headers = {"Authorization": f"Bearer {person}"} if person else {}
        answer = requests.request(method, url + path, headers=headers, json=body or None, timeout=CALL_TIMEOUT_S)
        checker = Checker()
        checker.check(kind, answer.json(), name)
        self.seen |= checker.seen
        self.calls.setdefault(name, []).extend(checker.faults)

    def told(self) -> dict:
        """Per call null or its faults; which entities were met, and which were not."""
        calls = {name: "; ".join(faults[:FAULTS_MAX]) or None for name, faults in sorted(self.calls.items())}
        return {"calls": calls, "seen": sorted(self.seen), "unseen": sorted(set(ENTITIES) - self.seen)}


def walk(url: str, picture: str) -> dict:
    """The whole walk."""
    steps = Walk()
    people = {name: Person(url, token, steps) for name, token in TOKENS.items()}
    ana, shy, admin = people["ana"], people["shy"], people["admin"]
    me, them = ana.me(), shy.me()
    for step in (
        lambda: server(ana, admin),
        lambda: asked_directly(steps, url),
        lambda: profile(ana, picture),
        lambda: people_calls(ana, shy, me, them),
        lambda: posts(ana, shy, picture),
        lambda: videos_and_sounds(ana, picture),
        lambda: polls_and_later(ana, shy),
        lambda: lists_and_tags(ana, them),
        lambda: collections(ana, shy, me, them),
        lambda: years(shy),
        lambda: filters(ana),
        lambda: notifications(ana, shy, admin, me),
        lambda: discovery(ana),
        lambda: push(ana),
        lambda: reports(ana, admin, them),
        lambda: administration(admin, shy, them),
    ):
        try:
            step()
        except Exception as error:  # noqa: BLE001 - a walk that cannot go on says so
            steps.calls.setdefault("(the walk)", []).append(f"{type(error).__name__}: {error}")
    return steps.told()


def server(ana: Person, admin: Person) -> None:
    for name in ("instance_v1", "instance_v2", "instance_activity", "instance_peers", "instance_rules"):
        getattr(ana, name)()
    for name in ("instance_nodeinfo", "instance_extended_description", "instance_languages", "custom_emojis"):
        getattr(ana, name)()
    for name in ("instance_translation_languages", "instance_terms_of_service"):
        getattr(ana, name)()
    ana.oauth_authorization_server_info()
    ana.app_verify_credentials()
    told = ana.announcements() or []
    if told:
        ana.announcement_reaction_create(told[0].id, "👋")
        ana.announcements()
        ana.announcement_reaction_delete(told[0].id, "👋")
        ana.announcement_dismiss(told[0].id)
    ana.directory()
    admin.me()


def asked_directly(steps: Walk, url: str) -> None:
    """The library asks for the one only over https, and hides the other in an exception."""
    person = TOKENS["ana"]
    steps.direct(url, "oauth_userinfo", "GET", "/oauth/userinfo", return_types.OAuthUserInfo, person)
    key = {"client_id": "__MASTODON_PY_TEST_CLIENT_ID", "client_secret": "__MASTODON_PY_TEST_CLIENT_SECRET"}
    asked = {**key, "grant_type": "client_credentials", "scope": "read write"}
    app = requests.post(f"{url}/oauth/token", json=asked, timeout=CALL_TIMEOUT_S).json()["access_token"]
    wrong = {"username": "", "email": "nowhere", "password": "", "agreement": False, "locale": "en"}
    kind = return_types.AccountCreationError
    steps.direct(url, "account_creation_error", "POST", "/api/v1/accounts", kind, app, **wrong)


def profile(ana: Person, picture: str) -> None:
    fields = [("Ward", "7"), ("Site", "https://example.org")]
    ana.account_update_credentials(display_name="Ana", note="Walks #walk", avatar=picture, fields=fields)
    ana.account_update_credentials(discoverable=True, indexable=True)
    ana.profile()
    ana.profile_update(display_name="Ana W")
    ana.account_delete_avatar()
    ana.account_delete_header()
    ana.preferences()


def people_calls(ana: Person, shy: Person, me, them) -> None:
    ana.account(them.id)
    ana.accounts([me.id, them.id])
    ana.account_lookup(them.acct)
    ana.account_search(them.acct)
    ana.account_follow(them.id)
    shy.follow_requests()
    shy.follow_request_authorize(me.id)
    shy.account_follow(me.id)
    for name in ("account_endorse", "account_unendorse", "account_pin", "account_unpin", "account_mute"):
        getattr(ana, name)(them.id)
    ana.mutes()
    for name in ("account_unmute", "account_block"):
        getattr(ana, name)(them.id)
    ana.blocks()
    ana.account_unblock(them.id)
    ana.account_note_set(them.id, "Shy")
    ana.account_follow(them.id)
    shy.follow_request_authorize(me.id)
    shy.account_follow(me.id)
    ana.account_endorse(them.id)
    ana.endorsements()
    for name in ("account_relationships", "account_familiar_followers", "account_followers", "account_following"):
        getattr(ana, name)(them.id)
    ana.account_lists(them.id)
    ana.account_featured_tags(me.id)
    ana.domain_block("elsewhere.example")
    ana.domain_blocks()
    ana.domain_unblock("elsewhere.example")


def posts(ana: Person, shy: Person, picture: str) -> None:
    media = ana.media_post(picture, description="A square", focus=(0.1, 0.2))
    ana.media(media.id)
    ana.media_update(media.id, description="A green square")
    post = ana.status_post("Walking #walk @mastodonpy_test https://example.org", media_ids=[media.id])
    for name in ("status_favourite", "status_bookmark", "status_reblog"):
        getattr(shy, name)(post.id)
    shy.favourites()
    shy.bookmarks()
    for name in ("status", "status_context", "status_reblogged_by", "status_favourited_by", "status_source"):
        getattr(ana, name)(post.id)
    ana.statuses([post.id])
    ana.status_update(post.id, "Walked #walk @mastodonpy_test", media_ids=[media.id])
    ana.status_history(post.id)
    reply = shy.status_reply(post, "Well walked")
    ana.status_context(post.id)
    quote = ana.status_post("As I said", quoted_status_id=post.id, quote_approval_policy="public")
    ana.status_quotes(post.id)
    if quote:
        again = ana.status_post("I keep saying so :wave:", quoted_status_id=quote.id)
        ana.status(again.id)
    ana.status_update_quote_approval_policy(post.id, "followers")
    if quote:
        ana.status_quote_revoke(post.id, quote.id)
    for name in ("status_mute", "status_unmute", "status_pin", "status_unpin"):
        getattr(ana, name)(post.id)
    for name in ("status_unreblog", "status_unfavourite", "status_unbookmark"):
        getattr(shy, name)(post.id)
    ana.account_statuses(post.account.id)
    for name in ("timeline_home", "timeline_local", "timeline_public"):
        getattr(ana, name)()
    ana.timeline_hashtag("walk")
    shy.status_delete(reply.id)


def videos_and_sounds(ana: Person, picture: str) -> None:
    seeds = pathlib.Path(__file__).resolve().parent.parent / "fuzz" / "seeds" / "clip"
    for name, kind in (("planted.mp4", "video/mp4"), ("silent.mp4", "video/mp4"), ("planted.mp3", "audio/mpeg")):
        sent = ana.api.media_post(str(seeds / name), kind, thumbnail=picture, description="Two steps")
        until = time.monotonic() + CALL_TIMEOUT_S
        while ana.api.media(sent.id).url is None and time.monotonic() < until:
            time.sleep(0.2)
        media = ana.media(sent.id)
        ana.media_update(media.id, description="Three steps", focus=(0.1, 0.2))
        ana.status_post("Walking on #walk", media_ids=[media.id])


def polls_and_later(ana: Person, shy: Person) -> None:
    poll = ana.api.make_poll(["Left", "Right"], 3600, multiple=True)
    asked = ana.status_post("Which way?", poll=poll)
    if asked and asked.poll:
        shy.poll(asked.poll.id)
        shy.poll_vote(asked.poll.id, [1])
    at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=2)
    later = ana.status_post("Later", scheduled_at=at)
    ana.scheduled_statuses()
    if later:
        ana.scheduled_status(later.id)
        ana.scheduled_status_update(later.id, at + datetime.timedelta(hours=1))
        ana.scheduled_status_delete(later.id)


def lists_and_tags(ana: Person, them) -> None:
    made = ana.list_create("Walkers", "list", True)
    ana.lists()
    if made:
        ana.list(made.id)
        ana.list_update(made.id, "Wanderers")
        ana.list_accounts_add(made.id, [them.id])
        ana.list_accounts(made.id)
        ana.account_lists(them.id)
        ana.timeline_list(made.id)
        ana.list_accounts_delete(made.id, [them.id])
        ana.list_delete(made.id)
    ana.tag("walk")
    ana.tag_follow("walk")
    ana.followed_tags()
    ana.tag_unfollow("walk")
    ana.featured_tag_suggestions()
    tag = ana.featured_tag_create("walk")
    ana.featured_tags()
    if tag:
        ana.featured_tag_delete(tag.id)


def collections(ana: Person, shy: Person, me, them) -> None:
    made = ana.collection_create("Walkers", "Who walks", "en", "#walk", False, True, account_ids=[me.id])
    shy_made = shy.collection_create("Friends", discoverable=True)
    if made:
        ana.collection(made.collection.id)
        ana.collection_update(made.collection.id, name="Wanderers", sensitive=True)
        ana.account_collections(me.id)
        item = shy.collection_item_add(shy_made.collection.id, me.id)
        shy.status_post(f"Whom I like: {shy_made.collection.url}")
        time.sleep(TOLD_S)
        ana.account_in_collections(me.id)
        ana.notifications(types=["added_to_collection"], supported_types=["follow"])
        ana.grouped_notifications(types=["added_to_collection"], supported_types=["follow"])
        ana.search_v2(shy_made.collection.url)
        ana.collection_item_revoke(shy_made.collection.id, item.collection_item.id)
        ana.collection_item_delete(made.collection.id, made.collection.collection_items[0].id)
        ana.collection_delete(made.collection.id)


def years(shy: Person) -> None:
    found = shy.annual_reports()
    shy.annual_report_state(1900)
    shy.annual_report_generate(1900)
    for report in found.annual_reports if found else []:
        shy.annual_report(report.year)
        shy.annual_report_state(report.year)
        shy.annual_report_read(report.year)
    shy.grouped_notifications(types=["annual_report"])


def filters(ana: Person) -> None:
    made = ana.create_filter_v2("Stairs", ["home", "thread"], "warn", keywords_attributes=[{"keyword": "stairs"}])
    ana.filters_v2()
    if made:
        ana.filter_v2(made.id)
        ana.update_filter_v2(made.id, title="Lifts")
        word = ana.add_filter_keyword_v2(made.id, "lift")
        ana.filter_keywords_v2(made.id)
        post = ana.status_post("Take the lift")
        held = ana.add_filter_status_v2(made.id, post.id)
        ana.filter_statuses_v2(made.id)
        ana.status(post.id)
        ana.timeline_home()
        if held:
            ana.delete_filter_status_v2(held.id)
        if word:
            ana.delete_filter_keyword_v2(word.id)
        ana.delete_filter_v2(made.id)
    old = ana.filter_create("ladder", ["home"])
    ana.filters()
    if old:
        ana.filter(old.id)
        ana.filter_update(old.id, "ladders", ["home"])
        ana.filter_delete(old.id)


def notifications(ana: Person, shy: Person, admin: Person, me) -> None:
    liked = ana.status_post("Two of you may like this")
    for one in (shy, admin):
        one.status_favourite(liked.id)
    told = shy.status_post(f"@{me.acct} where are you?", visibility="direct")
    time.sleep(TOLD_S)
    all_of_them = ana.notifications() or []
    ana.notifications_unread_count()
    ana.grouped_notifications()
    ana.grouped_notifications(expand_accounts="full")
    ana.grouped_notifications(expand_accounts="partial_avatars")
    if all_of_them:
        ana.notifications(all_of_them[0].id)
        group = f"ungrouped-{all_of_them[0].id}"
        ana.grouped_notification(group)
        ana.grouped_notification_accounts(group)
        ana.notifications_dismiss(all_of_them[0].id)
    ana.notifications_policy()
    ana.update_notifications_policy(for_not_following="filter")
    admin.status_post(f"@{me.acct} may I?")
    time.sleep(TOLD_S)
    asking = ana.notification_requests() or []
    if asking:
        ana.notification_request(asking[0].id)
        ana.accept_notification_request(asking[0].id)
    ana.update_notifications_policy(for_not_following="accept")
    ana.markers_set("home", told.id)
    ana.markers_get(["home"])
    found = ana.conversations() or []
    if found:
        ana.conversations_read(found[0].id)
    ana.notifications_clear()


def discovery(ana: Person) -> None:
    for kind in ("accounts", "hashtags", "statuses", None):
        ana.search_v2("walk", result_type=kind)
    ana.suggestions_v2()
    ana.suggestions_v1()
    for name in ("trending_tags", "trending_statuses", "trending_links"):
        getattr(ana, name)()
    ana.stream_healthy()


def push(ana: Person) -> None:
    _private, public = ana.api.push_subscription_generate_keys()
    ana.push_subscription_set("https://push.example/for/ana", public, mention_events=True)
    ana.push_subscription()
    ana.push_subscription_update(follow_events=True)
    ana.push_subscription_delete()


def reports(ana: Person, admin: Person, them) -> None:
    made = ana.report(them.id, comment="A walk", category="spam")
    admin.admin_reports()
    if made:
        for name in ("admin_report", "admin_report_assign", "admin_report_unassign", "admin_report_resolve"):
            getattr(admin, name)(made.id)
        admin.admin_report_reopen(made.id)


def administration(admin: Person, shy: Person, them) -> None:
    admin.admin_accounts_v2(origin="local")
    admin.admin_accounts_v1()
    admin.admin_account(them.id)
    admin.admin_account_moderate(them.id, "silence", text="Be quiet", send_email_notification=False)
    time.sleep(TOLD_S)
    shy.notifications(types=["moderation_warning"])
    admin.admin_account_unsilence(them.id)
    admin.admin_account_unsensitive(them.id)
    for kind, given in (("domain_block", ("bad.example",)), ("domain_allow", ("good.example",))):
        made = getattr(admin, f"admin_create_{kind}")(*given)
        getattr(admin, f"admin_{kind}s")()
        if kind == "domain_block":
            admin.instance_domain_blocks()
        if made:
            getattr(admin, f"admin_delete_{kind}")(made.id)
    measured(admin)
    blocks(admin)
    for name in ("admin_trending_tags", "admin_trending_statuses", "admin_trending_links"):
        getattr(admin, name)()


def blocks(admin: Person) -> None:
    address = admin.admin_create_ip_block("203.0.113.7", "no_access")
    admin.admin_ip_blocks()
    mail = admin.admin_create_email_domain_block("throwaway.example")
    admin.admin_email_domain_blocks()
    exact = admin.admin_create_canonical_email_block(email="someone@example.org")
    admin.admin_canonical_email_blocks()
    admin.admin_test_canonical_email_block("someone@example.org")
    for kind, made in (("ip_block", address), ("email_domain_block", mail), ("canonical_email_block", exact)):
        if made:
            getattr(admin, f"admin_{kind}")(made.id)
            getattr(admin, f"admin_delete_{kind}")(made.id)


def measured(admin: Person) -> None:
    end = datetime.datetime.fromtimestamp(time.time(), datetime.timezone.utc)
    start = end - datetime.timedelta(days=3)
    admin.admin_measures(start, end, active_users=True, new_users=True, interactions=True, opened_reports=True)
    admin.admin_dimensions(start, end, languages=True, sources=True, servers=True, space_usage=True)
    admin.admin_retention(start, end)
