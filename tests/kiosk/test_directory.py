"""The directory of procedures as kiosks get it: what is asked for most stands first."""

import json

from kiosk.directory import Listing
from kiosk.settings import KioskScreen
from tests.kiosk.catalogue import catalogue

OFFERED = sorted(catalogue(), key=lambda each: each.name_vi)


class Directory:
    """A catalogue that does not change."""

    def version(self):
        return "1"

    def procedures(self):
        return OFFERED


def listed(asked, configured=()):
    screen = KioskScreen(most_asked=list(configured))
    listing = Listing(Directory(), lambda: screen, lambda: asked)
    version, content = listing.read_json()
    return version, json.loads(content)


def test_what_is_asked_for_most_stands_first_and_begins_the_search():
    _, listing = listed(["TP-0", "gone", "XD-1"])
    codes = [row["code"] for row in listing["procedures"]]
    assert listing["most_asked"] == codes[:2] == ["TP-0", "XD-1"]
    by_name = [each.code for each in OFFERED]
    assert codes[2:] == [code for code in by_name if code not in codes[:2]]
    _, listing = listed([each.code for each in OFFERED])
    assert listing["most_asked"] == by_name[:5]


def test_until_the_centre_has_counted_the_configuration_says_what_begins_the_search():
    assert listed([])[1]["most_asked"] == []
    assert listed([], ["KHĐT-1", "unknown"])[1]["most_asked"] == ["KHĐT-1"]
    assert listed(["TP-0"], ["KHĐT-1"])[1]["most_asked"] == ["TP-0"]


def test_another_order_is_another_version():
    assert listed(["TP-0"])[0] == listed(["TP-0"])[0] != listed(["XD-1"])[0]
