"""A PostgreSQL server of the tests' own, from the binaries that `pgserver` brings or the machine has."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _folder() -> Path:
    """Return the folder of initdb and postgres; where there is none the test skips, and in CI it fails."""
    # Looked for, not imported: importing it makes folders and a user on the machine.
    spec = importlib.util.find_spec("pgserver")
    packages = (spec.submodule_search_locations or ()) if spec else ()
    places = [Path(it, "pginstall", "bin") for it in packages]
    config = shutil.which("pg_config")
    if config:
        found = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=True)
        places.append(Path(found.stdout.strip()))
    for place in places:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    return _missing("no PostgreSQL: pip install pgserver, or install your system's own")


def _missing(why: str) -> Path:
    missing = pytest.fail if os.environ.get("CI") else pytest.skip
    missing(why)
    raise AssertionError


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a server of its own while the block lasts, and give the URL of an empty database; it is gone after."""
    binaries = _folder()
    # PostgreSQL refuses to run as root. A socket's path may be no longer than 107 bytes, so not below the test's.
    owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    try:
        subprocess.run([binaries / "postgres", "--version"], check=True, capture_output=True, cwd="/", **who)  # type: ignore[call-overload]
    except OSError:
        _missing(f"PostgreSQL does not run as root, and nobody else is let into {binaries}: run as a user of your own")
    home = Path(tempfile.mkdtemp(prefix="twohats-pg-"))
    if owner:
        os.chown(home, owner.pw_uid, owner.pw_gid)
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(home)}

    def run(*words: str) -> None:
        command = [binaries / words[0], *words[1:]]
        subprocess.run(command, check=True, capture_output=True, env=environment, cwd=home, timeout=60, **who)  # type: ignore[call-overload]

    data = str(home / "data")
    try:
        run("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8")
        # Durable as it is meant to be: nothing is switched off for speed. It listens on a socket in its folder alone.
        options = f"-h '' -k {home} -c max_connections=60"
        run("pg_ctl", "-D", data, "-w", "-l", str(home / "log"), "-o", options, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={home}"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
