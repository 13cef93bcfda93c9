#!/usr/bin/env python3
"""Installs the peers of table.py into a folder, each apart from the others.

    bench/peers/install.py FOLDER [--peers LIST]

A Python peer gets a virtual environment, a Debian package is unpacked without installing
it. FOLDER/installed.json says for each peer which version there is, or why it is left out.
"""
import argparse
import glob
import json
import os
import subprocess
import sys

import table

VERSION = "import importlib.metadata as m, sys; print(m.version(sys.argv[1]))"


def call(command, **more):
    """The output of a command; where it fails, its last line is the reason."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    except FileNotFoundError:
        raise RuntimeError(f"{command[0]} is not there") from None
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["no message"]
        raise RuntimeError(f"{os.path.basename(command[0])} failed: {lines[-1]}")
    return done.stdout


def install_python(peer, home):
    call([sys.executable, "-m", "venv", "--clear", home])
    python = os.path.join(home, "bin", "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    call([*pip, *peer["pins"]])
    if "bare" in peer:
        call([*pip, "--no-deps", *peer["bare"]])
    package = peer.get("bare", peer["pins"])[0].split("==")[0]
    return call([python, "-c", VERSION, package]).strip()


def install_debian(peer, home):
    os.makedirs(home, exist_ok=True)
    for old in glob.glob(f"{home}/*.deb"):
        os.unlink(old)
    call(["apt-get", "download", f"{peer['debian']}={peer['version']}"], cwd=home)
    (package,) = glob.glob(f"{home}/*.deb")
    call(["dpkg-deb", "-x", package, home])
    return call(["dpkg-deb", "-f", package, "Version"]).strip()


def install(name, folder):
    peer = table.PEERS[name]
    if "absent" in peer:
        return {"left_out": peer["absent"]}
    home = os.path.join(folder, name)
    try:
        version = (install_debian if "debian" in peer else install_python)(peer, home)
    except RuntimeError as why:
        return {"left_out": str(why)}
    return {"version": version}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder")
    parser.add_argument("--peers", help="a list with commas; all without it")
    given = parser.parse_args()
    folder = os.path.abspath(given.folder)
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "installed.json")
    installed = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as old:
            installed = json.load(old)
    for name in table.chosen(given.peers):
        installed[name] = install(name, folder)
        state = installed[name]
        print(f"{name}: {state.get('version') or 'left out, ' + state['left_out']}", flush=True)
        with open(path, "w", encoding="utf-8") as out:
            json.dump(installed, out, indent=1)


if __name__ == "__main__":
    main()
