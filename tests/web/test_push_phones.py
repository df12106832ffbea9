"""Phones that follow one queue: each has a view of its own, and only what changed reaches it."""


def taken(office):
    answer = office.done("/api/tickets", {"service": "NgV"})
    return answer["ticket"], answer["follow_url"].removeprefix("/t/")


def test_a_call_moves_every_phone_of_the_queue_up_one_place(server, office, connect):
    office.done("/api/counters/27/open")
    tickets = [taken(office) for _ in range(3)]
    phones = [connect(server, "/phone", f"ticket={token}") for _, token in tickets]
    firsts = [phone.view() for phone in phones]
    before = [view["ahead"] for view in firsts]
    assert [place - before[0] for place in before] == [0, 1, 2]
    called = office.done("/api/counters/27/call-next")["ticket"]
    newest = office.get("/healthz").json["seq"]
    for phone, (ticket, _), first in zip(phones, tickets, firsts, strict=True):
        view = phone.view(newest)
        assert view["ticket"]["id"] == ticket["id"]
        if ticket["id"] == called["id"]:
            assert (view["ahead"], view["ticket"]["state"]) == (None, "called")
        else:
            assert (view["ahead"], view["calling"]) == (first["ahead"] - 1, called["number"])
            assert view["ticket"] == first["ticket"], "its place alone has changed"


def test_a_phone_of_another_queue_gets_the_number_and_the_view_it_had(server, office, connect):
    _, token = taken(office)
    phone = connect(server, "/phone", f"ticket={token}")
    first = phone.view()
    office.done("/api/tickets", {"service": "TP"})
    newest = office.get("/healthz").json["seq"]
    assert phone.view(newest) == {**first, "seq": newest}
