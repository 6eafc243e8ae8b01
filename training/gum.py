"""GUM's RST attributions as training data beside PolNeAR's."""

from __future__ import annotations

from data import ROLE


def cover(attribution: dict) -> set[int]:
    """The offsets that an attribution's spans hold."""
    return {i for r in ROLE for s, e in attribution.get(r, []) for i in range(s, e)}


def flat(doc: dict) -> dict:
    """RST attributions in PolNeAR's roles: outermost in layer 0, inner ones in layer 1."""
    found = []
    for g in doc["attributions"]:
        if g.get("kind") == "credit_or_verbless" or not g.get("cue"):
            continue
        source = None
        if g.get("source_mention") is not None:
            m = doc["mentions"][g["source_mention"]]
            source = [m["start"], m["end"]]
        clause = g["source_clause"]
        cue = g["cue"][:2]
        if source and not any(s <= source[0] and source[1] <= e for s, e, *_ in clause):
            source = None
        if source and source[0] < cue[1] and cue[0] < source[1]:
            source = None
        found.append(
            {
                "source": [source] if source else [],
                "cue": [cue],
                "content": [c[:2] for c in g["content"]],
            }
        )
    found.sort(key=lambda a: -sum(e - s for s, e in a["content"]))
    taken = [set(), set()]
    kept = []
    for a in found:
        for layer in (0, 1):
            letters = cover(a)
            if not letters & taken[layer]:
                if layer == 1 and not cover({"cue": a["cue"]}) <= taken[0]:
                    continue
                kept.append(a | {"layer": layer})
                taken[layer] |= letters
                break
    return doc | {"attributions": kept}


def merged(doc: dict, silver: list[dict]) -> dict:
    """RST's attributions, and a model's where they touch none of RST's.

    RST marks clauses alone; what PolNeAR marks beside them comes from a model that never
    saw GUM, so that a text is not taught to hold less than it does.
    """
    marked = flat(doc)["attributions"]
    taken: list[set[int]] = [set(), set()]
    for a in marked:
        taken[a["layer"]] |= cover(a)
    kept = [a for a in silver if not cover(a) & taken[a.get("layer", 0)]]
    return doc | {"attributions": marked + kept}
