"""Brings the suites from the registry: once, into target/ci/suites."""

from __future__ import annotations

import pathlib
import shutil
import subprocess
import sys
import tarfile

from server import ROOT

HERE = pathlib.Path(__file__).resolve().parent
CACHE = ROOT / "target" / "ci" / "suites"
PYTHON = CACHE / "venv" / "bin" / "python"
REQUIREMENTS = HERE / "requirements.txt"
INSTALL_TIMEOUT_S = 600


def install() -> None:
    """The Python that the suites run in, made anew when its requirements changed."""
    done = CACHE / "installed.txt"
    if PYTHON.exists() and done.exists() and done.read_text() == REQUIREMENTS.read_text():
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    if not PYTHON.exists():
        run([sys.executable, "-m", "venv", str(CACHE / "venv")])
    pip("install", "-r", str(REQUIREMENTS))
    done.write_text(REQUIREMENTS.read_text())


def source(package: str, version: str) -> pathlib.Path:
    """The unpacked source distribution of a package, which holds its tests."""
    kept = CACHE / "sdist" / f"{package}-{version}"
    if not list(kept.glob("*.tar.gz")):
        words = ("--no-deps", "--no-binary", ":all:", "-d", str(kept))
        pip("download", *words, f"{package}=={version}")
    return unpack(next(kept.glob("*.tar.gz")))


def fresh(package: str, version: str, name: str) -> pathlib.Path:
    """A copy of a package's sources to run in, as it came: nothing of an earlier run is left in it."""
    copy = CACHE / "run" / name
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(source(package, version), copy)
    return copy


def unpack(archive: pathlib.Path) -> pathlib.Path:
    folder = archive.parent / "source"
    if not folder.exists():
        part = archive.parent / "part"
        shutil.rmtree(part, ignore_errors=True)
        with tarfile.open(archive) as tar:
            tar.extractall(part, filter="data")
        part.rename(folder)
    return next(path for path in folder.iterdir() if path.is_dir())


def pip(*words: str) -> None:
    run([str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", *words])


def run(words: list[str]) -> None:
    done = subprocess.run(words, capture_output=True, text=True, timeout=INSTALL_TIMEOUT_S, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
