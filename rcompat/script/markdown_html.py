"""Markdown as HTML: headings, paragraphs, lists, tables, code and emphasis, as pages of statistics use them."""

from __future__ import annotations

import html
import re
from base64 import b64encode
from pathlib import Path

__all__ = ["to_html"]

_CODE = re.compile(r"`([^`]+)`")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(r"(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_TAGGED = re.compile(
    r'&lt;img src="([^"]+)" alt="([^"]*)"((?: +(?:width|height)="[\w.%]+"| +style="[\w:; ]+")*) */&gt;'
)
_SOURCE = re.compile(r'<img src="([^"]+)"')
_PICTURES = {".png": "image/png", ".svg": "image/svg+xml"}
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(.*)$")
_RULE = re.compile(r"^\|?[\s:|-]+\|[\s:|-]*$")
_TITLE = re.compile(r'^title:\s*"?(.*?)"?\s*$')
_TAGS = re.compile(r"&lt;(/?(?:sup|sub|em|strong|br))&gt;")


def to_html(text: str, folder: Path | None = None) -> str:
    """A whole HTML page of a Markdown text; pictures below `folder` stand inside the page."""
    lines = text.split("\n")
    title = ""
    if lines and lines[0].rstrip() == "---" and "---" in [line.rstrip() for line in lines[1:]]:
        end = [line.rstrip() for line in lines].index("---", 1)
        title = next((found.group(1) for line in lines[:end] if (found := _TITLE.match(line))), "")
        lines = lines[end + 1 :]
    head = '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    head += f"<title>{html.escape(title)}</title>\n</head>\n"
    start = f"<h1>{_spans(title)}</h1>\n" if title else ""
    page = f"{head}<body>\n{start}{_blocks(lines)}</body>\n</html>\n"
    return page if folder is None else _SOURCE.sub(lambda found: _inside(found, folder), page)


def _inside(found: re.Match[str], folder: Path) -> str:
    """A picture's address, or the picture itself where its file lies below the page's folder."""
    base = folder.resolve()
    path = (base / html.unescape(found.group(1))).resolve()
    kind = _PICTURES.get(path.suffix)
    if kind is None or not path.is_relative_to(base) or not path.is_file():
        return found.group(0)
    return f'<img src="data:{kind};base64,{b64encode(path.read_bytes()).decode()}"'


def _blocks(lines: list[str]) -> str:
    found: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        heading = _HEADING.match(line)
        if not line.strip():
            place += 1
        elif line.lstrip().startswith("```"):
            place = _code(lines, place, found)
        elif heading is not None:
            level = len(heading.group(1))
            found.append(f"<h{level}>{_spans(heading.group(2))}</h{level}>\n")
            place += 1
        elif _ITEM.match(line):
            place = _items(lines, place, found)
        elif "|" in line and place + 1 < len(lines) and _RULE.match(lines[place + 1]):
            place = _table(lines, place, found)
        else:
            place = _paragraph(lines, place, found)
    return "".join(found)


def _code(lines: list[str], place: int, found: list[str]) -> int:
    start = lines[place].lstrip()
    language = start.strip("`{}. ")
    end = place + 1
    while end < len(lines) and not lines[end].lstrip().startswith("```"):
        end += 1
    kind = f' class="{html.escape(language)}"' if language else ""
    body = html.escape("\n".join(lines[place + 1 : end]), quote=False)
    found.append(f"<pre{kind}><code>{body}</code></pre>\n")
    return end + 1


def _items(lines: list[str], place: int, found: list[str]) -> int:
    tag = "ol" if lines[place].lstrip()[0].isdigit() else "ul"
    found.append(f"<{tag}>\n")
    while place < len(lines) and (item := _ITEM.match(lines[place])):
        found.append(f"<li>{_spans(item.group(1))}</li>\n")
        place += 1
    found.append(f"</{tag}>\n")
    return place


def _table(lines: list[str], place: int, found: list[str]) -> int:
    found.append("<table>\n")
    tag = "th"
    while place < len(lines) and "|" in lines[place]:
        if not _RULE.match(lines[place]):
            cells = lines[place].strip().strip("|").split("|")
            found.append("<tr>" + "".join(f"<{tag}>{_spans(cell.strip())}</{tag}>" for cell in cells) + "</tr>\n")
            tag = "td"
        place += 1
    found.append("</table>\n")
    return place


def _paragraph(lines: list[str], place: int, found: list[str]) -> int:
    words = []
    while place < len(lines) and lines[place].strip() and not lines[place].lstrip().startswith("```"):
        words.append(lines[place])
        place += 1
    found.append(f"<p>{_spans(chr(10).join(words))}</p>\n")
    return place


def _marked_image(found: re.Match[str]) -> str:
    shown, name = (part.replace('"', "&quot;") for part in found.groups())
    return f'<img src="{name}" alt="{shown}">'


def _image(found: re.Match[str]) -> str:
    """An image tag as pages of R write it for pictures with a size or a place."""
    name, shown, rest = found.groups()
    shown = shown.replace("&amp;", "&")
    return f'<img src="{name}" alt="{shown}"{rest.rstrip()}>'


def _spans(text: str) -> str:
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(f"<code>{html.escape(found.group(1), quote=False)}</code>")
        return f"\x00{len(kept) - 1}\x00"

    text = _CODE.sub(keep, text)
    text = html.escape(text, quote=False).replace("&amp;times;", "&times;")
    text = _TAGS.sub(r"<\1>", text)
    text = _TAGGED.sub(_image, _IMAGE.sub(_marked_image, text))
    text = _LINK.sub(r'<a href="\2">\1</a>', text)
    text = _ITALIC.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", text))
    return re.sub("\x00(\\d+)\x00", lambda found: kept[int(found.group(1))], text)
