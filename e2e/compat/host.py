"""A fresh server in the compatibility profile, with the people whom Mastodon.py's suite expects."""

from __future__ import annotations

import contextlib
import pathlib
import shutil
import socket
import tempfile
from collections.abc import Iterator

from server import OUT, ROOT, Server

HERE = pathlib.Path(__file__).resolve().parent
PROFILE = ROOT / "docs" / "compatibility" / "medley.toml"
SEED = HERE / "seed.json"
# Most suites have this address written into them.
PORT = 3000
URL = f"http://localhost:{PORT}"


class Host(Server):
    """A server at the address that the suites know."""

    def __init__(self, folder: pathlib.Path, more: str):
        super().__init__(folder)
        self.port, self.domain, self.url = PORT, f"localhost:{PORT}", URL
        profile = folder / "profile.toml"
        profile.write_text(PROFILE.read_text().replace('\nshow_domain_blocks = "nobody"', "") + more if more else PROFILE.read_text())
        self.common += ["--config", str(profile)]


@contextlib.contextmanager
def fresh(more: str = "") -> Iterator[Host]:
    """A new seeded server, with `more` lines of settings of `[instance]`, the last section of the profile. Its log
    stays where the suite found a fault, and is removed otherwise."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", PORT)) == 0:
            raise SystemExit(f"port {PORT} is taken: the suites would test another server")
    OUT.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="suite-", dir=OUT))
    host = Host(folder, more)
    host.command("seed", str(SEED))
    host.start()
    try:
        yield host
        host.stop()
    finally:
        if host.process is not None:
            host.kill9()
        shutil.copy(host.log, OUT / "suite.log")
        shutil.rmtree(folder, ignore_errors=True)
