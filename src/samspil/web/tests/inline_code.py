"""Finds what the content security policy would refuse in a template."""

from __future__ import annotations

import re

FORBIDDEN = {
    "script with content": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "style element": re.compile(r"<style\b", re.I),
    "style attribute": re.compile(r"\sstyle\s*=", re.I),
    "event handler": re.compile(r"\son[a-z]+\s*=\s*[\"'{]", re.I),
    "javascript address": re.compile(r"javascript:", re.I),
    "htmx code": re.compile(r"\shx-on[:\-=]|hx-(?:vals|headers)\s*=\s*[\"']js:", re.I),
    "htmx event filter": re.compile(r"\shx-trigger\s*=\s*(?:\"[^\"]*\[|'[^']*\[)", re.I),
    "foreign address": re.compile(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)\s*=\s*[\"']?(?:https?:)?//", re.I),
}


def found_in(template: str) -> list[str]:
    """Names of everything in `template` that the policy would refuse."""
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(template)]
