"""Whose requests count together."""

import pytest

from web.networks import find_network


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.168.1.5", "192.168.1.5"),
        ("::ffff:192.168.1.5", "192.168.1.5"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("nobody:", "nobody:"),
        ("", ""),
    ],
)
def test_an_address_of_ipv6_counts_with_its_whole_network(address, network):
    assert find_network(address) == network
