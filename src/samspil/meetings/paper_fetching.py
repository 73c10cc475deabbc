"""What a paper may fetch while it is made: our own fonts, by their names, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

FONTS = {f"font:{file.name}": file for file in (Path(__file__).parent / "fonts").glob("*.ttf")}


class OurFontsAlone(URLFetcher):  # type: ignore[misc]
    """Knows the names of our fonts. An address that somebody typed is asked of nobody."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url not in FONTS:
            raise ValueError("a paper fetches nothing")
        return URLFetcherResponse(url, FONTS[url].read_bytes(), {"Content-Type": "font/ttf"})
