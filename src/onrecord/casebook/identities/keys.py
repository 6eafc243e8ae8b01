"""What a profile is listed under, so that all that may be the same is found without comparing all.

Keys are strings, the most telling first; two profiles that may be one share at least one. They can
be kept in a table, since they depend on the profile's names alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.annotate import forms
from onrecord.annotate.forms import BodyForm, PersonForm
from onrecord.casebook.identities import bodies, lists, places, romanised
from onrecord.casebook.identities.profile import Profile


def keys(profile: Profile) -> list[str]:
    """The profile's keys, each once."""
    found = dict.fromkeys(f"entry {entry}" for entry in sorted(profile.entries))
    if profile.is_person:
        listed = sorted(profile.persons.values(), key=lambda form: (-len(form.words), form.words))
        for form in listed:
            found.update(dict.fromkeys(_of_person(form)))
    else:
        longest = sorted(profile.bodies.values(), key=lambda form: (-len(form.words), form.words))
        for body in longest:
            found.update(dict.fromkeys(_of_body(body, profile)))
    return list(found)


def _of_person(form: PersonForm) -> Iterator[str]:
    if not form.full:
        yield f"one {forms.sound(form.core[0])}"
        return
    yield f"full {' '.join(form.words)}"
    given, surname = form.core[0], form.core[-1]
    sounds = [*forms.keys(surname)]
    written = romanised.script(form.words)
    if written:
        sounds.append(f"{written} {romanised.reduced(surname, written)}")
    firsts = [given[0], *(f"#{number}" for number in sorted(lists.words().given.get(given, ())))]
    firsts += [nickname[0] for nickname in form.nicknames if nickname]
    for heard in sounds:
        for first in firsts:
            yield f"named {first} {heard}"
    yield f"turned {' '.join(sorted((forms.sound(given), forms.sound(surname))))}"
    yield f"one {forms.sound(surname)}"


def _of_body(body: BodyForm, profile: Profile) -> Iterator[str]:
    words = bodies.compared_as(body)
    yield f"name {''.join(words)}"
    if profile.type in places.PLACES:
        usual = places.usual(body)
        yield f"place {usual}"
        if len(usual) > 4:
            yield f"heard {forms.sound(usual)}"
    if profile.type == "group":
        yield f"people {bodies.people_of(words)}"
    if body.acronym:
        yield f"letters {body.acronym}"
    elif len(body.words) > 2:
        for letters in sorted(forms.initials(body.words) | forms.initials(body.words + body.legal)):
            yield f"letters {letters}"
    if bodies.model(words):
        yield f"model {bodies.model(words)}"
    bare, _ = bodies.without_land(words)
    if bare != words:
        yield f"name {''.join(bare)}"
    if len(words) > 1:
        yield f"words {' '.join(bodies.in_any_order(words))}"
    if not bodies.is_generic(words[:1]):
        yield f"first {words[0]}"
    if not bodies.is_generic(words[-1:]):
        yield f"last {words[-1]}"
