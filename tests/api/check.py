#!/usr/bin/env python3
"""Tries the API against its own description, as an administrator and as a service account by its token.

    ANSINH_BIN=target/debug/ansinh tests/api/check.py

Starts the program on a SQLite file of its own, makes the first administrator through the pages and something of every
kind through the API, and lets schemathesis call every operation of /api/v1/openapi.json, as each caller at once.
"""

import base64
import hashlib
import hmac
import html
import json
import os
import pathlib
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

import requests

from station import Caller, furnish

LOGIN = "quan.tri"
PASSWORD = "một câu dài dễ nhớ 2024"
START_MAX_S = 120
# Under the program's own limit of fifty a second for one address, so that what is tried is the API and not its limit.
RATE = "45/s"
EXAMPLES = "12"
HERE = pathlib.Path(__file__).resolve().parent


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def one_time_code(secret, now):
    """RFC 6238: SHA-1, six digits, thirty seconds."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", int(now // 30)), hashlib.sha1).digest()
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def start(folder):
    origin = f"127.0.0.1:{free_port()}"
    log = open(folder / "log.txt", "wb")
    arguments = ["serve", "--listen", origin, "--database", folder / "ansinh.sqlite", "--keys", folder / "keys"]
    # Each caller says an address of its own, as behind a proxy.
    arguments += ["--forwarded-hops", "1"]
    program = subprocess.Popen([os.environ["ANSINH_BIN"], *arguments], cwd=folder, stdout=log, stderr=log)
    origin = f"http://{origin}"
    deadline = time.monotonic() + START_MAX_S
    while True:
        if program.poll() is not None or time.monotonic() > deadline:
            sys.exit("the program did not become ready:\n" + (folder / "log.txt").read_text())
        try:
            if requests.get(f"{origin}/readyz", timeout=5).ok:
                return program, origin, set_up_code((folder / "log.txt").read_text())
        except requests.ConnectionError:
            time.sleep(0.05)


def confirm(folder, login, prefix):
    """What whoever holds the machine does for a token that one administrator made."""
    at = ["--database", folder / "ansinh.sqlite", "--keys", folder / "keys"]
    subprocess.run([os.environ["ANSINH_BIN"], "staff", "confirm-token", login, prefix, *at], check=True)


def set_up_code(log):
    """The code in the link that the program prints when nobody is there yet."""
    found = re.search(r"/first-run\?code=(\S+)", log)
    if not found:
        sys.exit(f"no link to the first run in:\n{log}")
    return found.group(1)


def field(page, name):
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    if not found:
        sys.exit(f"no field {name} on:\n{page}")
    return html.unescape(found.group(1))


def sign_in(origin, code):
    """Makes the first administrator with the second factor; answers the headers of the signed-in session."""
    browser = requests.Session()

    def post(path, page, **typed):
        answer = browser.post(f"{origin}{path}", data={"form_token": field(page, "form_token"), **typed}, timeout=30)
        answer.raise_for_status()
        return answer.text

    page = browser.get(f"{origin}/first-run", timeout=30).text
    typed = {"code": code, "login": LOGIN, "full_name": "Nguyễn Thị Quản Trị", "password": PASSWORD, "password_again": PASSWORD}
    page = post("/first-run", page, **typed)
    page = post("/account/second-factor", page)
    shown = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)
    if not shown:
        sys.exit(f"no key for typing on:\n{page}")
    secret = shown.group(1).replace(" ", "")
    post("/account/second-factor/confirm", page, code=one_time_code(secret, time.time()))
    me = browser.get(f"{origin}/api/v1/me", timeout=30)
    me.raise_for_status()
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies)
    return {"Cookie": cookies, "X-Form-Token": me.json()["form_token"]}


def arguments_for(origin, caller, phases):
    arguments = ["schemathesis", "--config-file", HERE / "schemathesis.toml", "run"]
    arguments += [f"{origin}/api/v1/openapi.json", "--url", origin, "--phases", phases]
    arguments += ["--rate-limit", RATE, "--max-examples", EXAMPLES, "--seed", "20240125", "--no-color"]
    arguments += ["--checks", "all", "--continue-on-failure", "--suppress-health-check", "all"]
    for key, value in caller.headers.items():
        arguments += ["-H", f"{key}: {value}"]
    return arguments


def try_all(origin, report, seeds, callers):
    """Every caller's run at once; answers the worst of their codes."""
    more = {"SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1"}
    environment = {**os.environ, **more, "ANSINH_SEEDS": json.dumps(seeds)}
    runs = []
    for name, (caller, phases) in callers.items():
        with open(report / f"api-{name}.log", "wb") as log:
            command = arguments_for(origin, caller, phases)
            at = {"cwd": report, "env": environment, "stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
            runs.append((name, log.name, subprocess.Popen(command, **at)))
    codes = []
    for name, log, run in runs:
        codes.append(run.wait())
        print(f"-- as {name}: code {codes[-1]}", pathlib.Path(log).read_text(), sep="\n", flush=True)
    return max(codes)


def main():
    report = pathlib.Path("target/gates").resolve()
    report.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="ansinh-api-") as name:
        program, origin, code = start(pathlib.Path(name))
        try:
            session = sign_in(origin, code)
            admin, again = (Caller(origin, {**session, "X-Forwarded-For": f"10.0.0.{at}"}) for at in (1, 2))
            seeds, secret = furnish(admin, lambda login, prefix: confirm(pathlib.Path(name), login, prefix))
            service = Caller(origin, {"Authorization": f"Bearer {secret}", "X-Forwarded-For": "10.0.0.3"})
            description = requests.get(f"{origin}/api/v1/openapi.json", timeout=30)
            description.raise_for_status()
            calls = sum(len(path) for path in description.json()["paths"].values())
            print(f"{calls} calls in the description", flush=True)
            callers = {
                "administrator": (admin, "examples,fuzzing,stateful"),
                "administrator-coverage": (again, "coverage"),
                "service": (service, "fuzzing,stateful"),
            }
            code = try_all(origin, report, seeds, callers)
            service.get("/api/v1/me")
            admin.get("/api/v1/me")
            alive = requests.get(f"{origin}/readyz", timeout=30).ok
        finally:
            program.send_signal(signal.SIGTERM)
            ended = program.wait(timeout=60)
    print(f"all callers in {time.monotonic() - began:.0f} s", flush=True)
    if not alive or ended != 0:
        sys.exit(f"the program did not survive: ready {alive}, ended with {ended}")
    sys.exit(code)


if __name__ == "__main__":
    main()
