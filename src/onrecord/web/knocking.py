"""How often a login may be tried: after some wrong tokens whoever sent them has to wait.

Each wrong one doubles the wait. Nothing is looked at meanwhile, not even the right token: else
guessing would only have to ignore the answer. Kept in memory, by the address that asks (of IPv6
the network, since one machine has many addresses in it). A proxy on this machine is believed when
it says who asks; behind one elsewhere all who come by it wait together.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable

FREE = 5
"""Wrong tokens that cost nothing but the answer."""
FIRST_WAIT = 2.0
LONGEST_WAIT = 300.0
"""Seconds."""
FORGOTTEN_AFTER = 3600.0
"""Seconds without another wrong token from there."""
MOST_KEPT = 10_000
_NETWORK = 64


class Knocking:
    """The wrong tokens of one workbench. `clock` gives seconds that only go forward."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def wait(self, address: str) -> int:
        """Whole seconds that an address has to wait now; 0: it may try."""
        wrong, last = self._wrong.get(_from(address), (0, 0.0))
        if wrong < FREE:
            return 0
        spell = min(FIRST_WAIT * 2.0 ** min(wrong - FREE, 30), LONGEST_WAIT)
        return max(0, math.ceil(last + spell - self._clock()))

    def failed(self, address: str) -> None:
        """A wrong token came from there."""
        now, origin = self._clock(), _from(address)
        while self._wrong:  # the longest ago stands first
            oldest, (_, last) = next(iter(self._wrong.items()))
            if len(self._wrong) < MOST_KEPT and now - last < FORGOTTEN_AFTER:
                break
            del self._wrong[oldest]
        wrong, _ = self._wrong.pop(origin, (0, 0.0))
        self._wrong[origin] = wrong + 1, now

    def succeeded(self, address: str) -> None:
        """The right one came: what was wrong before is forgotten."""
        self._wrong.pop(_from(address), None)


def _from(address: str) -> str:
    """What stands for whoever asks from an address."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, _NETWORK), strict=False))
    return str(found)
