"""Rings in a graph: nodes that rest on one another."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def components(steps: Mapping[int, Collection[int]], count: int) -> list[list[int]]:
    """The strongly connected components of nodes 0 … count - 1 (Tarjan, SIAM J. Comput. 1972).

    Those that others point at come first; linear in nodes and steps, and not recursive.
    """
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    found: list[list[int]] = []
    for root in range(count):
        if root in index:
            continue
        work = [(root, iter(sorted(steps.get(root, ()))))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, ahead = work[-1]
            following = next(ahead, None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    group: list[int] = []
                    while not group or group[-1] != node:
                        group.append(stack.pop())
                        on_stack.discard(group[-1])
                    found.append(sorted(group))
            elif following not in index:
                index[following] = low[following] = len(index)
                stack.append(following)
                on_stack.add(following)
                work.append((following, iter(sorted(steps.get(following, ())))))
            elif following in on_stack:
                low[node] = min(low[node], index[following])
    return found


def ring(steps: Mapping[int, Collection[int]], group: Collection[int]) -> tuple[int, ...]:
    """A shortest ring through the first node of a component of several, in order of its steps."""
    inside, start = set(group), min(group)
    before: dict[int, int] = {}
    waiting = [start]
    for node in waiting:
        for following in sorted(steps.get(node, ())):
            if following == start and node != start:
                path = [node]
                while path[-1] != start:
                    path.append(before[path[-1]])
                return tuple(reversed(path))
            if following in inside and following not in before:
                before[following] = node
                waiting.append(following)
    return tuple(sorted(inside))
