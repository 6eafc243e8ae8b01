"""Which addresses may be fetched: their form, and the networks they lead to.

A page from outside may name any address, also one of a machine that only this computer can
reach (server-side request forgery, CWE-918). So what counts is the network address that is
connected to, after the name was looked up, and each redirect is judged anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

from onrecord.errors import OnrecordError
from onrecord.ingest.limits import MAX_ADDRESS

PORTS = {"http": 80, "https": 443}
_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f\\<>\"]")
_HOST = re.compile(r"[a-z0-9._-]{1,253}")
_KEPT = "%/:?#[]@!$&'()*+,;=~"  # what an address is made of beside letters (RFC 3986, 2.2)
# An IPv4 address may stand in one of IPv6: in 64:ff9b::/96 (RFC 6052) it is the one that is
# reached; 2002::/16 (6to4) and 2001::/32 (Teredo) are out of use and lead who knows where.
_NAT64 = IPv6Network("64:ff9b::/96")
_TUNNELS = (IPv6Network("2002::/16"), IPv6Network("2001::/32"), IPv6Network("64:ff9b:1::/48"))


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart. `host` is in ASCII; `path` has the query; `url` is all of it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def netloc(self) -> str:
        """Host and port, as in the Host header; the usual port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address in its normal form, without a fragment."""
        return f"{self.scheme}://{self.netloc}{self.path}"


def is_address(name: str) -> bool:
    """Whether a name is an address of the web rather than a path."""
    return name[:8].lower().startswith(("http://", "https://"))


def target(address: str) -> Target:
    """The parts of an address.

    Raises OnrecordError F001 on any scheme but http and https, a user name or password,
    characters that no address has, and more than `limits.MAX_ADDRESS` of them.
    """
    address = address.strip()
    if len(address) > MAX_ADDRESS or _NOT_IN_ADDRESSES.search(address):
        raise _refused(address)
    try:
        parts = urlsplit(address)
        port = parts.port
        host = _ascii(parts.hostname or "")
        path = quote(parts.path or "/", safe=_KEPT)
        query = quote(parts.query, safe=_KEPT)
    except ValueError as reason:  # UnicodeError is one
        raise _refused(address) from reason
    if parts.scheme not in PORTS or not host or port == 0 or "@" in parts.netloc:
        raise _refused(address)
    query = f"?{query}" if query else ""
    return Target(parts.scheme, host, port or PORTS[parts.scheme], path + query)


def is_public(address: str) -> bool:
    """Whether a network address (IPv4 or IPv6, in digits) is one of the open internet.

    Not those of this machine, of private networks, of links, groups (multicast), and what is
    reserved (RFC 6890); an IPv4 address within one of IPv6 is judged by itself.
    """
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if any(found in network for network in _TUNNELS) or found.is_site_local:
            return False
        if found.ipv4_mapped:
            found = found.ipv4_mapped
        elif found in _NAT64:
            found = IPv4Address(int(found) & 0xFFFFFFFF)
    return found.is_global and not (found.is_multicast or found.is_reserved)


def _ascii(host: str) -> str:
    if ":" in host:
        return str(IPv6Address(host))
    name = host.encode("idna").decode("ascii").lower()
    if not _HOST.fullmatch(name):
        raise ValueError(host)
    return name


def _refused(address: str) -> OnrecordError:
    return OnrecordError("F001", detail=shown(address)[:100])


def shown(address: str) -> str:
    """An address as it may be shown and kept: without a user name and password."""
    return re.sub(r"//[^/?#]*@", "//…@", address)
