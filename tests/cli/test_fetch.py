#!/usr/bin/env python3
"""Lists of web addresses, fetched from a server of our own on the loopback address."""

import json
import random
import signal
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tap import Skip, command, run_all, stemma

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


def many_pages(site_answers: dict, n: int) -> None:
    for i in range(n):
        site_answers[f"/{i}"] = PAGE.replace("214", str(300 + i))
    site_answers["/robots.txt"] = "User-agent: *\nDisallow:\n"


def kept_pages(folder: Path) -> None:
    """Pages that are there are not fetched again, those that failed are; the file is an
    archive that every command reads."""
    answers: dict = {"/hop": lambda s: s.give("", status=302, Location="/1")}
    many_pages(answers, 2)
    options = ("--allow-private", "--fetched", "pages.warc")
    with Server(answers) as site:
        urls = [site.url + path for path in ("/0", "/hop", "/late")]
        first, said, done = fetch(folder, *urls, options=options)
        assert done.returncode == 3 and len(first) == 2 and "404" in said, said
        answers["/late"] = PAGE.replace("214", "400")
        site.http.asked.clear()
        again, said, done = fetch(folder, *urls, options=options)
        assert done.returncode == 0 and not said, said
        assert site.paths() == ["/robots.txt", "/late"], site.paths()
        assert again[:2] == first and "400" in again[2]["text"]
        site.http.asked.clear()
        third, _, _ = fetch(folder, *[u + "#part" for u in urls], options=options)
        assert third == again and site.paths() == []
    done = stemma("text", "--json", "pages.warc", cwd=folder)
    articles = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["text"] for a in articles] == [a["text"] for a in again]
    assert [a["url"] for a in articles] == [a["url"] for a in again]


def kept_is_a_standard_archive(folder: Path) -> None:
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise Skip("warcio is not there") from None
    page = PAGE.replace("Gull Bay", "G\u00fcll Bay").encode("latin-1")
    with Server({"/1": lambda s: s.give(page, kind="text/html; charset=ISO-8859-1")}) as site:
        fetch(folder, site.url + "/1", options=("--allow-private", "--fetched", "pages.warc"))
        with open(folder / "pages.warc", "rb") as file:
            records = [
                (r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r.raw_stream.read())
                for r in ArchiveIterator(file, check_digests=True)
            ]
        assert records[0][0] == "warcinfo" and records[1] == ("resource", site.url + "/1", page)
    done = stemma("text", "pages.warc", cwd=folder)
    assert "G\u00fcll Bay" in done.stdout.decode()


def kept_half_a_page(folder: Path) -> None:
    """What a killed run left of a page is cut off, wherever it was killed, and fetched anew."""
    answers: dict = {}
    many_pages(answers, 2)
    options = ("--allow-private", "--fetched", "pages.warc")
    with Server(answers) as site:
        want, _, _ = fetch(folder, site.url + "/0", site.url + "/1", options=options)
        whole = (folder / "pages.warc").read_bytes()
        second = whole.rindex(b"WARC/1.1")
        for cut in (second, second + 1, second + 20, whole.rindex(b"<h1>"), len(whole) - 1):
            (folder / "pages.warc").write_bytes(whole[:cut])
            site.http.asked.clear()
            got, said, _ = fetch(folder, site.url + "/0", site.url + "/1", options=options)
            assert site.paths() == ["/robots.txt", "/1"], (cut, site.paths(), said)
            drop = lambda articles: [{**a, "fetched": None, "published": None} for a in articles]
            assert drop(got) == drop(want)
            assert len((folder / "pages.warc").read_bytes()) == len(whole)


def killed_in_a_page(folder: Path) -> None:
    """The site stops in the midst of the third page, and the run is killed there."""
    answers: dict = {}
    many_pages(answers, 4)
    reached = threading.Event()

    def half(site):
        site.send_response(200)
        site.send_header("Content-Type", "text/html")
        site.end_headers()
        site.wfile.write(PAGE[:300].encode())
        site.wfile.flush()
        reached.set()
        time.sleep(30)

    third, answers["/2"] = answers["/2"], half
    with Server(answers) as site:
        (folder / "list").write_text("".join(f"{site.url}/{i}\n" for i in range(4)))
        words = ["families", "list", "--fetch", "--allow-private", "--fetched", "pages.warc"]
        running = subprocess.Popen([command(), *words], cwd=folder, stdout=subprocess.DEVNULL)
        assert reached.wait(60)
        running.kill()
        running.wait()
        answers["/2"] = third
        site.http.asked.clear()
        done = stemma(*words, cwd=folder)
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()) == 4
        assert site.paths() == ["/robots.txt", "/2", "/3"], site.paths()


def broken_off_answer(folder: Path) -> None:
    """A body shorter than the server said is no page, and is not kept as one."""
    def half(site):
        site.send_response(200)
        site.send_header("Content-Type", "text/html")
        site.send_header("Content-Length", str(len(PAGE.encode())))
        site.end_headers()
        site.wfile.write(PAGE[:300].encode())

    answers = {"/1": half}
    options = ("--allow-private", "--fetched", "pages.warc")
    with Server(answers) as site:
        articles, said, done = fetch(folder, site.url + "/1", options=options)
        assert not articles and done.returncode == 1 and "list:1" in said, said
        answers["/1"] = PAGE
        articles, said, done = fetch(folder, site.url + "/1", options=options)
        assert len(articles) == 1 and not said


def kept_elsewhere(folder: Path) -> None:
    """A file of somebody else's is not touched; a disk that is full is told."""
    (folder / "mine.txt").write_text("WARC/1.1 is a format, and this is my essay on it.\n")
    with Server({"/1": PAGE}) as site:
        for name in ("mine.txt", "no/such/folder.warc", "."):
            options = ("--allow-private", "--fetched", name)
            articles, said, done = fetch(folder, site.url + "/1", options=options)
            assert not articles and done.returncode == 1 and name in said, said
        assert site.paths() == [] and "essay" in (folder / "mine.txt").read_text()
        _, said, done = fetch(folder, site.url + "/1", options=("--fetched",))
        assert done.returncode == 2
    done = stemma("text", "list", "--fetched", "pages.warc", cwd=folder)
    assert done.returncode == 2 and b"--fetch" in done.stderr


def crawl_delay(folder: Path) -> None:
    """Each host at its own pace, redirects among them."""
    answers: dict = {"/hop": lambda s: s.give("", status=302, Location="/0")}
    many_pages(answers, 1)
    answers["/robots.txt"] = "User-agent: *\nCrawl-delay: 2\n"
    with Server(answers) as site:
        fetch(folder, site.url + "/hop")
        times = {path: at for at, path, _ in site.http.asked}
        assert times["/0"] - times["/hop"] >= 1.95, times


def robots_too_long(folder: Path) -> None:
    """The first 500 KiB count; the rest is not waited for."""
    rules = "User-agent: *\nDisallow: /no\n" + "# nothing\n" * 200_000
    with Server({"/robots.txt": rules, "/no": PAGE, "/yes": PAGE}) as site:
        articles, said, _ = fetch(folder, site.url + "/no", site.url + "/yes")
        assert len(articles) == 1 and "does not allow" in said, said


def robots_elsewhere(folder: Path) -> None:
    """A robots.txt that leads to a private address is not followed there."""
    hop = lambda s: s.give("", status=302, Location="file:///etc/passwd")
    with Server({"/robots.txt": hop, "/1": PAGE}) as site:
        articles, said, _ = fetch(folder, site.url + "/1")
        assert "/1" not in site.paths() or articles, said


def stopped_within_a_page(folder: Path) -> None:
    """A page of many records: the pile goes on within it, and gives what an unbroken run does."""
    rng, letters = random.Random(3), str.maketrans("0123456789", "ghijklmnop")
    lines = []
    for i in range(90_000):
        noise = rng.randbytes(120).hex().translate(letters)
        text = " ".join(noise[k : k + 6] for k in range(0, 240, 6))
        lines.append(json.dumps({"id": f"r{i}", "text": text + "."}) + "\n")
    rows = "".join(lines)
    with Server({"/rows": lambda s: s.give(rows, kind="application/x-ndjson"), "/1": PAGE}) as site:
        (folder / "list").write_text(f"{site.url}/rows\n{site.url}/1\n")
        words = ["families", "list", "--fetch", "--allow-private", "--fetched", "pages.warc",
                 "--memory", "128M", "--threads", "1"]
        whole = stemma(*words, "--work", "one", cwd=folder)
        assert whole.returncode == 0 and whole.stdout.count(b"\n") == 90_001, whole.stderr
        site.http.asked.clear()
        running = subprocess.Popen([command(), *words, "--work", "two", "-o", "out"], cwd=folder)
        limit = time.monotonic() + 60
        while time.monotonic() < limit and running.poll() is None:
            if (folder / "two").exists() and any((folder / "two").glob("texts*")):
                break
            time.sleep(0.005)
        running.kill()
        assert running.wait() == -signal.SIGKILL  # there was still something to do
        again = stemma(*words, "--work", "two", cwd=folder)
        assert b"took up again" in again.stderr, again.stderr
        assert again.returncode == 0 and again.stdout == whole.stdout
        assert site.paths() == [], site.paths()


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
                kept_pages,
                kept_is_a_standard_archive,
                kept_half_a_page,
                killed_in_a_page,
                broken_off_answer,
                kept_elsewhere,
                crawl_delay,
                robots_too_long,
                robots_elsewhere,
                stopped_within_a_page,
            ]
        )
    )
