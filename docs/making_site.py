"""The documentation as pages to read: `make docs`, or ``python docs/making_site.py out/docs``.

Every guide in docs/*.md, the README, the questions and the ontology, each an HTML page with one style sheet
beside it. The pages need no network and no script. What a guide links to has to be there: another page, or a
picture, which is copied.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path

from cybercoop.ontology import documentation
from jinja2 import Environment, FileSystemLoader
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[1]
_TEMPLATES = Path(__file__).with_name("site")
# The menu. Guides that it does not name stand at the end of "Guides".
_MENU = {
    "Start": ("README.md",),
    "Guides": ("docs/trust.md", "docs/identity.md", "docs/api.md", "docs/languages.md", "docs/reading.md"),
    "Reference": ("docs/questions.md", "ontology"),
    "Inside": ("docs/house.md", "docs/dependencies.md", "examples/README.md", "CHANGELOG.md", "LICENSE"),
}
_SHORT = {  # titles that are too long for the menu
    "README.md": "What it is, and a tour",
    "docs/questions.md": "Questions",
    "ontology": "Ontology",
    "examples/README.md": "Example releases",
    "LICENSE": "License",
}
_PICTURES = (".png", ".jpg", ".svg")


class BrokenLinkError(Exception):
    """A guide links to what is no page and no picture."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the contents of a page."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the documentation."""

    source: str  # the file that it is made of, from the root of the repository; "ontology"
    file: str  # what it is written to
    title: str
    body: str  # HTML
    contents: tuple[Entry, ...] = ()

    @property
    def short(self) -> str:
        """What the menu calls it."""
        return _SHORT.get(self.source, self.title)


def menu() -> dict[str, tuple[str, ...]]:
    """The sources of all pages by group."""
    named = {source for sources in _MENU.values() for source in sources}
    others = sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))
    found = dict(_MENU)
    found["Guides"] += tuple(other for other in others if other not in named)
    return found


def write(folder: Path) -> list[Path]:
    """Write the pages, the style sheet and the pictures into a folder, which is made if it is missing.

    Returns:
        The pages.

    Raises:
        BrokenLinkError: a guide links to what is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    groups = menu()
    sources = [source for members in groups.values() for source in members]
    files = {source: _file(source) for source in sources}
    pages = {source: _page(source, files, folder) for source in sources}
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.get_template("page.html")
    shutil.copy(_TEMPLATES / "style.css", folder)
    shown = [(group, [pages[source] for source in members]) for group, members in groups.items()]
    for before, source, after in zip([None, *sources], sources, [*sources[1:], None], strict=False):
        page = pages[source]
        beside = {"before": before and pages[before], "after": after and pages[after]}
        (folder / page.file).write_text(template.render(page=page, menu=shown, **beside), encoding="utf-8")
    return [folder / pages[source].file for source in sources]


def _file(source: str) -> str:
    """What a page is written to; the README is the first page, and the only one of its name."""
    path = Path(source)
    if source == "README.md":
        return "index.html"
    return f"{(path.parent if path.stem == 'README' else path).stem.lower()}.html"


def _page(source: str, files: dict[str, str], folder: Path) -> Page:
    if source == "ontology":
        title, body = documentation.content()
        contents = re.findall(r'<h2 id="([^"]+)">([^<]+)</h2>', body)
        return Page(source, files[source], title, body, tuple(Entry(2, *each) for each in contents))
    text = (ROOT / source).read_text(encoding="utf-8")
    if not source.endswith(".md"):
        title = source.title()
        return Page(source, files[source], title, f"<h1>{title}</h1><pre>{escape(text)}</pre>")
    return _guide(source, text, files, folder)


def _guide(source: str, text: str, files: dict[str, str], folder: Path) -> Page:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("table_open", lambda *_: '<div class="table"><table>\n')
    markdown.add_render_rule("table_close", lambda *_: "</table></div>\n")
    markdown.add_render_rule("fence", _fence)
    tokens = markdown.parse(text)
    headings = list(_headings(tokens))
    for token in tokens:
        _relink(token.children or [], source, files, folder)
    body = markdown.renderer.render(tokens, markdown.options, {})
    title = next((each.text for each in headings if each.level == 1), source)
    return Page(source, files[source], title, body, tuple(each for each in headings if each.level in (2, 3)))


def _headings(tokens: Sequence[Token]) -> Iterator[Entry]:
    """The headings, each of which gets an anchor as GitHub makes it."""
    seen: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        text = "".join(child.content for child in inline.children or ())
        anchor = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
        seen[anchor] = seen.get(anchor, -1) + 1
        anchor += f"-{seen[anchor]}" * bool(seen[anchor])
        opening.attrSet("id", anchor)
        yield Entry(int(opening.tag[1:]), anchor, text)


def _relink(tokens: Sequence[Token], source: str, files: dict[str, str], folder: Path) -> None:
    """Lead links to the pages that files became, and pictures to their copies; other files have no page."""
    for at, token in enumerate(tokens):
        attribute = {"link_open": "href", "image": "src"}.get(token.type)
        path, hash_, fragment = str(token.attrGet(attribute)).partition("#") if attribute else ("", "", "")
        if attribute is None or not path or "://" in path or path.startswith("mailto:"):
            continue
        there = (ROOT / source).parent.joinpath(path).resolve()
        if not there.exists() or not there.is_relative_to(ROOT):
            raise BrokenLinkError(f"{source} links to {path}, which is not there")
        target = there.relative_to(ROOT).as_posix()
        if target in files:
            token.attrSet(attribute, files[target] + hash_ + fragment)
        elif there.suffix in _PICTURES:
            shutil.copy(there, folder)
            token.attrSet(attribute, there.name)
        else:
            closing = next(each for each in tokens[at:] if each.type == "link_close")
            token.tag = closing.tag = "span"
            token.attrs = {"title": f"{target} in the repository"}


def _fence(renderer: object, tokens: Sequence[Token], at: int, *_: object) -> str:
    """A block of code; what a person types in a session stands out."""
    text = escape(tokens[at].content, quote=False)
    if tokens[at].info.strip() == "console":
        text = re.sub(r"^\$ .*$", r"<b>\g<0></b>", text, flags=re.MULTILINE)
    return f"<pre><code>{text}</code></pre>\n"


if __name__ == "__main__":
    written = write(Path(sys.argv[1] if len(sys.argv) > 1 else "out/docs"))
    print(f"{written[0]}: {len(written)} pages; open it in a browser")
