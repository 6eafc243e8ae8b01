import hashlib
import subprocess
import sys

from onrecord.annotate.places.keys import key
from onrecord.annotate.places.world import FILE, Entry, Kind, Naming, digest, world


def find(name: str) -> list[Entry]:
    return world().find([key(name)]).get(key(name), [])


def test_the_digest_is_that_of_the_file() -> None:
    assert hashlib.sha256(FILE.read_bytes()).hexdigest().startswith(digest())


def test_the_file_stays_small() -> None:
    assert FILE.stat().st_size < 40_000_000


def test_the_largest_place_of_a_name_comes_first() -> None:
    found = find("Springfield")
    assert len(found) > 10
    assert [e.population for e in found] == sorted((e.population for e in found), reverse=True)


def test_a_name_has_no_more_than_64_places() -> None:
    assert max(len(find(name)) for name in ("San Antonio", "Washington", "Franklin")) <= 64


def test_a_place_is_found_by_its_other_spellings() -> None:
    kyiv, kiev = ({entry.id for entry in find(name)} for name in ("Kyiv", "Kiev"))
    assert kyiv & kiev
    assert find("Bombay")[0].name == "Mumbai"


def test_a_people_leads_to_its_country_and_says_so() -> None:
    (found,) = [entry for entry in find("Afghans") if entry.kind == Kind.COUNTRY]
    assert (found.country, found.naming) == ("AF", Naming.PEOPLE)


def test_abbreviations_of_states_are_known() -> None:
    assert {entry.name for entry in find("N.C.")} >= {"North Carolina"}
    assert {entry.name for entry in find("W.Va.")} >= {"West Virginia"}


def test_ids_say_where_a_place_is_from() -> None:
    assert find("Kunduz")[0].gazetteer_id.startswith("geonames:")
    assert find("Central Asia")[0].gazetteer_id == "onrecord:central-asia"
    assert find("Heathrow Airport")[0].gazetteer_id.startswith(("iata:", "onrecord:"))
    posts = [entry for entry in find("Cookville") if entry.gazetteer_id.startswith("zip:")]
    assert [entry.country for entry in posts] == ["US"]


def test_many_names_are_asked_for_at_once() -> None:
    names = [f"nowhere {number}" for number in range(5_000)]
    assert world().find([*names, "kunduz"]).keys() == {"kunduz"}


def test_nothing_is_opened_by_an_import() -> None:
    code = (
        "import onrecord.annotate.places as p; from onrecord.annotate.places.world import world;"
        "print(world.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
