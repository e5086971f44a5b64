"""Builds the programs that are measured, and tells the versions of what they stand on."""

import os
import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path

from captures import ROOT, TARGET
from programs import BIN, PEERS, VENV

CARGO = ["cargo", "build", "--release", "--quiet"]
CXX = ["c++", "-O2", "-std=c++17", "-Wall", "-Wextra"]


def build() -> dict[str, str]:
    """Builds all that can be built; what cannot, and why. The project's own programs must."""
    subprocess.run([*CARGO, "-p", "synfin-testkit", "--example", "generate_capture"], cwd=ROOT, check=True)
    # Apart, so that the command is built with its own features and no others.
    for package in ["synfin-cli", "synfin-benches"]:
        subprocess.run([*CARGO, "-p", package, "--bins"], cwd=ROOT, check=True)
    BIN.mkdir(parents=True, exist_ok=True)
    go = {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOCACHE": str(TARGET / "go-cache")}
    recipes: list[tuple[str, str, list[str], dict[str, str]]] = [
        ("pcap-loop", "pcap_loop.cpp", [*CXX, "pcap_loop.cpp", "-lpcap"], {}),
        ("libtins-follower", "libtins_follower.cpp", [*CXX, "libtins_follower.cpp", "-ltins", "-lpcap"], {}),
        ("gopacket-flows", "gopacket/main.go", ["go", "build"], go),
    ]
    failed = {}
    for binary, source, argv, environment in recipes:
        # Go wants its option before the package.
        argv = [*argv, "-o", str(BIN / binary), *(["./gopacket"] if environment else [])]
        if problem := made(BIN / binary, PEERS / source, argv, environment):
            failed[binary] = problem
    return failed


def made(binary: Path, source: Path, argv: Sequence[str], environment: dict[str, str]) -> str | None:
    """Builds one program unless it is newer than its source; why it could not."""
    if binary.exists() and binary.stat().st_mtime > source.stat().st_mtime:
        return None
    binary.unlink(missing_ok=True)
    if shutil.which(argv[0]) is None:
        return f"no {argv[0]} here"
    result = subprocess.run(argv, cwd=PEERS, env={**os.environ, **environment}, stderr=subprocess.PIPE, text=True)
    return None if result.returncode == 0 else (result.stderr.strip().splitlines() or ["it does not build"])[0]


def version(package: str) -> str | None:
    """The version that is used here; none if it cannot be told."""
    where, _, name = package.rpartition(":")
    if where == "crate":
        lock = tomllib.loads((ROOT / "Cargo.lock").read_text())
        return next((str(one["version"]) for one in lock["package"] if one["name"] == name), None)
    argv = ["dpkg-query", "-W", "-f", "${Version}", name]
    if where == "pypi":
        argv = [str(VENV), "-c", f"import importlib.metadata as m; print(m.version({name!r}))"]
    try:
        found = subprocess.run(argv, capture_output=True, text=True)
    except OSError:
        return None
    # Debian writes 2:1.2.3-4+b5; the authors' version is 1.2.3.
    upstream = found.stdout.strip().partition(":")[2] or found.stdout.strip()
    return (upstream if where else upstream.partition("-")[0]) if found.returncode == 0 else None
