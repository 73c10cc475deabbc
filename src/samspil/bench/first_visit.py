"""The first visit: a page and every file that it loads into an empty browser, counted as the server sends them."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

# What the page and its style sheets load without being asked.
_LOADED = re.compile(rb"""<(?:script|img)\b[^>]*?\bsrc=["']([^"']+)|<link\b[^>]*?\bhref=["']([^"']+)""")
_RELATION = re.compile(rb"""rel=["'](?:stylesheet|icon|preload|modulepreload)""")
_IN_STYLES = re.compile(rb"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_FONT = re.compile(r"\.(woff2?|ttf|otf|eot)$")


@dataclass(frozen=True)
class FirstVisit:
    """`bytes` as they travel, compressed where the server compresses; `files` by path, largest first."""

    bytes: int
    requests: int
    files: dict[str, int]


def first_visit(port: int, path: str, session: str) -> FirstVisit:
    """Load the page as somebody signed in with nothing kept from before. Fonts count where a style sheet names woff2."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    sizes: dict[str, int] = {}
    waiting = [path]
    try:
        while waiting:
            address = waiting.pop(0)
            if address in sizes:
                continue
            size, plain = _fetched(connection, address, session)
            sizes[address] = size
            waiting += [found for found in _named(address, plain) if found not in sizes]
    finally:
        connection.close()
    largest = dict(sorted(sizes.items(), key=lambda each: -each[1]))
    return FirstVisit(sum(sizes.values()), len(sizes), largest)


def _fetched(connection: http.client.HTTPConnection, address: str, session: str) -> tuple[int, bytes]:
    """How many bytes travel, and the content as it reads; asked twice where it comes compressed."""
    headers = {"Cookie": f"sessionid={session}", "Accept-Language": "da"}
    size = len(_got(connection, address, headers | {"Accept-Encoding": "br, gzip"}))
    return size, _got(connection, address, headers)


def _got(connection: http.client.HTTPConnection, address: str, headers: dict[str, str]) -> bytes:
    connection.request("GET", address, headers=headers)
    return connection.getresponse().read()


def _named(address: str, content: bytes) -> list[str]:
    """Files that a page or a style sheet loads by itself, as paths on this server."""
    if urlsplit(address).path.endswith((".js", ".svg", ".png", ".woff2", ".woff", ".ico")):
        return []
    if urlsplit(address).path.endswith(".css"):
        names = [url or imported for url, imported in _IN_STYLES.findall(content)]
        # A browser takes the first format that it knows, and every browser of today knows woff2.
        return _here(address, [name for name in names if not _FONT.search(name.decode()) or name.endswith(b".woff2")])
    tags = _LOADED.finditer(content)
    return _here(address, [tag[1] or tag[2] for tag in tags if tag[1] or _RELATION.search(_tag(content, tag.start()))])


def _tag(content: bytes, start: int) -> bytes:
    return content[start : content.index(b">", start)]


def _here(address: str, names: list[bytes]) -> list[str]:
    found = [urlsplit(urljoin(address, name.decode())) for name in names if not name.startswith((b"data:", b"#"))]
    return [each.path for each in found if not each.netloc]
