"""Phones that follow by streams: each has a view of its own, and nothing piles up."""

import pytest

from tests.journeys.wire import Client
from tests.program import in_a_hurry, run, server_in, serving
from tests.waiting import wait_until
from tests.web.streams import Stream

STREAMING = ("eventlet", "gevent")


@pytest.fixture(scope="module", params=STREAMING)
def server(request, furnished, tmp_path_factory, engine_of, new_database):
    """One server for all, in each of the modes in which thousands of streams cost little."""
    folder, mode = tmp_path_factory.mktemp("streams"), request.param
    url = new_database() if engine_of(mode) == "postgres" else None
    prepared = server_in(folder, in_a_hurry, furnished=furnished, mode=mode, url=url)
    with serving(prepared) as running:
        client = Client(running.port, running.tokens["api"])
        client.done("/api/counters/27/open")
        client.close()
        yield running


@pytest.fixture
def follow(server):
    """Make phones; all of them hang up with the test."""
    phones = []

    def make(address, **how):
        phones.append(Stream(server, address, **how))
        return phones[-1]

    yield make
    for phone in phones:
        phone.close()


def taken(office, service="NgV"):
    answer = office.done("/api/tickets", {"service": service})
    return answer["ticket"], answer["follow_url"]


def newest(office):
    return office.get("/healthz").json["seq"]


def test_a_call_moves_every_phone_of_the_queue_up_one_place(office, follow):
    tickets = [taken(office) for _ in range(3)]
    phones = [follow(address) for _, address in tickets]
    firsts = [phone.view() for phone in phones]
    before = [view["ahead"] for view in firsts]
    assert [place - before[0] for place in before] == [0, 1, 2]
    called = office.done("/api/counters/27/call-next")["ticket"]
    seq = newest(office)
    for phone, (ticket, _), first in zip(phones, tickets, firsts, strict=True):
        view = phone.view(seq)
        assert phone.ids[-1] == str(view["seq"])
        assert view["ticket"]["id"] == ticket["id"]
        if ticket["id"] == called["id"]:
            assert (view["ahead"], view["ticket"]["state"]) == (None, "called")
        else:
            assert (view["ahead"], view["calling"]) == (first["ahead"] - 1, called["number"])
            assert view["ticket"] == first["ticket"], "its place alone has changed"
    office.done("/api/counters/27/finish")


def test_a_phone_of_another_queue_gets_the_number_and_the_view_it_had(office, follow):
    _, address = taken(office)
    phone = follow(address)
    first = phone.view()
    office.done("/api/tickets", {"service": "TP"})
    seq = newest(office)
    assert phone.view(seq) == {**first, "seq": seq}


def test_a_stream_is_what_browsers_and_proxies_expect(office, follow):
    _, address = taken(office)
    phone = follow(address)
    phone.view()
    assert phone.headers["content-type"].startswith("text/event-stream")
    assert (phone.headers["cache-control"], phone.headers["x-accel-buffering"]) == (
        "no-store",
        "no",
    )
    assert 1000 <= phone.retry <= 3000
    beat = wait_until("a beat", lambda: phone.beats)[0]
    assert beat["seq"] == newest(office)
    assert beat["at"].endswith("Z")


def test_who_comes_back_gets_the_newest_view(office, follow):
    _, address = taken(office)
    first = follow(address)
    left_at = first.view()["seq"]
    first.close()
    taken(office, "TP")
    seq = newest(office)
    back = follow(address, last_id=left_at)
    assert back.view()["seq"] == seq
    again = follow(address, last_id=seq)
    assert again.view()["seq"] == seq, "whole views are never left out"


def test_a_slow_reader_is_sent_little_and_then_the_newest(office, follow):
    for _ in range(2):
        taken(office)
    _, address = taken(office)
    slow, witness = follow(address, reads=False), follow(address)
    for _ in range(25):
        office.done("/api/counters/27/call-next")
        witness.view(newest(office))
        office.done("/api/counters/27/undo")
        witness.view(newest(office))
    seq = newest(office)
    slow.read_on()
    slow.view(seq)
    assert len(witness.views) == 51
    assert len(slow.views) < 40


def test_nobody_is_told_of_an_unknown_ticket(server, office):
    for path in ("/stream", "/view"):
        answer = office.get("/t/nobody" + path)
        assert (answer.status, answer.json["error"]) == (404, "unknown_ticket")


def test_streams_end_with_the_server_and_do_not_hold_it_up(office, follow, server):
    _, address = taken(office)
    phones = [follow(address) for _ in range(20)]
    for phone in phones:
        phone.view()
    assert server.stop() == 0
    for phone in phones:
        wait_until("the stream is over", lambda phone=phone: phone.over)
    server.start()


def test_the_end_of_the_day_ends_the_stream_and_it_does_not_come_back(office, follow, server):
    _, address = taken(office)
    phone = follow(address)
    phone.view()
    run("close-day", "--yes", "--at-once", "--config", server.config, "--data", server.data)
    wait_until("the stream is over", lambda: phone.over)
    assert follow(address).status == 404
