from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
import workbench
from attacks import ATTACKS, assert_harmless
from casebook_articles import item
from sample_records import make_ferry_record
from workbench import ADDRESS, CRANE, HOSTILE, Client

from onrecord.casebook import Casebook
from onrecord.casebook.intake import Item, Unreadable
from onrecord.errors import OnrecordError
from onrecord.record import MadeBy, Note, Record
from onrecord.web import knocking, links, security, views
from onrecord.web.adding import Came, Job
from onrecord.web.security import is_known, is_own
from onrecord.web.site import SESSION

TOKEN = "sixteen letters and more"  # noqa: S105 (of this test alone)
PAGES = ["/", "/documents", "/journal", "/adding", "/login", "/nowhere", links.article(HOSTILE)]


def hostile(record: Record, text: str) -> Record:
    """A record with attacks wherever it need not be verbatim."""
    document = replace(
        record.document,
        id=text,
        location=text,
        headline=text,
        byline=[text],
        dateline=text,
        publisher=text,
        published="2031-03-14",
        notes=[Note(code="R001", message=text)],
    )
    return replace(
        record,
        made_by=MadeBy(onrecord=text, stages={text: text}),
        document=document,
        entities=[
            replace(entity, name=text, entry=text, roles=[text]) for entity in record.entities
        ],
        attributions=[
            replace(one, unresolved=None if one.entities else text) for one in record.attributions
        ],
    )


@pytest.fixture(params=range(len(ATTACKS)), ids=[repr(attack)[:24] for attack in ATTACKS])
def attack(request: pytest.FixtureRequest) -> str:
    return ATTACKS[request.param]


@pytest.fixture
def attacked(tmp_path: Path, attack: str) -> Iterator[tuple[Client, str]]:
    """A workbench on a casebook in which every field is an attack, and the document's key."""
    path = tmp_path / "attacked.casebook"
    key = attack.replace("\x00", "")
    with Casebook.create(path) as casebook:
        text = make_ferry_record().document.text
        given = Item(key=key, name=attack, data=text.encode())
        casebook.add_items([given], lambda _: hostile(make_ferry_record(), key))
        casebook.add_items(
            [replace(given, data=b"other")], lambda _: hostile(make_ferry_record(), key)
        )
        casebook.add_items([item(1)], workbench._read)
        wrong = OnrecordError("R045", detail=key, where=key)
        casebook.add_items([Unreadable(key=f"{key}.pdf", name=key, error=wrong)], workbench._read)
        journal, said = casebook.journal, casebook.record(key).attributions
        journal.accept(key, said[0].id, by=key, why=key)
        journal.reject(key, said[1].id, by=key, why=key)
        journal.note(key, key, by=key)
        journal.note(key, key, id=said[0].id, by=key)
        journal.correct(key, said[2].id, kind="denial", by=key, why=key)
        journal.rename((key, "e1"), key, by=key)
        block = casebook.record(key).document.blocks[0]
        journal.attribute(key, [(block.start, block.end)], by=key, why=key)
        casebook.catch_up(claims=False)
    with workbench.opened(path, author=key) as client:
        held = client.http.app.state.site.adding  # type: ignore[attr-defined]
        came = Came(name=key, status="failed", key=None, code="R045", error=key)
        job = Job(id="1", things=1, reading=key, failed=(came,), came=(came,), error=key)
        held._jobs["1"] = job
        yield client, key


def _addresses(key: str) -> list[str]:
    of_document = [
        links.article(key),
        links.article(key, 1),
        links.query("/article", document=key, layer="model"),
        links.query("/journal", document=key),
    ]
    return [*PAGES, *of_document]


def test_no_field_of_a_casebook_does_anything_to_a_page(attacked: tuple[Client, str]) -> None:
    client, key = attacked
    for address in _addresses(key):
        assert_harmless(client.http.get(address).text)


def test_the_attacks_are_really_on_the_page(attacked: tuple[Client, str]) -> None:
    client, key = attacked
    article = client.twin(links.article(key))
    assert article["article"]["title"] == key
    assert article["article"]["statements"][0]["decisions"][0]["why"] == key
    assert client.twin("/journal")["decisions"][0]["by"] == key


def test_no_parameter_of_an_address_does_anything_to_a_page(client: Client, attack: str) -> None:
    names = ("document", "version", "layer", "at", "from", "status", "to", "words", "id", "who")
    paths = {route.path for route in views.routes() if "GET" in (route.methods or ())}  # type: ignore[attr-defined]
    for path in sorted(path for path in paths if "{" not in path and not path.endswith(".json")):
        answer = client.http.get(links.query(path, **dict.fromkeys(names, attack)))
        assert answer.status_code in (200, 303, 400, 404), path
        assert_harmless(answer.text)


def test_an_address_itself_does_nothing(client: Client, attack: str) -> None:
    answer = client.http.get("/" + quote(attack, safe=""))
    assert answer.status_code == 404
    assert_harmless(answer.text)


def test_the_check_of_pages_sees_an_attack() -> None:
    for attack in ATTACKS[:3]:
        with pytest.raises(AssertionError):
            assert_harmless(f"<p>{attack}</p>")
    with pytest.raises(AssertionError):
        assert_harmless('<a href="javascript:alert(1)">x</a>')


@pytest.mark.parametrize("address", [*PAGES, "/home.json", "/static/style.css", "/static/none"])
def test_every_answer_has_the_policy(client: Client, address: str) -> None:
    headers = client.http.get(address).headers
    for name, value in security.HEADERS.items():
        assert headers[name] == value
    assert headers["cache-control"] == ("no-cache" if address.startswith("/static") else "no-store")


def test_refusals_have_the_policy_too(client: Client) -> None:
    refused = [
        client.http.get("/", headers={"host": "evil.example"}),
        client.http.post("/decide", json={}),
        client.http.put("/"),
    ]
    assert [answer.status_code for answer in refused] == [421, 403, 405]
    for answer in refused:
        assert answer.headers["content-security-policy"] == security.POLICY


def test_the_policy_lets_nothing_inline_run() -> None:
    assert "unsafe" not in security.POLICY
    assert "default-src 'none'" in security.POLICY
    assert "frame-ancestors 'none'" in security.POLICY
    assert "*" not in security.POLICY


def test_a_defect_shows_no_traceback(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(Casebook, "open", broken)
    answer = client.http.get("/documents")
    assert answer.status_code == 500
    assert "U010" in answer.text
    assert "secret of the house" not in answer.text
    assert answer.headers["content-security-policy"] == security.POLICY


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.1:8000", True),
        ("localhost", True),
        ("LOCALHOST:1", True),
        ("[::1]:8000", True),
        ("192.168.1.4:8000", True),
        ("desk.example:8000", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("127.0.0.1@evil.example", False),
        ("", False),
        ("localhost:x", False),
        ("a b", False),
    ],
)
def test_only_names_of_ours_are_answered(host: str, known: bool) -> None:
    assert is_known(host, frozenset({"desk.example"})) is known


@pytest.mark.parametrize(
    ("origin", "site", "own"),
    [
        ("http://127.0.0.1:80", None, True),
        ("https://127.0.0.1:80", None, True),
        ("http://127.0.0.1:81", None, False),
        ("http://evil.example", None, False),
        ("null", None, False),
        ("", None, False),
        (None, "cross-site", False),
        (None, "same-site", False),
        (None, "same-origin", True),
        (None, None, True),
    ],
)
def test_what_comes_from_another_page_is_told(
    origin: str | None, site: str | None, own: bool
) -> None:
    assert is_own(origin, site, "127.0.0.1:80") is own


DECISION = {"action": "accept", "document": CRANE, "id": "a1"}
POSTS = [
    route.path  # type: ignore[attr-defined]
    for route in views.routes()
    if "POST" in (getattr(route, "methods", None) or ())
]


@pytest.mark.parametrize("address", POSTS)
def test_nothing_is_changed_without_the_secret(client: Client, address: str) -> None:
    before = client.twin("/journal")["total"]
    for headers in ({}, {"x-csrf-token": "0" * 64}, {"x-csrf-token": ""}):
        for body in ({"json": DECISION}, {"data": DECISION}, {"data": {"csrf": "x"}}):
            assert client.http.post(address, headers=headers, **body).status_code == 403  # type: ignore[arg-type]
    assert client.twin("/journal")["total"] == before


@pytest.mark.parametrize("address", POSTS)
def test_nothing_is_changed_from_another_page(client: Client, address: str) -> None:
    for origin in ("http://evil.example", "null", "http://127.0.0.1:99"):
        headers = client.headers(origin=origin)
        assert client.http.post(address, json=DECISION, headers=headers).status_code == 403


def test_a_form_of_ours_brings_the_secret_as_a_field(client: Client) -> None:
    form = {**DECISION, "csrf": client.csrf, "to": "/journal"}
    answer = client.http.post("/decide", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/journal")
    assert client.twin("/journal")["decisions"][0]["action"] == "accept"


def test_a_secret_is_of_one_start_alone(path: Path) -> None:
    with workbench.opened(path) as first, workbench.opened(path) as second:
        assert first.csrf != second.csrf


def test_only_what_is_asked_for_with_get_and_post_is_answered(client: Client) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert client.http.request(method, "/decide").status_code == 405


def test_too_much_is_not_read(client: Client) -> None:
    large = "x" * (security.MOST_SENT + 1)
    answer = client.http.post("/decide", content=large, headers=client.headers())
    assert answer.status_code == 413
    form = f"csrf={client.csrf}&why={large}".encode()
    kind = {"content-type": "application/x-www-form-urlencoded"}

    def pieces() -> Iterator[bytes]:
        yield from (form[at : at + 65536] for at in range(0, len(form), 65536))

    assert client.http.post("/decide", content=pieces(), headers=kind).status_code == 413
    headers = client.headers() | {"content-type": "application/json"}
    answer = client.http.post("/decide", content=pieces(), headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "W002")


@pytest.mark.parametrize(
    "document",
    ["../../etc/passwd", "/etc/passwd", "..\\..\\x", "file:///etc/passwd", "\x00", "a" * 5000, "."],
)
def test_no_path_of_an_address_reaches_a_file(client: Client, document: str) -> None:
    assert client.twin(links.article(document), status=404)["error"]["code"] == "C008"


@pytest.mark.parametrize(
    "address",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"],
)
def test_static_files_are_ours_alone(client: Client, address: str) -> None:
    assert client.http.get(address).status_code == 404


@pytest.fixture
def guarded(path: Path) -> Iterator[Client]:
    """A workbench that asks for a token."""
    with workbench.opened(path, token=TOKEN) as client:
        yield client


def _login(client: Client, token: str = TOKEN, **fields: str) -> object:
    csrf = re.search(r'name="csrf" content="([0-9a-f]+)"', client.page("/login"))
    assert csrf
    form = {"csrf": csrf[1], "token": token, "name": "Bo Vane", "to": "/journal", **fields}
    return client.http.post("/login", data=form)


def test_nothing_is_shown_without_the_token(guarded: Client) -> None:
    answer = guarded.http.get("/article?document=crane-1")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?to=%2Farticle%3Fdocument%3Dcrane-1"
    assert guarded.http.get("/documents.json").status_code == 401
    assert guarded.http.post("/decide", json=DECISION).status_code == 401
    assert guarded.http.get("/static/style.css").status_code == 200


def test_who_logs_in_decides_under_that_name(guarded: Client) -> None:
    answer = _login(guarded)
    assert (answer.status_code, answer.headers["location"]) == (303, "/journal")  # type: ignore[attr-defined]
    cookie = answer.headers["set-cookie"]  # type: ignore[attr-defined]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert guarded.decide(**DECISION)["by"] == "Bo Vane"


def test_a_wrong_token_opens_nothing(guarded: Client) -> None:
    for token in ("", "wrong", TOKEN + "x", TOKEN[:-1], "ü" * 20):
        answer = _login(guarded, token)
        assert answer.status_code == 401  # type: ignore[attr-defined]
        assert "set-cookie" not in answer.headers  # type: ignore[attr-defined]


@pytest.mark.parametrize("cookie", ["", ".", "Qm8=.", "Qm8=.00", "x.y", "=" * 50, "Qm8=" + "." * 9])
def test_a_forged_session_is_none(guarded: Client, cookie: str) -> None:
    guarded.http.cookies.set(SESSION, cookie)
    assert guarded.http.get("/documents").status_code == 303


def test_after_some_wrong_tokens_the_right_one_has_to_wait_too(guarded: Client) -> None:
    statuses = [_login(guarded, "wrong").status_code for _ in range(knocking.FREE)]  # type: ignore[attr-defined]
    assert statuses == [401] * knocking.FREE
    answer = _login(guarded)
    assert answer.status_code == 429  # type: ignore[attr-defined]
    assert 0 < int(answer.headers["retry-after"]) <= knocking.FIRST_WAIT  # type: ignore[attr-defined]
    assert "try again in" in answer.text  # type: ignore[attr-defined]
    assert guarded.http.get("/documents.json").status_code == 401


def test_whoever_is_logged_in_is_not_kept_out_by_wrong_tokens(guarded: Client) -> None:
    _login(guarded)
    for _ in range(knocking.FREE + 1):
        _login(guarded, "wrong")
    assert guarded.http.get("/documents.json").status_code == 200


def test_a_login_leads_to_no_other_server(guarded: Client) -> None:
    for to in ("//evil.example", "https://evil.example/", "/\\evil.example"):
        assert _login(guarded, to=to).headers["location"] == "/"  # type: ignore[attr-defined]


def test_the_session_of_another_start_is_none(path: Path) -> None:
    with workbench.opened(path, token=TOKEN) as first:
        _login(first)
        cookie = first.http.cookies[SESSION]
    with workbench.opened(path, token=TOKEN) as second:
        second.http.cookies.set(SESSION, cookie)
        assert second.http.get("/documents").status_code == 303


def test_an_allowed_name_is_answered(path: Path) -> None:
    with workbench.opened(path, hosts=["Desk.example"]) as client:
        assert client.http.get("/", headers={"host": "desk.example:80"}).status_code == 200
        assert client.http.get("/", headers={"host": "other.example"}).status_code == 421


def test_the_client_is_at_an_address(client: Client) -> None:
    assert str(client.http.base_url) == ADDRESS
