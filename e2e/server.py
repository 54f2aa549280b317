"""Starts, stops and kills a real `medley` for the drivers in this folder, on SQLite or PostgreSQL.

The binary is $MEDLEY_BIN, else target/release/medley, else target/debug/medley. Everything that a server writes is in
a temporary folder of its own (target/e2e/..), which is removed when the test passed.
"""

from __future__ import annotations

import contextlib
import glob
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator

import requests

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "target" / "e2e"
READY_TIMEOUT_S = 30
STOP_TIMEOUT_S = 15
COMMAND_TIMEOUT_S = 60
SCOPES = "read write follow push"


def binary() -> str:
    """The server's program."""
    given = os.environ.get("MEDLEY_BIN")
    places = [given] if given else [str(ROOT / "target" / kind / "medley") for kind in ("release", "debug")]
    for place in places:
        if os.access(place, os.X_OK):
            return place
    raise SystemExit(f"no medley at {' or '.join(places)}: cargo build --release -p medley")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One server: its folder, its port, its process. Accounts may be made before it starts."""

    def __init__(self, folder: pathlib.Path, postgres_url: str | None = None):
        self.folder = folder
        self.data = folder / "data"
        self.data.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.domain = f"localhost:{self.port}"
        self.url = f"http://{self.domain}"
        self.process: subprocess.Popen[bytes] | None = None
        self.log = folder / "medley.log"
        self.common = ["--data", str(self.data)]
        if postgres_url:
            config = folder / "medley.toml"
            config.write_text(f'[store]\nurl = "{postgres_url}"\n')
            self.common += ["--config", str(config)]

    # Commands

    def command(self, *words: str, given: str | None = None) -> str:
        """Runs `medley WORDS`; gives what it prints."""
        done = subprocess.run(
            [binary(), *words, *self.common],
            input=given,
            capture_output=True,
            text=True,
            timeout=COMMAND_TIMEOUT_S,
            cwd=self.folder,
            check=False,
        )
        if done.returncode != 0:
            raise AssertionError(f"medley {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def create_account(self, name: str, password: str | None = None, role: str = "user") -> str:
        """Makes an account; gives its password."""
        words = ["account", "create", name, "--email", f"{name}@example.com", "--role", role]
        if password is not None:
            self.command(*words, "--password-stdin", given=password + "\n")
            return password
        last = self.command(*words).strip().splitlines()[-1]
        assert last.startswith("New password: "), last
        return last.removeprefix("New password: ")

    def create_token(self, name: str, scopes: str = SCOPES) -> str:
        """Makes an access token of an account."""
        words = ["token", "create", name, "--scopes", scopes]
        return self.command(*words).strip().splitlines()[-1].strip()

    # Life

    def start(self) -> Server:
        """Starts it and waits until it answers."""
        assert self.process is None
        words = ["serve", *self.common, "--listen", f"127.0.0.1:{self.port}", "--domain", self.domain]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [binary(), *words], stdout=log, stderr=log, cwd=self.folder, start_new_session=True
            )
        self.wait_ready()
        return self

    def wait_ready(self) -> None:
        """Waits for the first answer that is not an excuse."""
        assert self.process is not None
        until = time.monotonic() + READY_TIMEOUT_S
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError(f"medley ended with {self.process.returncode}\n{self.tail()}")
            with contextlib.suppress(requests.RequestException):
                if requests.get(f"{self.url}/health", timeout=2).status_code < 500:
                    return
            time.sleep(0.02)
        raise AssertionError(f"medley did not answer within {READY_TIMEOUT_S} s\n{self.tail()}")

    def stop(self) -> None:
        """Asks it to end, and insists that it does so in time and in good order."""
        if self.process is None:
            return
        process, self.process = self.process, None
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError(f"medley did not stop within {STOP_TIMEOUT_S} s") from None
        assert code in (0, -signal.SIGTERM), f"medley ended with {code}\n{self.tail()}"

    def kill9(self) -> None:
        """Ends it as a power cut would, as far as the process is concerned."""
        assert self.process is not None
        process, self.process = self.process, None
        process.kill()
        process.wait()

    def tail(self, lines: int = 40) -> str:
        """The end of its log."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])


@contextlib.contextmanager
def running(engine: str = "sqlite", people: dict[str, str] | None = None) -> Iterator[Server]:
    """A started server on `engine` with accounts `people` (name: role), each with the token `server.tokens[name]`."""
    with stopped(engine, people) as server:
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextlib.contextmanager
def stopped(engine: str = "sqlite", people: dict[str, str] | None = None) -> Iterator[Server]:
    """As `running`, but whoever asked starts and stops it."""
    OUT.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix=f"{engine}-", dir=OUT))
    with contextlib.ExitStack() as stack:
        url = stack.enter_context(database()) if engine == "postgres" else None
        server = Server(folder, url)
        server.passwords = {}
        server.tokens = {}
        for name, role in (people or {}).items():
            server.passwords[name] = server.create_account(name, f"correct horse {name}", role)
            server.tokens[name] = server.create_token(name)
        try:
            yield server
        except BaseException:
            print(f"kept for a look: {folder}\n{server.tail()}", file=sys.stderr)
            raise
        finally:
            if server.process is not None:
                server.kill9()
        shutil.rmtree(folder, ignore_errors=True)


# PostgreSQL


def postgres_programs() -> str | None:
    """The folder of `initdb` and `postgres`, the newest first."""
    places = sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)
    places += os.environ.get("PATH", "").split(os.pathsep)
    good = (p for p in places if all(os.access(os.path.join(p, name), os.X_OK) for name in ("initdb", "postgres")))
    return next(good, None)


_cluster: str | None = None


def engines() -> list[str]:
    """The engines that can be tested here. $MEDLEY_E2E_REQUIRE_PG makes a missing PostgreSQL an error."""
    if postgres_programs():
        return ["sqlite", "postgres"]
    if os.environ.get("MEDLEY_E2E_REQUIRE_PG"):
        raise SystemExit("PostgreSQL is required (MEDLEY_E2E_REQUIRE_PG) and its programs were not found")
    print("skipped on PostgreSQL: initdb and postgres were not found", file=sys.stderr)
    return ["sqlite"]


@contextlib.contextmanager
def database() -> Iterator[str]:
    """A new database in the throw-away cluster of this process."""
    name = f"e2e_{uuid.uuid4().hex[:12]}"
    base = cluster()
    programs = postgres_programs()
    create = [os.path.join(programs, "psql"), "-qX", "-d", f"{base}/postgres", "-c", f"CREATE DATABASE {name}"]
    subprocess.run(create, check=True, capture_output=True)
    yield f"{base}/{name}"


def cluster() -> str:
    """Starts a throw-away cluster once. It ends with this process: its shell waits for the end of its input."""
    global _cluster
    if _cluster:
        return _cluster
    programs = postgres_programs()
    assert programs, "PostgreSQL's programs were not found"
    folder = tempfile.mkdtemp(prefix="medley-e2e-pg-")
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    port = free_port()
    subprocess.run(
        as_postgres(f"'{programs}/initdb' -D '{folder}/data' -A trust -U postgres -E UTF8 --no-sync"),
        check=True,
        capture_output=True,
        cwd="/",
    )
    serve = (
        f"'{programs}/postgres' -D '{folder}/data' -p {port} -c listen_addresses=127.0.0.1"
        " -c unix_socket_directories='' -c fsync=off -c full_page_writes=off -c max_connections=200"
        f" -c shared_buffers=128MB & server=$!; read _; kill -INT $server; wait $server; rm -rf '{folder}'"
    )
    quiet = subprocess.DEVNULL
    subprocess.Popen(
        as_postgres(serve), stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, cwd="/", start_new_session=True
    )
    for _ in range(300):
        ask = [os.path.join(programs, "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
        if subprocess.run(ask, check=False).returncode == 0:
            _cluster = f"postgres://postgres@127.0.0.1:{port}"
            return _cluster
        time.sleep(0.1)
    raise AssertionError("PostgreSQL did not answer")


def as_postgres(line: str) -> list[str]:
    """PostgreSQL refuses root, so root becomes `postgres`."""
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    return [*become, "sh", "-c", line]
