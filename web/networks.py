"""Whose requests count together: those of one address, or of one network of IPv6."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address

NETWORK_BITS = 64
"""Of an address of IPv6: within such a network each device takes as many addresses as it likes."""


@lru_cache(maxsize=4096)
def find_network(address: str) -> str:
    """Return under what the limits count a client of this address."""
    if ":" not in address:
        return address
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    host_bits = found.max_prefixlen - NETWORK_BITS
    return f"{IPv6Address(int(found) >> host_bits << host_bits)}/{NETWORK_BITS}"
