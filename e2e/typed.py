"""Holds JSON against Mastodon.py's typed entities, strictly: the library itself forgives whatever it is given.

Each field of an entity must be there (unless its documentation says that it may be left out), must not be null (unless
it is typed as optional), must be of its type, and nothing may be there that no version of Mastodon sends. Run by
`suites.py` inside the Python of the suites: prints one JSON object with every call and every entity that was seen.
"""

from __future__ import annotations

import ast
import datetime
import inspect
import json
import re
import sys
import typing

from mastodon import return_types, types_base

FAULTS_MAX = 4
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,3}Z")
DATE = re.compile(r"\d{4}-\d\d-\d\d(T00:00:00\.000Z)?")
UNIX = re.compile(r"\d{5,11}")
# What the server announces itself as: fields that came later may be left out.
SPOKEN = (4, 6)
# Fields that Mastodon itself leaves out, without the library's documentation saying so: it sends them in one place only.
ELSEWHERE = {
    ("Account", "mute_expires_at"): "only in the list of mutes",
    ("AdminMeasure", "human_value"): "only where there is one",
    ("Application", "id"): "only to the app itself",
    ("Application", "redirect_uris"): "only to the app itself",
    ("Application", "scopes"): "only to the app itself",
    ("FilterV2", "keywords"): "not in what a post says of a filter",
    ("FilterV2", "statuses"): "not in what a post says of a filter",
    ("Reaction", "static_url"): "only for custom emojis",
    ("Reaction", "url"): "only for custom emojis",
}
# Fields that Mastodon sends and the library does not know.
UNDOCUMENTED = {
    ("CustomEmoji", "featured"),
    ("Status", "requires_review"),
    ("StatusEdit", "quote"),
    ("Status", "text"),
    ("AdminEmailDomainBlock", "allow_with_approval"),
    ("AdminDimensionData", "human_value"),
    ("AdminDimensionData", "unit"),
    ("AdminReport", "collections"),
    ("Report", "collection_ids"),
    ("Report", "rule_ids"),
}
# Where the library types one entity and Mastodon documents another, and both are sent as one.
BOTH = {"AdminReport": set(typing.get_type_hints(return_types.AdminAccount))}
# Fields that Mastodon sends in days, or in seconds since 1970, while the library has one type for all.
DAYS = {("Account", "last_status_at"), ("TagHistory", "day"), ("TrendingLinkHistory", "day"), ("Activity", "week")}
DAYS |= {("TermsOfService", "effective_date"), ("FeaturedTag", "last_status_at"), ("AdminEmailDomainBlockHistory", "day")}
# Ids that Mastodon sends as numbers, which typed apps insist on.
NUMBERS = {("NotificationGroup", "most_recent_notification_id"), ("WebPushSubscription", "id")}
LISTS = (list, types_base.PaginatableList, types_base.NonPaginatableList)
IDS = (types_base.MaybeSnowflakeIdType,)


def entities() -> dict[str, type]:
    """Every typed entity, by its name."""
    classes = inspect.getmembers(return_types, inspect.isclass)
    mine = [(name, kind) for name, kind in classes if kind.__module__ == return_types.__name__]
    return {name: kind for name, kind in mine if issubclass(kind, types_base.AttribAccessDict)}


def documented() -> dict[tuple[str, str], str]:
    """What is written below each field of each entity."""
    found = {}
    for node in ast.parse(inspect.getsource(return_types)).body:
        if isinstance(node, ast.ClassDef):
            for field, text in zip(node.body, node.body[1:], strict=False):
                if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
                    found[node.name, field.target.id] = str(getattr(text.value, "value", ""))
    return found


ENTITIES, DOCUMENTED = entities(), documented()


class Checker:
    """Collects faults and the names of the entities that it met."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.faults: list[str] = []

    def check(self, kind, value, at: str, where: tuple[str, str] = ("", "")) -> None:
        """Whether `value`, at the path `at`, is a `kind`."""
        origin, args = typing.get_origin(kind), typing.get_args(kind)
        if origin is typing.Union:
            self.union(args, value, at, where)
        elif value is None:
            if kind is not type(None):
                self.fault(at, "null")
        elif kind in LISTS or origin in LISTS:
            self.many(args, value, at)
        elif origin in (dict, types_base.AttribAccessDict):
            self.every(args, value, at)
        elif inspect.isclass(kind) and issubclass(kind, types_base.AttribAccessDict):
            self.entity(kind, value, at, where)
        else:
            self.plain(kind, value, at, where)

    def fault(self, at: str, what: str) -> None:
        # Which element of a list it was does not matter, and would make each run another.
        line = f"{re.sub(r'[[][0-9]+[]]', '[]', at)}: {what}"
        if line not in self.faults:
            self.faults.append(line)

    def union(self, kinds, value, at: str, where) -> None:
        if value is None and type(None) in kinds:
            return
        tries = []
        for kind in kinds:
            if kind is type(None):
                continue
            trial = Checker()
            trial.check(kind, value, at, where)
            tries.append(trial)
        best = min(tries, key=lambda trial: (any(fault.startswith(f"{at}: ") for fault in trial.faults), len(trial.faults)))
        self.seen |= best.seen
        self.faults += [fault for fault in best.faults if fault not in self.faults]

    def many(self, args, value, at: str) -> None:
        if not isinstance(value, list):
            return self.fault(at, "not a list")
        for index, one in enumerate(value):
            if args and not isinstance(args[0], typing.TypeVar):
                self.check(args[0], one, f"{at}[{index}]")

    def every(self, args, value, at: str) -> None:
        if not isinstance(value, dict):
            return self.fault(at, "not an object")
        for name, one in value.items():
            if len(args) > 1:
                self.check(args[1], one, f"{at}.{name}")

    def entity(self, kind: type, value, at: str, where: tuple[str, str] = ("", "")) -> None:
        if not isinstance(value, dict):
            return self.fault(at, f"not a {kind.__name__}")
        name, renamed = kind.__name__, getattr(kind, "_rename_map", {})
        # The library has names with underscores where Mastodon has dots (`admin.sign_up`).
        value = {key.replace(".", "_"): one for key, one in value.items()}
        if name in ENTITIES:
            self.seen.add(name)
        hints = {field: hint for field, hint in typing.get_type_hints(kind).items() if not field.startswith("_")}
        for field, hint in hints.items():
            sent = renamed.get(field, field)
            sent = sent if sent in value else field
            if sent in value:
                self.check(hint, value[sent], f"{at}.{sent}", (name, field))
            elif not may_be_absent(name, field):
                self.fault(f"{at}.{renamed.get(field, field)}", "missing")
        for extra in sorted(set(value) - set(hints) - set(renamed.values())) if hints else []:
            if (name, extra) not in UNDOCUMENTED and extra not in BOTH.get(where[0], ()):
                self.fault(f"{at}.{extra}", "unknown")

    def plain(self, kind, value, at: str, where: tuple[str, str]) -> None:
        if where in NUMBERS:
            good = isinstance(value, int)
        elif kind in IDS or "IdType" in str(kind):
            good = isinstance(value, str) and bool(value)
        elif kind is datetime.datetime:
            good = stamp(value, where)
        elif kind is bool:
            good = isinstance(value, bool)
        elif kind is int:
            # Mastodon sends counts of history and of measures as text.
            good = isinstance(value, int) and not isinstance(value, bool) or str(value).lstrip("-").isdigit()
        elif kind is float:
            good = isinstance(value, int | float) and not isinstance(value, bool)
        elif kind is str:
            good = isinstance(value, str)
        else:
            good = True
        if not good:
            self.fault(at, f"{json.dumps(value)[:60]} is no {getattr(kind, '__name__', kind)}")


def stamp(value, where: tuple[str, str]) -> bool:
    """Whether it is a time as Mastodon writes it."""
    text = str(value)
    if where in DAYS:
        return bool(DATE.fullmatch(text) or UNIX.fullmatch(text))
    return bool(isinstance(value, str) and STAMP.fullmatch(text))


def may_be_absent(name: str, field: str) -> bool:
    """Whether an entity's documentation says that a field is left out at times, or that it is gone."""
    text = DOCUMENTED.get((name, field), "")
    since = re.search(r"(\d+)\.(\d+)\.\d+: added", text)
    if (name, field) in ELSEWHERE or since and tuple(map(int, since.groups())) > SPOKEN:
        return True
    # What has no release yet, nobody sends.
    if "Version history:" in text and ": added" not in text:
        return True
    gone = re.search(r"\d: (removed|deprecated)|THIS FIELD IS DEPRECATED", text)
    return "optional" in text or gone is not None


if __name__ == "__main__":
    import typed_calls

    json.dump(typed_calls.walk(*sys.argv[1:]), sys.stdout)
