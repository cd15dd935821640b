"""The report page: whole, well-formed, closed to the network, and true to what its author wrote."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from juncture.cli import main
from juncture.scenario.load import folder_of
from scenarios_for_tests import written

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
#: The hosts that the browser itself calls, whatever page it opens.
ITS_OWN = (".google.com", ".googleapis.com", ".gvt1.com")
VOID = {"meta", "link", "br", "img", "hr", "input", "wbr"}
MOST_BYTES = 3_000_000

QUESTION = """
question: What if nobody had called for a <i>boycott</i>?
changes: [prevent boycott]
expected:
  - {of: merged, sign: more, because: "more members come & vote"}
"""
TRICKY = """
title: 'Club <script>alert("1")</script> & "friends"'
acts: {boycott: {title: "The rival <b>asks</b> & 'begs'"}}
hypotheses:
  boycott_empties:
    says: the <em>boycott</em> emptied the hall
    cut: boycott
    of: present(club)
    at: 2024-03-06
    expects: less
"""


class Reader(HTMLParser):
    """Reads a page and keeps its elements; an end without its begin, or the other way, is a mistake."""

    def __init__(self, text: str):
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.mistakes: list[str] = []
        self.hidden = 0  # how many elements are open at the one that hides all inside it
        self.feed(text)
        self.close()
        self.mistakes += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if "aria-hidden" in self.elements[-1][1]:
            self.hidden = len(self.open)
        elif self.hidden and len(self.open) > self.hidden:
            self.elements[-1][1]["aria-hidden"] = "of what it stands in"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
            self.hidden = self.hidden if len(self.open) >= self.hidden else 0
        else:
            self.mistakes.append(f"</{tag}> at {self.getpos()}, inside {self.open[-1:]}")

    def all(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get(attribute))]


def report(folder: Path, scenario: str, *words: str) -> Path:
    path = folder / "report.html"
    with pytest.raises(SystemExit) as stopped:
        main(["run", scenario, *words, "--report", str(path)])
    assert not stopped.value.code
    return path


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with every kind of section, of a scenario whose author writes like an attacker."""
    folder = tmp_path_factory.mktemp("club")
    shutil.copytree(folder_of("club-quorum"), folder / "club")
    written(folder / "club" / "whatif", QUESTION, "no-boycott.yaml")
    written(folder, TRICKY, "tricky.yaml")
    return report(folder, str(folder / "club"), "--courses", "400", "--overlay", str(folder / "tricky.yaml"))


@pytest.fixture(scope="module")
def petrograd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The largest page there is, of few courses; what nearly happened is slow, and one table more or less."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("juncture.api.opened.nearly", lambda *_: ())
        return report(tmp_path_factory.mktemp("petrograd"), "petrograd-1917", "--courses", "100")


@pytest.fixture(params=["club", "petrograd"])
def page(request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(request.param)


def test_a_page_is_well_formed_and_light(page: Path):
    assert Reader(page.read_text(encoding="utf-8")).mistakes == []
    assert page.stat().st_size < MOST_BYTES


def test_every_link_leads_to_a_place_of_the_page_and_no_place_has_the_name_of_another(page: Path):
    """Citations may lead to the web, when somebody follows them."""
    read = Reader(page.read_text(encoding="utf-8"))
    anchors = read.all("id")
    assert len(anchors) == len(set(anchors))
    inside = [link[1:] for link in read.all("href") if link.startswith("#")]
    assert inside and set(inside) <= set(anchors)
    links = [(tag, link) for tag, attributes in read.elements if (link := attributes.get("href"))]
    assert all(link.startswith(("#", "data:,")) or (tag == "a" and link.startswith("https://")) for tag, link in links)


def test_a_page_has_nothing_to_fetch_and_nothing_to_run(page: Path):
    text = page.read_text(encoding="utf-8")
    read = Reader(text)
    assert not {"script", "iframe", "object", "embed", "img"} & {tag for tag, _ in read.elements}
    assert not read.all("src") and not [name for _, found in read.elements for name in found if name.startswith("on")]
    assert not re.search(r"url\(|@import", text)
    assert "default-src 'none'" in text


def test_every_section_that_has_something_to_say_is_there_and_in_the_contents(club: Path, petrograd: Path):
    asked = ["answer", "openness", "outcomes", "record", "what-ifs", "claims", "rules", "assumptions", "citing"]
    for page in (club, petrograd):
        read = Reader(page.read_text(encoding="utf-8"))
        sections = [found["id"] for tag, found in read.elements if tag == "section"]
        assert [name for name in sections if name in asked] == asked
        contents = [link for link in read.all("href") if link.startswith("#")][: len(sections)]
        assert contents == [f"#{name}" for name in sections]


def test_what_an_author_wrote_is_text_and_never_markup(club: Path):
    text = club.read_text(encoding="utf-8")
    for wild in ("<script", "<b>asks", "<i>boycott", "<em>boycott"):
        assert wild not in text
    assert "Club &lt;script&gt;alert(" in text and "&lt;b&gt;asks&lt;/b&gt;" in text


def test_every_picture_says_what_it_shows_to_those_who_do_not_see_it(page: Path):
    for tag, found in Reader(page.read_text(encoding="utf-8")).elements:
        if tag == "svg":
            assert found.get("aria-hidden") or (
                found.get("role") == "img" and (found.get("aria-label") or found.get("aria-labelledby"))
            )


def test_a_quick_page_leaves_out_what_was_not_asked(tmp_path: Path):
    text = report(tmp_path, "club-quorum", "--courses", "100", "--quick").read_text(encoding="utf-8")
    sections = [found["id"] for tag, found in Reader(text).elements if tag == "section"]
    assert {"answer", "outcomes", "record"} <= set(sections) and not {"openness", "what-ifs", "claims"} & set(sections)


# In a browser ---------------------------------------------------------------------------------------------------------


def opened(page: Path, folder: Path) -> tuple[set[str], list[str], str]:
    """Open a page in a browser that reaches nobody: hosts that it asked for, lines of its console, and what it made of it."""
    log = folder / "net.json"
    words = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={folder / 'profile'}",
        f"--log-net-log={log}",
        "--enable-logging=stderr",
        "--v=0",
        "--dump-dom",
        page.as_uri(),
    ]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=True)
    events = json.loads(log.read_text(encoding="utf-8"))["events"]
    urls = [event["params"]["url"] for event in events if "url" in event.get("params", {})]
    hosts = {found[1] for url in urls if (found := re.match(r"(?:https?|wss?)://([^/:]+)", url))}
    console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return {host for host in hosts if not f".{host}".endswith(ITS_OWN)}, console, done.stdout


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")
def test_a_browser_asks_nobody_and_complains_of_nothing(page: Path, tmp_path: Path):
    hosts, console, made = opened(page, tmp_path)
    assert hosts == set() and console == []
    assert "<nav" in made and made.rstrip().endswith("</html>")


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")
def test_a_page_that_did_ask_somebody_would_be_found_out(tmp_path: Path):
    bad = tmp_path / "bad.html"
    bad.write_text('<img src="http://elsewhere.example/x.png"><script>console.error("no")</script>', encoding="utf-8")
    hosts, console, _ = opened(bad, tmp_path)
    assert hosts == {"elsewhere.example"} and console
