"""Addresses of `ipaddress`, spelled as the tables spell them."""

import sys
from ipaddress import IPv6Address
from typing import Any


class MappedAddress(IPv6Address):
    """An IPv4 address in an IPv6 one: `::ffff:192.0.2.1`, as RFC 5952 (section 5) spells it and as `ipaddress` does from Python 3.13 on.

    In all else it is what it is derived from: the two are equal.
    """

    __slots__ = ()

    def __str__(self) -> str:
        return f"::ffff:{self.ipv4_mapped}"

    def __repr__(self) -> str:
        return f"IPv6Address({str(self)!r})"

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return mapped_address, (str(self),)


def mapped_address(text: str) -> IPv6Address:
    """The address, as an object that is spelled so."""
    return IPv6Address(text) if sys.version_info >= (3, 13) else MappedAddress(text)
