#!/usr/bin/env python3
"""Lists of web addresses, fetched from a server of our own on the loopback address."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tap import run_all, stemma

PAGE = """<!doctype html><html><head><title>Ferry aground</title></head><body><article>
<h1>Ferry aground</h1><p>The ferry Marigold ran aground off Gull Bay on Tuesday, and all 214
passengers were taken off by fishing boats, the coast guard said.</p><p>"Nobody is missing,"
harbour master Ilse Varga said in a statement read on the radio. "We are grateful to the
crews."</p></article></body></html>"""


class Site(BaseHTTPRequestHandler):
    """What the test's folder of answers says: a function per path."""

    protocol_version = "HTTP/1.0"

    def do_GET(self):
        self.server.asked.append((time.monotonic(), self.path, self.headers["User-Agent"]))
        answer = self.server.answers.get(self.path)
        try:
            if answer is None:
                self.send_error(404)
            elif callable(answer):
                answer(self)
            else:
                self.give(answer)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def give(self, body, kind="text/html; charset=utf-8", status=200, **headers):
        body = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server:
    def __init__(self, answers, host="127.0.0.1"):
        self.http = ThreadingHTTPServer((host, 0), Site)
        self.http.daemon_threads = True
        self.http.answers = answers
        self.http.asked = []
        self.url = f"http://{host}:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()

    def paths(self):
        return [path for _, path, _ in self.http.asked]


def fetch(folder: Path, *urls, options=("--allow-private",)):
    """The articles, and what was said."""
    (folder / "list").write_text("".join(url + "\n" for url in urls))
    done = stemma("text", "--json", "list", "--fetch", *options, cwd=folder)
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode(), done


def a_page(folder: Path) -> None:
    with Server({"/1": PAGE}) as site:
        articles, said, done = fetch(folder, "# pages", "", site.url + "/1#top")
        assert done.returncode == 0 and not said, said
        assert [a["url"] for a in articles] == [site.url + "/1"]
        assert "214\npassengers" in articles[0]["text"] or "214 passengers" in articles[0]["text"]
        assert articles[0]["input"] == "list:3"
        assert site.paths() == ["/robots.txt", "/1"]
        assert all(agent.startswith("stemma/") for _, _, agent in site.http.asked)


def only_with_fetch(folder: Path) -> None:
    with Server({"/1": PAGE}) as site:
        (folder / "list").write_text(site.url + "/1\n")
        done = stemma("text", "list", "--allow-private", cwd=folder)
        assert done.returncode == 1 and b"only with --fetch" in done.stderr, done.stderr
        assert site.paths() == []


def private_address(folder: Path) -> None:
    with Server({"/1": PAGE}) as site:
        port = site.http.server_port
        names = ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1"]
        for name in names:
            _, said, done = fetch(folder, f"http://{name}:{port}/1", options=())
            assert done.returncode == 1, (name, said)
        assert "robots.txt cannot be had" in said, said
        assert site.paths() == []


def redirect_to_private(folder: Path) -> None:
    """Both hosts are private here; what differs is who is asked first. Each step is checked
    when its connection is made, so one run without leave proves it for the first step, and
    redirects are followed only to http and https."""
    away = [
        ("/file", "file:///etc/passwd"),
        ("/ftp", "ftp://127.0.0.1/x"),
        ("/gopher", "gopher://127.0.0.1/x"),
        ("/user", "http://me:secret@127.0.0.1/x"),
    ]
    answers = {
        path: (lambda to: lambda s: s.give("", status=302, Location=to))(to) for path, to in away
    }
    with Server(answers) as site:
        articles, said, done = fetch(folder, *[site.url + path for path, _ in away])
        assert done.returncode == 1 and not articles
        assert said.count("list:") == 4, said


def redirects(folder: Path) -> None:
    hop = lambda to: lambda s: s.give("", status=302, Location=to)
    answers = {"/0": hop("1"), "/1": hop("/2"), "/2": PAGE, "/round": hop("/round")}
    with Server(answers) as site:
        articles, said, _ = fetch(folder, site.url + "/0", site.url + "/round")
        assert [a["url"] for a in articles] == [site.url + "/2"], said
        assert "too many redirects" in said, said
        assert site.paths().count("/round") == 6, site.paths()


def endless_body(folder: Path) -> None:
    def pour(site):
        site.send_response(200)
        site.send_header("Content-Type", "text/html")
        site.end_headers()
        while True:
            site.wfile.write(b"<p>The ferry ran aground off Gull Bay again and again.</p>" * 2000)

    with Server({"/1": pour, "/2": PAGE}) as site:
        articles, said, _ = fetch(folder, site.url + "/1", site.url + "/2")
        assert "larger than" in said, said
        assert len(articles) == 1


def bomb(folder: Path) -> None:
    import gzip

    small = gzip.compress(bytes(40_000_000))
    with Server({"/1": lambda s: s.give(small, **{"Content-Encoding": "gzip"})}) as site:
        _, said, _ = fetch(folder, site.url + "/1")
        assert "larger than" in said, said


def slow_body(folder: Path) -> None:
    def drip(site):
        site.send_response(200)
        site.end_headers()
        for _ in range(300):
            site.wfile.write(b"x")
            time.sleep(0.1)

    with Server({"/1": drip}) as site:
        start = time.monotonic()
        _, said, _ = fetch(
            folder, site.url + "/1", options=("--allow-private", "--fetch-timeout", "2")
        )
        assert "too slow" in said, said
        assert time.monotonic() - start < 15


def endless_headers(folder: Path) -> None:
    def pour(site):
        site.send_response(200)
        site.end_headers()
        raise BrokenPipeError

    def many(site):
        site.wfile.write(b"HTTP/1.0 200 OK\r\n")
        for i in range(200_000):
            site.wfile.write(b"X-%d: %s\r\n" % (i, b"a" * 60))

    with Server({"/1": many, "/2": pour}) as site:
        _, said, _ = fetch(folder, site.url + "/1")
        assert "headers are too long" in said, said


def disallowed(folder: Path) -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: stemma\nDisallow: /no\nAllow: /no/but\n"
    hop = lambda s: s.give("", status=301, Location="/no/x")
    answers = {"/robots.txt": rules, "/yes": PAGE, "/no/x": PAGE, "/no/but": PAGE, "/hop": hop}
    with Server(answers) as site:
        articles, said, _ = fetch(
            folder, *[site.url + p for p in ("/yes", "/no/x", "/no/but", "/hop", "/a/../no/x")]
        )
        assert [a["url"] for a in articles] == [site.url + "/yes", site.url + "/no/but"]
        assert said.count("robots.txt does not allow it") == 3, said
        assert "/no/x" not in site.paths(), site.paths()
        assert site.paths().count("/robots.txt") == 1


def robots_broken(folder: Path) -> None:
    with Server({"/robots.txt": lambda s: s.send_error(503), "/1": PAGE}) as site:
        _, said, _ = fetch(folder, site.url + "/1")
        assert "robots.txt cannot be had" in said, said
        assert site.paths() == ["/robots.txt"]


def polite(folder: Path) -> None:
    with Server({"/1": PAGE, "/2": PAGE.replace("214", "215")}) as site:
        articles, _, _ = fetch(folder, site.url + "/1", site.url + "/2")
        assert len(articles) == 2
        times = {path: at for at, path, _ in site.http.asked}
        assert times["/2"] - times["/1"] >= 0.95, times


def charset_and_kinds(folder: Path) -> None:
    page = PAGE.replace("Gull Bay", "G\u00fcll Bay").encode("latin-1")
    feed = (
        "<rss><channel><title>Gull Bay Courier</title><item><title>Two</title><link>/two</link>"
        "<description>The storm has passed, and the boats are out.</description></item>"
        "</channel></rss>"
    )
    answers = {
        "/1": lambda s: s.give(page, kind='text/html; Charset="ISO-8859-1"'),
        "/feed": lambda s: s.give(feed, kind="application/rss+xml"),
        "/pdf": lambda s: s.give("%PDF-1.7 x", kind="application/pdf"),
        "/list": lambda s: s.give("http://127.0.0.1/1\n", kind="text/plain"),
        "/none": "",
    }
    with Server(answers) as site:
        articles, said, _ = fetch(folder, *[site.url + path for path in answers])
        assert "G\u00fcll Bay" in articles[0]["text"]
        assert articles[0]["encoding"] == "windows-1252", articles[0]["encoding"]
        assert articles[1]["headline"] == "Two"
        assert articles[1]["url"] == site.url + "/two", articles[1]["url"]
        for word in ("PDF", "only with --fetch", "empty"):
            assert word in said, said


def families(folder: Path) -> None:
    """The command that takes piles fetches, too."""
    with Server({"/1": PAGE, "/2": PAGE.replace("Tuesday", "Monday")}) as site:
        (folder / "list").write_text(f"{site.url}/1\n{site.url}/2\n")
        done = stemma("families", "list", "--fetch", "--allow-private", cwd=folder)
        assert done.returncode == 0, done.stderr
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(rows) == 2 and rows[0]["family"] and rows[0]["family"] == rows[1]["family"]


def gone(folder: Path) -> None:
    with Server({}) as site:
        _, said, done = fetch(folder, site.url + "/1", "http://nowhere.invalid/")
        assert "HTTP status 404" in said and "nowhere.invalid" in said, said
        assert done.returncode == 1


if __name__ == "__main__":
    raise SystemExit(
        run_all(
            [
                a_page,
                only_with_fetch,
                private_address,
                redirect_to_private,
                redirects,
                endless_body,
                bomb,
                slow_body,
                endless_headers,
                disallowed,
                robots_broken,
                polite,
                charset_and_kinds,
                families,
                gone,
            ]
        )
    )
