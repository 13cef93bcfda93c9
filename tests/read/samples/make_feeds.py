#!/usr/bin/env python3
"""Writes the feed-*.xml here with feedgen (from PyPI), a tool that knows nothing of Stemma."""

import datetime as dt
from pathlib import Path

from feedgen.feed import FeedGenerator

HERE = Path(__file__).resolve().parent
ZONE = dt.timezone(dt.timedelta(hours=2))
HOME = "https://www.gullbaycourier.example/"


def entry(feed, link, title, day, **more):
    one = feed.add_entry(order="append")
    one.id(link)
    one.title(title)
    one.link(href=link)
    one.published(dt.datetime(2019, 5, day, 10, 15, tzinfo=ZONE))
    one.updated(dt.datetime(2019, 5, day, more.get("updated", 10), 15, tzinfo=ZONE))
    if "author" in more:
        one.author(name=more["author"], email="desk@gullbaycourier.example")
        one.dc.dc_creator(more["author"])
    if "content" in more:
        one.content(more["content"], type="html")
    if "summary" in more:
        one.description(more["summary"])
    if "source" in more:
        one.source(url="https://www.fenmarkpost.example/rss", title=more["source"])


feed = FeedGenerator()
feed.load_extension("dc")
feed.id(HOME)
feed.title("Harbour news | Gull Bay Courier")
feed.link(href=HOME, rel="alternate")
feed.description("News of the harbour")
feed.language("en-GB")
feed.copyright("Gull Bay Courier 2019")
feed.author(name="Gull Bay Courier")
feed.updated(dt.datetime(2019, 5, 9, tzinfo=ZONE))
feed.lastBuildDate(dt.datetime(2019, 5, 9, tzinfo=ZONE))
entry(
    feed,
    HOME + "1",
    "Ferry & tug collide",
    7,
    updated=12,
    author="Ann Stell",
    content="<p>The ferry Marigold and a tug collided off Gull Bay on Tuesday, the coast guard"
    " said.</p><p>All 214 passengers were taken off by fishing boats, harbour master Ilse Varga"
    " told reporters.</p>",
)
entry(
    feed,
    "https://www.fenmarkpost.example/2",
    "Divers look at the hull",
    8,
    summary="Divers went down to the hull on Wednesday.",
    source="Fenmark Post",
)
entry(
    feed,
    "https://ridgeway.example/3",
    "Storm has passed",
    9,
    summary="The storm that kept the boats in the harbour has passed.",
)
feed.rss_file(str(HERE / "feed-rss.xml"), pretty=True)
feed.atom_file(str(HERE / "feed-atom.xml"), pretty=True)
