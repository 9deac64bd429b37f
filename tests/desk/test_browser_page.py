"""The library page in a real browser, opened from a disk as staff do, by keyboard and without."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect, sync_playwright

from builder.desk.wordindex import WORD
from tests.conftest import PLAIN
from tests.desk.stock import HERE, leaflets, made_up, stock
from tests.web.browser import HERE as WEB
from tests.web.browser import chromium

SEARCHES: dict[str, list[str]] = yaml.safe_load((HERE / "searches.yaml").read_text("utf-8"))
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
FOUND = "[...document.querySelectorAll('.leaflet')].filter((e) => !e.hidden).map((e) => e.id)"
LISTED = ".leaflet:not([hidden])"
FOCUSED = "document.activeElement.getAttribute('href') ?? document.activeElement.id"
# Of some words, those by which a leaflet is not among what is found.
MISSED = """([words, leaflet]) => words.filter((word) => {
  const query = document.getElementById("query"), more = document.querySelector(".more");
  query.value = word;
  query.dispatchEvent(new Event("input"));
  while (!more.hidden) more.firstElementChild.click();
  return document.getElementById(leaflet).hidden;
})"""
SPOKEN = """() => {
  window.spoken = [];
  const watch = new MutationObserver(() => window.spoken.push(status.textContent));
  const status = document.getElementById("status");
  watch.observe(status, { childList: true, characterData: true, subtree: true });
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as made:
        found = made.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def shelved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The leaflets of `leaflets.yaml`, and one that is built."""
    return _stocked(tmp_path_factory, leaflets())


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _stocked(tmp_path_factory, [*made_up(120)])


def _stocked(factory: pytest.TempPathFactory, given: list[dict[str, Any]]) -> Path:
    project = factory.mktemp("desk") / "project"
    shutil.copytree(PLAIN, project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026
        return stock(project, given)


@pytest.fixture
def page(browser: Browser, shelved: Path) -> Iterator[Page]:
    with opened(browser, shelved) as (page, errors):
        yield page
        assert errors == []


class opened:  # noqa: N801 - it reads as a word
    """A page in a window of its own, and all that the browser complains of."""

    def __init__(self, browser: Browser, out: Path | str, **how: Any) -> None:
        self.address = out if isinstance(out, str) else (out / "index.html").as_uri()
        self.context = browser.new_context(**how)
        self.page, self.errors = self.context.new_page(), list[str]()

    def __enter__(self) -> tuple[Page, list[str]]:
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", lambda dialog: self.errors.append(dialog.message))
        self.page.goto(self.address)
        return self.page, self.errors

    def __exit__(self, *error: object) -> None:
        self.context.close()


def search(page: Page, words: str, leaflet: str) -> None:
    """Types words that only the index has, and waits until they are found."""
    page.fill("#query", words)
    expect(page.locator(LISTED)).to_have_count(1)
    assert page.evaluate(FOUND) == [leaflet]


def find(page: Page, words: str) -> list[str]:
    page.fill("#query", words)
    found: list[str] = page.evaluate(FOUND)
    return [place for place in found if place != "case"]


def status(page: Page) -> str:
    return page.text_content("#status") or ""


def test_what_is_typed_is_found(page: Page) -> None:
    search(page, "hypoglycaemia", "HC-01")
    assert {words: find(page, words) for words in SEARCHES} == SEARCHES


def test_every_word_finds_its_leaflet(browser: Browser, many: Path) -> None:
    """Each as it is written, those at the end of the longest leaflet, too."""
    longest = max(made_up(120), key=lambda one: len(one["words"]))
    every = sorted({*WORD.findall(longest["words"])})
    assert len(every) > 200
    with opened(browser, many) as (page, errors):
        page.fill("#query", "Taking if")  # no title has both
        expect(page.locator(LISTED).first).to_be_visible()
        assert page.evaluate(MISSED, [every, longest["handout"]]) == []
        assert errors == []


def test_to_the_large_print_in_three_actions(page: Page) -> None:
    """Type, Enter, Enter: by the keyboard alone, from a page that was just opened."""
    page.keyboard.type("diabetes large print")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "HC-01/HC-01.large-print.pdf"
    with page.expect_request("**/HC-01.large-print.pdf", timeout=5_000):
        page.keyboard.press("Enter")


def test_what_was_found_is_spoken_once(page: Page) -> None:
    """One polite status, empty at first, with the count alone."""
    assert page.locator("[role=status], [aria-live]").count() == 1
    assert status(page) == ""
    page.evaluate(SPOKEN)
    page.locator("#query").press_sequentially("diabetes", delay=20)
    expect(page.locator("#status")).to_have_text("2 of 10 leaflets.")
    assert page.evaluate("window.spoken") == ["2 of 10 leaflets."]


def test_choosing_keeps_the_focus_and_is_told(page: Page) -> None:
    page.focus("select[name=treatment]")
    page.select_option("select[name=treatment]", "diabetes")
    page.select_option("select[name=audience]", "Carers")
    narrowed = "1 of 10 leaflets. Narrowed by: Treatment: diabetes; For whom: Carers."
    expect(page.locator("#status")).to_have_text(narrowed)
    assert page.evaluate(FOUND) == ["HC-02"]
    assert page.evaluate("document.activeElement.name") == "treatment"
    page.click("button[type=reset]")
    expect(page.locator("#status")).to_have_text("10 of 10 leaflets.")
    assert len(page.evaluate(FOUND)) == 10


def test_more_goes_on_with_the_first_new_one(browser: Browser, many: Path) -> None:
    with opened(browser, many) as (page, errors):
        assert len(page.evaluate(FOUND)) == 30
        page.click(".more button")
        assert page.evaluate(FOCUSED) == "BX-31/BX-31.standard.pdf"
        assert status(page) == "121 of 121 leaflets. The first 60 are listed."
        page.goto(f"{page.url}#BX-117")
        expect(page.locator("#BX-117")).to_be_visible()
        assert errors == []


def test_no_key_is_taken(page: Page) -> None:
    """A single sign does nothing, so that nobody who dictates is led away (WCAG 2.2, 2.1.4)."""
    page.evaluate("document.activeElement.blur()")
    taken = """() => { window.taken = 0; addEventListener("keydown", (e) => setTimeout(() => {
      window.taken += e.defaultPrevented ? 1 : 0; })); }"""
    page.evaluate(taken)
    for key in "/?sfkjn":
        page.keyboard.press(key)
    page.keyboard.press("Control+f")
    assert page.evaluate("[window.taken, document.activeElement.localName]") == [0, "body"]


def test_without_scripts_all_are_listed(browser: Browser, shelved: Path) -> None:
    with opened(browser, shelved, java_script_enabled=False) as (page, errors):
        assert page.locator(".leaflet:visible").count() == 10
        assert not page.locator(".find, #basket, .more").locator("visible=true").count()
        assert page.locator("noscript").count() == 1
        assert errors == []


def test_a_title_is_shown_as_it_is_written(page: Page) -> None:
    title = '</script><script>alert(1)</script> \u2028 & "so" <b>on</b>'
    assert page.text_content("#HC-06 h2") == title
    page.click("#HC-06 .do button")
    assert page.text_content("#basket .what") == f"{title} – Standard HC-06, 4 pages"


@pytest.mark.parametrize("look", [(320, "light"), (1280, "dark"), (640, "light")], ids=str)
def test_nobody_is_kept_out(page: Page, look: tuple[int, str]) -> None:
    """Nothing that axe-core knows of, nothing that sticks out, with the list in use."""
    width, theme = look
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.click(".do button >> nth=0")
    page.evaluate((WEB / "node_modules/axe-core/axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")
    told = [f"{v['id']}: {node['html'][:200]}" for v in found["violations"] for node in v["nodes"]]
    assert told == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = """[...document.querySelectorAll('button, input, select, .files a, .to-list')]
      .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 43.9).length"""
    assert page.evaluate(small) == 0


def test_each_leaflet_is_a_heading_with_a_link(page: Page) -> None:
    assert page.locator(".leaflet h2 a").count() == 10
    assert page.locator("img:not([alt=''])").count() == 0


def test_the_list_to_print(page: Page) -> None:
    page.click("#HC-01 [data-edition=large-print] button")
    page.click("#HC-02 [data-edition=standard] button")
    page.fill("#basket input >> nth=0", "3")
    page.press("#basket input >> nth=0", "Tab")
    assert page.text_content(".total") == "Leaflets: 2. Copies: 4. Pages: 16."
    page.reload()
    assert page.text_content(".count") == "2"
    assert page.input_value("#basket input >> nth=0") == "3"
    assert (page.text_content("#basket pre") or "").splitlines() == [
        "handouts print HC-01 --edition large-print --copies 3 --draft",
        "handouts print HC-02 --edition standard --copies 1",
    ]
    page.evaluate("window.print = () => {}")
    page.click(".print-list")
    page.emulate_media(media="print")
    assert page.locator("#basket .what:visible").count() == 2
    assert page.locator(".leaflet:visible").count() == 0
    page.emulate_media(media="screen")
    page.click("#basket li button >> nth=0")
    assert page.evaluate("document.activeElement.textContent").startswith("Take off")
    page.click("#basket li button >> nth=0")
    assert page.locator(".empty:visible").count() == 1


def test_what_is_no_longer_here_leaves_the_list(browser: Browser, shelved: Path) -> None:
    with opened(browser, shelved) as (page, errors):
        page.click("#HC-01 .do button >> nth=0")
        kept = """() => { const key = Object.keys(localStorage)[0];
          const items = JSON.parse(localStorage.getItem(key));
          items.push({ path: "HC-99/HC-99.standard.pdf", copies: 1 }, 7, { path: 1 });
          localStorage.setItem(key, JSON.stringify(items)); }"""
        page.evaluate(kept)
        page.reload()
        assert status(page) == "Taken off your list, for they are no longer here: 1."
        assert page.locator("#basket li").count() == 1
        assert errors == []


def test_a_browser_that_keeps_nothing_says_so(browser: Browser, shelved: Path) -> None:
    with opened(browser, shelved) as (page, errors):
        page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw 1 } })")
        page.reload()
        page.click("#HC-01 .do button >> nth=0")
        assert page.locator("#basket li").count() == 1
        assert page.text_content(".forgets") == (
            "This browser keeps no list: it is lost when the page is closed."
        )
        assert errors == []


@pytest.mark.parametrize(("day", "hidden"), [("2026-07-01", True), ("2026-07-02", False)])
def test_a_leaflet_is_overdue_on_the_day(
    browser: Browser, shelved: Path, day: str, hidden: bool
) -> None:
    """On the day the page is opened, whenever it was made."""
    with opened(browser, shelved, timezone_id="Asia/Kolkata") as (page, _):
        page.clock.install(time=f"{day}T02:00:00")
        page.reload()
        assert page.locator("#HC-02 .overdue").is_hidden() == hidden
        assert page.locator("#HC-02 .approved").is_visible()


def test_without_the_words_titles_are_found(
    browser: Browser, shelved: Path, tmp_path: Path
) -> None:
    """A copy of the page alone still finds titles, and says what is not there."""
    shutil.copy(shelved / "index.html", tmp_path)
    with opened(browser, tmp_path) as (page, _):
        page.fill("#query", "équipement")
        assert page.evaluate(FOUND) == ["HC-03"]
        expect(page.locator("#status")).to_contain_text("‘index/words.js’ is not there")


def test_what_is_typed_early_is_looked_for(browser: Browser, shelved: Path) -> None:
    """Before the words have come: they are looked through when they do."""
    with opened(browser, shelved) as (page, errors):
        early = """() => { const query = document.getElementById("query");
          query.value = "hypoglycaemia"; query.dispatchEvent(new Event("input")); }"""
        page.evaluate(early)
        expect(page.locator(LISTED)).to_have_count(1)
        assert page.evaluate(FOUND) == ["HC-01"]
        assert errors == []


def test_from_a_web_server(browser: Browser, shelved: Path) -> None:
    serve = partial(SimpleHTTPRequestHandler, directory=str(shelved))
    serve.log_message = lambda *said: None  # type: ignore[attr-defined]
    server = ThreadingHTTPServer(("127.0.0.1", 0), serve)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/index.html"
        with opened(browser, address) as (page, errors):
            search(page, "hypoglycaemia", "HC-01")
            assert [each for each in errors if "404" not in each] == []
    finally:
        server.shutdown()
        server.server_close()
