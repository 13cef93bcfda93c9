#!/usr/bin/env python3
"""Writes the samples in this folder by means of others: warcio and wacz (from PyPI), zlib and
zstandard. The articles and their places are invented. They are kept, so that the tests need none of
these; run this in a folder of your own to see where they come from.

    python3 make.py FOLDER"""

import gzip
import io
import subprocess
import sys
import zlib
from pathlib import Path

import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

DATE = "2031-05-09T06:30:00Z"
TOWNS = ["Gull Bay", "Ashgrove", "Tolmin Reach", "Port Vannick"]


def page(town: str, extra: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>Ferry halted at {town}</title>{extra}</head><body>"
        f"<article><h1>Ferry halted at {town}</h1><p>The ferry to {town} was halted on Thursday "
        f"after its rudder broke off the old harbour wall, the port office said.</p><p>All 48 "
        f"passengers were brought ashore by fishing boats before noon, and nobody was hurt.</p>"
        f"</article></body></html>"
    )


def chunked(body: bytes) -> bytes:
    parts = [body[i : i + 100] for i in range(0, len(body), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


def response(writer, uri: str, body: bytes, headers: list[tuple[str, str]], status="200 OK"):
    head = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            uri, "response", payload=io.BytesIO(body), http_headers=head, warc_headers_dict={"WARC-Date": DATE}
        )
    )


def other(writer, uri: str, kind: str, body: bytes, content_type: str):
    writer.write_record(
        writer.create_warc_record(
            uri,
            kind,
            payload=io.BytesIO(body),
            warc_content_type=content_type,
            warc_headers_dict={"WARC-Date": DATE},
        )
    )


def crawl(out, packed: bool, version: str = "1.0"):
    """All sorts of records; seven of them are articles."""
    w = WARCWriter(out, gzip=packed, warc_version=version)
    html = ("Content-Type", "text/html; charset=utf-8")
    w.write_record(w.create_warcinfo_record("crawl.warc", {"software": "written by hand"}))
    request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "gullbay.example")], is_http_request=True)
    w.write_record(w.create_warc_record("https://gullbay.example/ferry", "request", http_headers=request))
    response(w, "https://gullbay.example/ferry", page(TOWNS[0]).encode(), [html])
    response(
        w,
        "https://ashgrove.example/ferry",
        chunked(gzip.compress(page(TOWNS[1]).encode(), mtime=0)),
        [html, ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")],
    )
    response(
        w,
        "https://tolmin.example/ferry",
        zlib.compress(page("Tolmin R\u00e9ach").encode("windows-1252")),
        [("Content-Type", "text/html; charset=ISO-8859-1"), ("Content-Encoding", "deflate")],
    )
    response(w, "https://gullbay.example/gone", b"<p>Gone</p>", [html], "404 Not Found")
    response(w, "https://gullbay.example/boat.png", b"\x89PNG\r\n\x1a\n", [("Content-Type", "image/png")])
    response(w, "https://gullbay.example/br", b"\x0b\x02\x80abc\x03", [html, ("Content-Encoding", "br")])
    record = (
        '{"headline": "Ferry halted", "text": "The ferry to Port Vannick was halted on Thursday, the '
        'port office said.", "title": "Ferry halted at Port Vannick"}'
    )
    response(w, "https://vannick.example/api", record.encode(), [("Content-Type", "application/json")])
    w.write_record(
        w.create_revisit_record("https://gullbay.example/ferry", "sha1:" + "A" * 32, "https://gullbay.example/ferry", DATE)
    )
    other(w, "dns:gullbay.example", "response", b"20310509063000\ngullbay.example. 300 IN A 192.0.2.1\n", "text/dns")
    other(w, "https://gullbay.example/ferry", "metadata", b"fetchTimeMs: 12", "application/warc-fields")
    other(w, "https://gullbay.example/old", "resource", page("the old pier").encode(), "text/html")
    text = "The ferry to Gull Bay was halted on Thursday after its rudder broke, the port office said.\n"
    other(w, "https://gullbay.example/wet", "conversion", text.encode(), "text/plain")
    response(w, "https://gullbay.example/ferry", page(TOWNS[0] + " again").encode(), [html])


def with_dictionary(records: list[bytes]) -> bytes:
    """As the draft of IIPC for zstd says: a skippable frame with the dictionary, a frame a record."""
    dictionary = zstandard.ZstdCompressionDict(b"".join(records)[:8000], dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    inner = zstandard.ZstdCompressor(level=19).compress(dictionary.as_bytes())
    frames = [zstandard.ZstdCompressor(level=10, dict_data=dictionary).compress(r) for r in records]
    return b"\x5d\x2a\x4d\x18" + len(inner).to_bytes(4, "little") + inner + b"".join(frames)


def split(data: bytes) -> list[bytes]:
    """The members of a gzip file, unpacked."""
    found = []
    while data:
        one = zlib.decompressobj(31)
        found.append(one.decompress(data) + one.flush())
        data = one.unused_data
    return found


def main() -> int:
    folder = Path(sys.argv[1])
    for name, packed, version in (("crawl.warc", False, "1.0"), ("crawl.warc.gz", True, "1.1")):
        out = io.BytesIO()
        crawl(out, packed, version)
        (folder / name).write_bytes(out.getvalue())
    records = split((folder / "crawl.warc.gz").read_bytes())
    (folder / "crawl.warc.zst").write_bytes(with_dictionary(records))
    subprocess.run(
        ["wacz", "create", "-o", folder / "crawl.wacz", "--detect-pages", folder / "crawl.warc.gz"], check=True
    )
    return 0


sys.exit(main())
