"""The HTML report in a real browser: Chromium, driven headless, offline.

Skipped where Chromium, its driver or selenium is not at hand
(Debian: `apt-get install chromium chromium-driver`; `pip install selenium`).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sample_records import make_ferry_record, make_hostile_record, make_people_record, make_record

from onrecord.export import html
from onrecord.record import Note, Record

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="chromium or chromedriver is not installed"
)

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--window-size=1280,900",
]
CSS = "css selector"


class Tab:
    """A page in the browser, asked in CSS selectors."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def click(self, selector: str) -> None:
        element = self.driver.find_element(CSS, selector)
        # The driver would leave it at the very edge, under what is fixed there.
        scroll = "arguments[0].scrollIntoView({block: 'center'})"
        self.driver.execute_script(scroll, element)
        element.click()

    def press(self, *keys: str) -> None:
        self.driver.switch_to.active_element.send_keys(*keys)

    def texts(self, selector: str) -> list[str]:
        """The words of the elements that match."""
        script = "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText)"
        return list(self.driver.execute_script(script, selector))

    def ids(self, selector: str) -> list[str]:
        """The attributions of the cards that match."""
        script = "return [...document.querySelectorAll(arguments[0])].map(e => e.dataset.id)"
        return list(self.driver.execute_script(script, selector))

    def ask(self, script: str) -> Any:
        return self.driver.execute_script(f"return {script}")

    def width(self, pixels: int) -> None:
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": pixels, "height": 844, "deviceScaleFactor": 1, "mobile": False},
        )

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """What was asked for since this was last called, the page's own data: URLs left out."""
        events = [
            json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")
        ]
        urls = [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]
        return [url for url in urls if not url.startswith("data:")]


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in [*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(executable_path=DRIVER)
    browser = webdriver.Chrome(options=options, service=service)
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]},
    )
    yield browser
    browser.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "rich.html").write_text(html.write(make_record()), encoding="utf-8")
    (folder / "people.html").write_text(html.write(make_people_record()), encoding="utf-8")
    (folder / "ferry.html").write_text(html.write(make_ferry_record()), encoding="utf-8")
    (folder / "hostile.html").write_text(html.write(_hostile()), encoding="utf-8")
    return folder


def _hostile() -> Record:
    record = make_hostile_record()
    attack = '</script><script>window.attacked=1</script><img src="//evil.example/x" onerror=1>'
    entities = [replace(record.entities[0], name=attack)]
    document = replace(
        record.document,
        publisher=attack,
        location=attack,
        notes=[Note(code=attack, message=f"<svg onload=window.attacked=1>{attack}")],
    )
    return replace(record, document=document, entities=entities)


@pytest.fixture
def tab(driver: Any, pages: Path) -> Iterator[Tab]:
    """The rich report, freshly opened; that it raised no complaint is checked at the end."""
    tab = Tab(driver)
    open_page(tab, pages / "rich.html")
    yield tab
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert tab.complaints() == []


@pytest.fixture
def people(tab: Tab, pages: Path) -> Tab:
    """A report in which it is known whom "she" means."""
    open_page(tab, pages / "people.html")
    return tab


@pytest.fixture
def ferry(tab: Tab, pages: Path) -> Tab:
    """A report with denials, a timeline, relations and places."""
    open_page(tab, pages / "ferry.html")
    return tab


_VISITS = count()


def open_page(tab: Tab, path: Path, fragment: str = "") -> str:
    """Load the page anew and return its address."""
    # Another address each time, since another fragment of the same would not load it again.
    address = f"{path.as_uri()}?{next(_VISITS)}"
    tab.driver.get(address + fragment)
    return address


def test_a_click_on_a_source_lights_all_that_it_said(tab: Tab) -> None:
    tab.click("#src-2 .who")
    lit = tab.texts("article .on")
    assert "Ms. Lunde" in lit
    assert "that any warning had been received" in lit
    assert "“And every bolt was sound.”" in lit
    assert "Dorrit Haldane" not in lit
    assert tab.ids(".card.on") == ["a3", "a7"]
    assert tab.ask("document.querySelector('#src-2 .who').getAttribute('aria-pressed')") == "true"
    tab.click("#src-2 .who")
    assert tab.texts("article .on") == []


def test_what_a_source_says_is_folded_away_until_it_is_asked_for(tab: Tab) -> None:
    open_cards = ".source:not(.shut) .card"
    assert tab.ids(open_cards) == []
    tab.click("#src-2 .who")
    assert tab.ids(open_cards) == ["a3", "a7"]
    expanded = "document.querySelector('#src-2 .who').getAttribute('aria-expanded')"
    assert tab.ask(expanded) == "true"
    tab.press("j")
    assert tab.ids(open_cards) == ["a3", "a7", "a1"]
    tab.press("j")
    assert "a1" not in tab.ids(open_cards)
    tab.click("#unfold")
    assert len(set(tab.ids(open_cards))) == 16
    tab.click("#unfold")
    assert tab.ids(open_cards) == ["a2", "a14"]
    tab.press("\ue00c")  # Escape
    assert tab.ids(open_cards) == []


def test_a_click_on_a_statement_goes_to_its_place(tab: Tab) -> None:
    tab.click("#unfold")
    tab.click("#card-a13 .go")
    assert tab.texts("article .on") == ["Critics", "claim", "that the audit was rewritten"]
    box = "document.getElementById('a13').getBoundingClientRect()"
    assert tab.ask(f"{box}.top > 0 && {box}.bottom < innerHeight")
    assert tab.ask("location.hash") == "#a13"


def test_a_click_on_marked_words_shows_their_card_the_innermost_first(tab: Tab) -> None:
    tab.click("article .deep")
    assert tab.ids(".card.on") == ["a6"]
    box = "document.getElementById('card-a6').getBoundingClientRect()"
    assert tab.ask(f"{box}.top >= 0 && {box}.bottom <= innerHeight")
    tab.click("article .deep")
    assert tab.ids(".card.on") == ["a5"]


def test_a_filter_hides_cards_sources_and_marks(tab: Tab) -> None:
    tab.click("#filters summary")
    tab.click("[data-value=denial]")
    assert tab.ids(".card:not([hidden])") == ["a3", "a4"]
    assert tab.ask("document.getElementById('src-1').hidden")
    assert {"Critics", "Dorrit Haldane"}.isdisjoint(tab.texts("article .m"))
    assert "denied" in tab.texts("article .m")
    tab.click("[data-value=direct]")
    assert tab.ids(".card:not([hidden])") == ["a4"]
    assert tab.texts("#shown") == ["1 of 16 shown"]
    tab.click("#all")
    assert len(set(tab.ids(".card:not([hidden])"))) == 16


def test_marks_come_back_as_they_were_when_a_filter_is_lifted(tab: Tab) -> None:
    marks = "article [data-source],article [data-cue],article [data-content]"
    # Whether the pointer lies on a name is another matter.
    names = "[...e.classList].filter(name => name != 'lit').sort().join(' ')"
    classes = f"[...document.querySelectorAll('{marks}')].map(e => {names}).join()"
    before = tab.ask(classes)
    tab.click("#filters summary")
    tab.click("[data-value=unresolved]")
    assert tab.ask(classes) != before
    tab.click("#all")
    assert tab.ask(classes) == before


def test_the_keyboard_moves_between_statements(tab: Tab) -> None:
    tab.press("j", "j")
    assert tab.ids(".card.on") == ["a2"]
    assert tab.ask("document.activeElement.id") == "a2"
    tab.press("\ue007")  # Enter
    assert tab.ask("document.activeElement.id") == "is-a2"
    tab.press("\ue007")
    assert tab.ask("document.activeElement.id") == "a2"
    tab.press("k")
    assert tab.ids(".card.on") == ["a1"]
    tab.press("\ue014")  # right arrow
    assert tab.ids(".card.on") == ["a2"]
    tab.press("\ue00c")  # Escape
    assert tab.ids(".card.on") == []
    assert tab.ask("location.hash") == ""


def test_a_deep_link_opens_what_it_names(tab: Tab, pages: Path) -> None:
    for fragment, lit in (("#a7", ["a7"]), ("#card-a7", ["a7"]), ("#src-2", ["a3", "a7"])):
        open_page(tab, pages / "rich.html", fragment)
        assert tab.ids(".card.on") == lit, fragment
        assert set(lit) <= set(tab.ids(".source:not(.shut) .card")), fragment


def test_a_deep_link_to_nothing_is_quiet(tab: Tab, pages: Path) -> None:
    for fragment in ("#a999", "#%", "#article", "#<script>"):
        open_page(tab, pages / "rich.html", fragment)
        assert tab.ids(".card.on") == [], fragment


def test_on_a_phone_the_card_comes_up_at_the_bottom_and_nothing_is_cut_off(tab: Tab) -> None:
    tab.width(390)
    tab.click("article [data-source=a2]")
    assert "Dorrit Haldane" in tab.texts("#dock-card")[0]
    assert tab.ask("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    tab.click("#next")
    assert "Petra Lunde" in tab.texts("#dock-card")[0]
    assert tab.ask("document.activeElement.id") == "next"
    tab.click("#clear")
    assert tab.texts("#dock-card") == [""]


ADA = ["Minister", "Her", "Ada Venn", "she", "her", "she", "his", " sister", "the minister"]
ADA += ["Venn", "The minister", "Ada Venn", "Ada Venn", "Venn", "Her"]


def hover(tab: Tab, selector: str) -> None:
    element = tab.driver.find_element(CSS, selector)
    webdriver.ActionChains(tab.driver).move_to_element(element).perform()


def test_pointing_at_a_name_lights_all_that_means_the_same(people: Tab) -> None:
    hover(people, "#src-2 .who bdi")
    assert people.texts("article .lit") == ADA
    hover(people, "article [title='Tor Venn']")
    assert people.texts("article .lit")[0] == "Her"
    assert "Ada Venn" not in people.texts("article .lit")
    hover(people, ".brand")
    assert people.texts("article .lit") == []


def test_the_focus_lights_them_too_and_m_goes_through_them(people: Tab) -> None:
    people.ask("document.querySelector('#src-2 .who').focus()")
    assert people.texts("article .lit") == ADA
    people.press("m", "m", "m")
    assert people.ask("document.activeElement.textContent") == "Ada Venn"
    assert people.ask("document.activeElement.id") == "m1-3"
    people.press("M")
    assert people.ask("document.activeElement.textContent") == "Her"
    assert people.texts("article .lit") == ADA
    people.press("\ue00c")  # Escape
    people.ask("document.activeElement.blur()")
    assert people.texts("article .lit") == []


def test_a_click_keeps_them_lit_until_the_next(people: Tab) -> None:
    people.click(".also .whom")
    hover(people, ".brand")
    people.ask("document.activeElement.blur()")
    assert people.texts("article .lit") == ["Kestria"]
    said = "document.getElementById('said').textContent"
    assert people.ask(said) == "Kestria: 1 mention lit"
    pressed = "document.querySelector('.also .whom').getAttribute('aria-pressed')"
    assert people.ask(pressed) == "true"
    people.click(".also .whom")
    assert people.ask(pressed) == "false"


def test_a_resolved_pronoun_leads_to_the_name(people: Tab) -> None:
    people.click("#unfold")
    people.click("#card-a2 .meant a")
    assert people.ask("document.activeElement.id") == "m1-3"
    assert people.texts("article .lit") == ADA


def test_a_chosen_source_is_lit_wherever_it_is_meant(people: Tab) -> None:
    people.click("#src-2 .who")
    hover(people, ".brand")
    people.ask("document.activeElement.blur()")
    assert people.texts("article .lit") == ADA
    people.click("article [title='Tor Venn'].as-source")
    assert people.ids(".card.on") == ["a5"]


def test_a_deep_link_to_a_mention_lights_it(people: Tab, pages: Path) -> None:
    open_page(people, pages / "people.html", "#m3-2")
    assert "".join(people.texts("article .lit")) == "Her Brotherher brotherHeTor VennhisHehe"
    assert people.ask("document.activeElement.textContent") == "her"


SHOWN = "[...document.querySelectorAll('.view h2')].filter(e => e.offsetHeight)"
SHOWN += ".map(e => e.closest('.view').id).filter((id, at, all) => all.indexOf(id) === at)"


def test_one_view_is_shown_at_a_time(ferry: Tab) -> None:
    assert ferry.ask(SHOWN) == ["view-sources"]
    ferry.click(".views a[href='#view-timeline']")
    assert ferry.ask(SHOWN) == ["view-timeline"]
    current = "document.querySelector('.views [aria-current]').textContent"
    assert ferry.ask(current) == "Timeline 7"


def test_a_denial_lights_itself_and_what_it_denies(ferry: Tab) -> None:
    ferry.click(".views a[href='#view-disputes']")
    left, right = (
        f"document.querySelector('.dispute {side}').getBoundingClientRect()"
        for side in (".about", ".answer")
    )
    assert ferry.ask(f"{left}.right <= {right}.left && {left}.top <= {right}.bottom")
    ferry.click("#answer-1")
    lit = ferry.texts("article .on")
    assert "The Norrund Salt Council sold half of its ferries in " in "".join(lit)
    assert "Maren Oster" in lit
    assert "that money had changed hands" not in lit
    assert ferry.ask(SHOWN) == ["view-disputes"]
    ferry.press("\ue00c")  # Escape
    assert ferry.texts("article .on, article .at, .item.on") == []


def test_an_entry_of_the_timeline_lights_its_words_and_the_keyboard_goes_there_and_back(
    ferry: Tab,
) -> None:
    ferry.click(".views a[href='#view-timeline']")
    ferry.ask("document.querySelector('#event-3 .pass').focus()")
    ferry.press("\ue007")  # Enter
    assert ferry.texts("article .at") == ["burn", "Jan. 12, 1998"]
    assert ferry.ask("document.activeElement.textContent") == "burn"
    box = "document.querySelector('article .at').getBoundingClientRect()"
    assert ferry.ask(f"{box}.top > 0 && {box}.bottom < innerHeight")
    ferry.press("\ue007")
    assert ferry.ask("document.activeElement.closest('.item').id") == "event-3"


def test_an_authority_leads_to_the_statement_and_the_view_stays(ferry: Tab) -> None:
    ferry.click(".views a[href='#view-relations']")
    ferry.click("#relation-4 .known a")
    assert "The harbour ministry" in ferry.texts("article .on")
    assert ferry.ask(SHOWN) == ["view-relations"]
    assert ferry.ids(".card.on") == ["a4"]
    ferry.press("j")
    assert ferry.ask(SHOWN) == ["view-sources"]


def test_a_place_leads_to_its_name(ferry: Tab) -> None:
    ferry.click(".views a[href='#view-places']")
    ferry.click(".place:nth-child(2) .to-name")
    assert ferry.texts("article .lit") == ["HELMVIK", "Helmvik", "Helmvik"]


def test_a_card_leads_to_the_sentence_it_denies(ferry: Tab) -> None:
    ferry.click("#unfold")
    ferry.click("#card-a8 .go")
    ferry.click("#card-a8 .fact a")
    assert "".join(ferry.texts("article .at")).startswith("The council was founded")


def test_a_deep_link_opens_the_view_that_it_names(ferry: Tab, pages: Path) -> None:
    for fragment, view, lit in (
        ("#view-places", "view-places", ""),
        ("#relation-7", "view-relations", "Dahl’s daughter, Yrsa"),
        ("#moment-2", "view-timeline", ""),
        ("#event-1", "view-timeline", "soldFebruary"),
    ):
        open_page(ferry, pages / "ferry.html", fragment)
        assert ferry.ask(SHOWN) == [view], fragment
        assert "".join(ferry.texts("article .at")) == lit, fragment
        box = "document.querySelector('article .at').getBoundingClientRect()"
        if lit:
            assert ferry.ask(f"{box}.top >= 0 && {box}.bottom <= innerHeight"), fragment


def test_on_the_smallest_phone_nothing_of_the_views_is_cut_off(ferry: Tab) -> None:
    ferry.width(360)
    for view in ("sources", "disputes", "timeline", "relations", "places"):
        ferry.click(f".views a[href='#view-{view}']")
        wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert ferry.ask(wide), view


def test_on_a_phone_the_way_back_to_the_list_stays_at_the_thumb(ferry: Tab) -> None:
    ferry.width(390)
    ferry.click(".views a[href='#view-timeline']")
    ferry.click("#event-3")
    assert ferry.texts("article .at") == ["burn", "Jan. 12, 1998"]
    assert ferry.texts(".to-sources") == ["Timeline"]
    ferry.driver.find_element(CSS, ".to-sources").click()
    top = "document.getElementById('event-5').getBoundingClientRect().top"
    assert ferry.ask(f"0 < {top} && {top} < innerHeight")


def test_without_scripts_all_views_can_be_read(tab: Tab, pages: Path) -> None:
    command = "Emulation.setScriptExecutionDisabled"
    tab.driver.execute_cdp_cmd(command, {"value": True})
    try:
        open_page(tab, pages / "ferry.html")
        assert len(tab.ask(SHOWN)) == 5
        tab.click("#event-3 .pass")
        assert tab.driver.current_url.endswith("#at-event-3")
    finally:
        tab.driver.execute_cdp_cmd(command, {"value": False})


def test_what_changes_is_said_aloud(tab: Tab) -> None:
    tab.click("#src-2 .who")
    assert (
        tab.ask("document.getElementById('said').textContent") == "2 statements lit in the article"
    )


def test_nothing_is_requested_but_the_page(tab: Tab, pages: Path) -> None:
    tab.requests()
    address = open_page(tab, pages / "rich.html")
    tab.press("j")
    assert tab.requests() == [address]


def test_a_hostile_record_runs_nothing_and_asks_for_nothing(tab: Tab, pages: Path) -> None:
    tab.requests()
    address = open_page(tab, pages / "hostile.html")
    assert "<script>" in tab.texts("article")[0]
    assert tab.ask("window.attacked === undefined")
    assert tab.ask("document.images.length") == 0
    tab.press("j")
    assert tab.ids(".card.on") == ["a1"]
    assert tab.requests() == [address]


def test_the_policy_stops_scripts_and_styles_that_are_not_the_pages_own(
    tab: Tab, pages: Path
) -> None:
    page = html.write(make_record()).replace(
        "<footer>", "<script>window.attacked=1</script><p id=x style='color:red'>x</p><footer>"
    )
    (pages / "injected.html").write_text(page, encoding="utf-8")
    open_page(tab, pages / "injected.html")
    assert tab.ask("window.attacked === undefined")
    assert tab.ask("getComputedStyle(document.getElementById('x')).color") != "rgb(255, 0, 0)"
    assert len(tab.complaints()) == 2


def test_without_scripts_it_can_be_read_and_its_links_lead_on(tab: Tab, pages: Path) -> None:
    command = "Emulation.setScriptExecutionDisabled"
    tab.driver.execute_cdp_cmd(command, {"value": True})
    try:
        open_page(tab, pages / "rich.html")
        assert not tab.driver.find_element(CSS, "#dock").is_displayed()
        assert not tab.driver.find_element(CSS, "#filters").is_displayed()
        assert "Dorrit Haldane" in tab.texts("#src-1")[0]
        tab.click("#a15")
        assert tab.driver.current_url.endswith("#card-a15")
        tab.click("#card-a15 .go")
        assert tab.driver.current_url.endswith("#a15")
        open_page(tab, pages / "people.html")
        tab.click("#src-2 .mentions summary")
        tab.click("#src-2 .mentions a")
        assert tab.driver.current_url.endswith("#m1-1")
        assert "Kestria" in tab.texts(".also")[0]
    finally:
        tab.driver.execute_cdp_cmd(command, {"value": False})
