"""Starts the real program with data of its own, and speaks REST with it."""

import http.client
import itertools
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

START_SECONDS = 60  # A sanitizer build on a busy machine.
SCHEMAS = itertools.count(1)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def make_pages(folder):
    """The pages are not what is tested: one line each is enough for the program to start."""
    for name in ("desk", "widget", "console", "demo"):
        page = Path(folder) / name / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f"<!doctype html><title>{name}</title>")
    return folder


def new_database():
    """A schema of its own where tests/harness/with_postgres runs the tests; nothing on SQLite."""
    address = os.environ.get("PARLEY_TEST_DATABASE")
    if not address:
        return []
    schema = f"api_{os.getpid()}_{next(SCHEMAS)}"
    subprocess.run(["psql", "-qX", "-d", address, "-c", f"CREATE SCHEMA {schema}"], check=True)
    return ["--database", f"{address}&options=-csearch_path%3D{schema}"]


class Server:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="parley-api-")
        self.web = make_pages(os.path.join(self.folder.name, "web"))
        self.data = os.path.join(self.folder.name, "data")
        self.database = new_database()
        self.start()

    def start(self):
        self.port = free_port()
        self.log = open(os.path.join(self.folder.name, "log"), "ab")
        command = [os.environ["PARLEY"], "serve", "--data", self.data, "--web", self.web,
                   "--port", "0", "--port-http", str(self.port), *self.database]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                if Caller(self).get("/readyz").status == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the server did not start:\n" + self.log_text())

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.log.close()

    def stop(self):
        """Ends it as a supervisor would; the exit status tells whether it ended well."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(30)
        self.log.close()
        if status != 0:
            raise AssertionError(f"exit status {status}\n" + self.log_text())

    def log_text(self):
        return Path(self.folder.name, "log").read_text(errors="replace")[-8000:]


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)


class Caller:
    """Somebody who makes requests: remembers the sign-in cookie, or carries a visitor's credential."""

    def __init__(self, server, credential=None):
        self.server = server
        self.cookie = ""
        self.headers = {}
        self.credential = credential
        if credential:
            self.headers["Authorization"] = "Visitor {visitor_id}.{secret}".format(**credential)

    def call(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        sent = {"X-Parley-Request": "1", **self.headers, **(headers or {})}
        if self.cookie:
            sent["Cookie"] = self.cookie
        raw = body if isinstance(body, (bytes, type(None))) else json.dumps(body)
        try:
            connection.request(method, path, raw, {k: v for k, v in sent.items() if v is not None})
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        cookie = re.match(r"([^=;]+=[^;]*)", answer.headers.get("Set-Cookie", ""))
        if cookie:
            self.cookie = cookie[1]
        return answer

    def get(self, path, **more):
        return self.call("GET", path, **more)

    def api(self, method, path, body=None, status=200, **more):
        """The JSON of a call that must answer `status`; for a refusal, its code."""
        answer = self.call(method, "/api/v1" + path, body, **more)
        assert answer.status == status, f"{method} {path}: {answer.status} {answer.body[:300]}"
        if status == 204:
            return None
        if status >= 400:
            assert answer.headers["Content-Type"] == "application/problem+json"
            return answer.json["code"]
        return answer.json
