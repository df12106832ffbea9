"""The public page and its data over an office whose clock the test turns."""

import re
from contextlib import contextmanager

import pytest

import now
from now.settings import NowPage
from queueing import commands as c
from tests.centre import Centre
from tests.now.queue_monitor import check_entity
from web.processes import Processes


@contextmanager
def opened(folder, settings=None, **choices):
    """A site with the page, its client and its centre."""
    chosen = [settings or NowPage()]
    with Centre(folder) as centre:
        site = centre.site(now, **choices)
        now.install(site, lambda: chosen[0], lambda: "cantho")
        centre.client, centre.chosen = site.app.test_client(), chosen
        yield centre


@pytest.fixture
def centre(tmp_path):
    with opened(tmp_path) as made:
        yield made


@pytest.fixture
def busy(centre):
    centre.press(c.OpenCounter("1", "user:lan"))
    for _ in range(3):
        centre.issue()
    centre.press(c.CallNext("1"))
    return centre


def test_the_page_says_how_many_wait_and_for_how_long(busy):
    text = busy.client.get("/now").text
    assert "2</b> người đang chờ" in text
    assert re.search(r"\d+–\d+</b> phút", text)
    assert "Cập nhật lúc 08:00" in text
    english = busy.client.get("/now?lang=en").text
    assert '<html lang="en">' in english
    assert "How busy is it now?" in english


def test_the_data_fits_the_open_format_and_has_our_range_beside_it(busy):
    answer = busy.client.get("/api/now")
    assert answer.mimetype == "application/json"
    for entity in answer.json:
        check_entity(entity)
    first = answer.json[0]
    assert first["id"] == "urn:ngsi-ld:QueueMonitor:cantho:A"
    assert (first["serviceStatus"], first["ticketsToServe"]) == ("Open", 2)
    assert (first["lastTicketIssuedLabel"], first["lastTicketIssued"]) == ("A003", 3)
    assert (first["ticketServedLabel"], first["ticketServed"]) == ("A001", 1)
    assert first["xinmoi"]["low_min"] < first["xinmoi"]["high_min"]
    other = answer.json[2]
    assert (other["serviceStatus"], other["serviceStatusNote"]) == (
        "Suspended", "Chưa có quầy nào mở",
    )  # fmt: skip


def test_no_byte_of_it_names_a_ticket_an_officer_or_an_address_of_a_ticket(busy):
    hall = busy.office.hall
    follows = (ticket.follow for ticket in hall.tickets.values())
    secrets = {"user:lan", "lan", *hall.tickets, *follows}
    for path in ("/now", "/api/now", "/now?lang=en"):
        answer = busy.client.get(path)
        assert not secrets & set(re.findall(r"[\w:-]+", answer.text)), path
        assert not [each for each in hall.tickets if each in answer.text]
        assert "Set-Cookie" not in answer.headers


def test_all_get_the_same_bytes_for_five_seconds_and_who_has_them_already_gets_none(busy):
    first = busy.client.get("/api/now")
    busy.issue()
    second = busy.client.get("/api/now")
    assert (first.data, first.headers["ETag"]) == (second.data, second.headers["ETag"])
    assert first.headers["Cache-Control"] == "public, max-age=5"
    assert first.headers["Vary"] == "Accept-Language"
    again = busy.client.get("/api/now", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_scripts_of_other_sites_may_read_the_data_and_nothing_else(busy):
    assert busy.client.get("/api/now").headers["Access-Control-Allow-Origin"] == "*"
    for path in ("/now", "/healthz", "/", "/api/openapi.json"):
        assert "Access-Control-Allow-Origin" not in busy.client.get(path).headers


def test_other_sites_may_frame_the_page_alone_and_only_where_the_centre_says_so(busy):
    def framing(path):
        headers = busy.client.get(path).headers
        policy = headers["Content-Security-Policy"].rpartition("frame-ancestors ")[2]
        return policy, headers.get("X-Frame-Options")

    assert framing("/now") == ("'none'", "DENY")
    busy.chosen[0] = NowPage(embed=True)
    assert framing("/now") == ("*", None)
    assert framing("/") == ("'none'", "DENY")
    assert framing("/sign-in") == ("'none'", "DENY")


def test_a_centre_that_does_not_show_it_has_no_such_page(busy):
    busy.chosen[0] = NowPage(shown=False)
    assert [busy.client.get(path).status_code for path in ("/now", "/api/now")] == [404, 404]


def test_a_server_out_of_touch_says_so_on_the_page_and_tells_programs_nothing_old(tmp_path):
    touch = [True]
    with opened(tmp_path, processes=Processes(in_touch=lambda: touch[0])) as centre:
        hidden = "data-offline hidden>"
        assert hidden in centre.client.get("/now").text
        touch[0] = False
        assert hidden not in centre.client.get("/now").text
        refused = centre.client.get("/api/now")
        assert (refused.status_code, refused.json["error"]) == (503, "out_of_touch")
        assert refused.headers["Access-Control-Allow-Origin"] == "*"


def test_it_says_why_nobody_is_taken_in_in_both_languages(busy):
    busy.press(c.CloseDay())
    assert "Hôm nay đã ngừng cấp số" in busy.client.get("/now").text
    assert "No more numbers are given today" in busy.client.get("/now?lang=en").text
