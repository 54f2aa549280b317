"""Fills in the server's own pages as a browser without script does: hidden inputs, the Origin header, redirects."""

from __future__ import annotations

import dataclasses
import html.parser
import re
import urllib.parse

import requests

PAGE_TIMEOUT_S = 20


@dataclasses.dataclass
class Form:
    """One form of a page."""

    action: str
    method: str
    values: dict[str, str] = dataclasses.field(default_factory=dict)
    kinds: dict[str, str] = dataclasses.field(default_factory=dict)
    buttons: list[tuple[str, str]] = dataclasses.field(default_factory=list)


class Forms(html.parser.HTMLParser):
    """Collects the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []

    def handle_starttag(self, tag, attrs):
        have = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(have.get("action", ""), have.get("method", "get").lower()))
        elif self.forms and tag in ("input", "textarea", "select", "button"):
            self.field(tag, have)

    def field(self, tag, have):
        form, name = self.forms[-1], have.get("name", "")
        if tag == "button" or have.get("type") == "submit":
            form.buttons.append((name, have.get("value", "")))
        elif name and not (have.get("type") in ("checkbox", "radio") and "checked" not in have):
            form.values[name] = have.get("value", "")
            form.kinds[name] = have.get("type", "text") if tag == "input" else tag


class Browser:
    """A session of pages."""

    def __init__(self, url: str):
        self.url = url
        self.session = requests.Session()
        self.page: requests.Response | None = None

    def open(self, address: str) -> requests.Response:
        self.page = self.session.get(urllib.parse.urljoin(self.url, address), timeout=PAGE_TIMEOUT_S)
        return self.page

    def form(self, *fields: str) -> Form:
        """The form of this page that has all these fields."""
        parser = Forms()
        parser.feed(self.page.text)
        for form in parser.forms:
            names = set(form.values) | {name for name, _ in form.buttons}
            if form.method == "post" and set(fields) <= names:
                return form
        raise AssertionError(f"{self.page.url} ({self.page.status_code}) has no form with {fields}:\n{self.page.text[:2000]}")

    def send(self, form: Form, values: dict[str, str], button: tuple[str, str] | None = None) -> requests.Response:
        data = {**form.values, **values, **({button[0]: button[1]} if button and button[0] else {})}
        address = urllib.parse.urljoin(self.page.url, form.action)
        headers = {"Origin": self.url, "Referer": self.page.url}
        self.page = self.session.post(address, data=data, headers=headers, timeout=PAGE_TIMEOUT_S)
        return self.page

    def sign_in(self, name: str, password: str) -> requests.Response:
        """Fills in the sign-in form of the page that is open."""
        form = self.form("password")
        visible = [n for n, kind in form.kinds.items() if kind in ("text", "email") and n != "password"]
        assert visible, f"no field for the name in {form}"
        return self.send(form, {visible[0]: name, "password": password})

    def authorize(self, address: str, name: str, password: str) -> str:
        """Goes through an OAuth authorisation for the out-of-band redirect; gives the code."""
        self.open(address)
        if 'type="password"' in self.page.text:
            self.sign_in(name, password)
        form = self.form("client_id")
        allow = next((b for b in form.buttons if b[1] in ("allow", "authorize", "1", "true")), None)
        self.send(form, {}, allow or (form.buttons[0] if form.buttons else None))
        assert self.page.status_code == 200, (self.page.status_code, self.page.text[:1000])
        return code_of(self.page)


def code_of(page: requests.Response) -> str:
    """The authorisation code that a page shows or its address carries."""
    query = urllib.parse.parse_qs(urllib.parse.urlparse(page.url).query)
    if "code" in query and "<form" not in page.text.split("</header>")[-1]:
        return query["code"][0]
    shown = re.search(r'id="code"[^>]*>\s*([A-Za-z0-9_\-.~]+)\s*<', page.text)
    typed = re.search(r'id="code"[^>]*value="([^"]+)"', page.text)
    assert shown or typed, f"no code on {page.url}:\n{page.text[:2000]}"
    return (shown or typed).group(1)
