"""Which language a text is in."""

from __future__ import annotations

import pytest

from onrecord.ingest.language import detect

TEXTS = {
    "en": "The keeper of the weir said that the water had risen in the night and that nobody had "
    "been told of it before the morning, when the road was gone.",
    "de": "Der Wärter des Wehrs sagte, das Wasser sei in der Nacht gestiegen, und niemand habe "
    "davon gewusst, bis am Morgen die Straße nicht mehr da war und das Dorf abgeschnitten.",
    "fr": "Le gardien du barrage a dit que l'eau était montée pendant la nuit et que personne n'en "
    "avait été averti avant le matin, quand la route avait déjà disparu sous les flots.",
    "nl": "De wachter van de stuw zei dat het water in de nacht was gestegen en dat niemand ervan "
    "had geweten tot de ochtend, toen de weg weg was en het dorp was afgesneden.",
    "ru": "Сторож плотины сказал, что вода поднялась ночью и что никто об этом не знал до утра, "
    "когда дороги уже не было и деревня оказалась отрезана от города.",
    "zh": "守坝人说,夜里水位上涨,直到早晨道路被冲走,村民才知道这件事。当局没有发表评论。",
}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_the_language_of_a_paragraph_is_told(code: str) -> None:
    assert detect(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", "Weir fails", "12 – 14", "¿Qué?"])
def test_a_very_short_text_is_not_judged(text: str) -> None:
    assert detect(text) is None


def test_a_quotation_in_another_language_does_not_change_that_of_the_article() -> None:
    assert detect(f"{TEXTS['en']} “{TEXTS['fr'][:60]}” he added. {TEXTS['en']}") == "en"
