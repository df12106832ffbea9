"""How people are told where to go."""

from dataclasses import replace

from tests.queueing.centre import small_centre
from web.page_catalogue import PageCatalogue
from web.places import keep_together, list_counters

FLOORS = {"tret": "Tầng trệt", "1": "Tầng 1", "b": "B2"}


def two_floors():
    counters = small_centre().counters
    return small_centre(counters={**counters, "3": replace(counters["3"], floor="1")})


def test_counters_are_told_with_their_floor_where_the_centre_has_several():
    catalogue = two_floors()
    one, two, three = catalogue.counters.values()
    assert list_counters(catalogue, FLOORS, [one, two]) == "01, 02 (tầng trệt)"
    assert (
        list_counters(catalogue, FLOORS, [one, three, two]) == "01, 02 (tầng trệt), 03 (tầng\xa01)"
    )
    assert list_counters(catalogue, FLOORS, [replace(one, floor="b")]) == "01 (B2)"
    assert list_counters(small_centre(), FLOORS, [one, two]) == "01, 02"
    assert list_counters(catalogue, FLOORS, []) == ""


def test_a_short_word_of_a_floor_or_zone_never_begins_a_line_alone():
    told = [keep_together(name) for name in ("Tầng 1", "Khu A", "Tầng trệt", "Khu chờ tầng 12")]
    assert told == ["Tầng\xa01", "Khu\xa0A", "Tầng trệt", "Khu chờ tầng\xa012"]
    block = PageCatalogue().of(two_floors(), "vi")
    assert block["services"]["B"]["counters"] == ["2"], "those who just help are not told"
