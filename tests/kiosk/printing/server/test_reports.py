"""Agents report by HTTP: of their own printers alone, and only what can be."""

from contextlib import closing

import pytest

from tests.journeys.conftest import new_server  # noqa: F401 - fixtures
from tests.journeys.printing import SERVICE, kiosk_of, watching, with_printers
from tests.journeys.wire import Client
from tests.program import run
from tests.waiting import wait_until
from tests.web.sockets import Socket

NOWHERE = 9  # where nothing listens: no agent of the server's own gets there first


@pytest.fixture
def centre(new_server):  # noqa: F811
    change = with_printers(NOWHERE, NOWHERE, M1={"beside": "K1"}, M2={"beside": "K2"})
    server = new_server(change).start()
    yield server
    server.kill()
    assert not server.traces(), server.traces()


@pytest.fixture
def agent(centre):
    made = run(
        "token", "--role", "printer", "--kiosk", "K1", "--name", "agent", "--data", centre.data,
        "--config", centre.config,
    )  # fmt: skip
    client = Client(centre.port, made.stdout.strip())
    yield client
    client.close()


@pytest.fixture
def office(centre):
    client = Client(centre.port, centre.tokens["api"])
    yield client
    client.close()


def refused(answer):
    return answer.status, answer.json["error"]


def test_a_slip_goes_through_its_states_and_each_answer_may_be_asked_again(centre, agent, office):
    ticket = office.done("/api/tickets", SERVICE | {"kiosk": "K1"})["ticket"]["id"]
    job = f"/api/print-jobs/{ticket}-p0"
    sending = agent.post(job, {"state": "sending"}, key="s1")
    assert (sending.status, sending.json["state"], sending.json["copy"]) == (200, "sending", 0)
    assert agent.post(job, {"state": "sending"}, key="s1").json == sending.json
    assert refused(agent.post(job, {"state": "sending"}, key="s2")) == (409, "print_job_over")
    done = agent.done(job, {"state": "printed", "length_mm": 114, "near_end": True, "sent": 9})
    assert (done["state"], done["printer"]) == ("printed", "M1")
    assert refused(agent.post(job, {"state": "unknown"})) == (409, "print_job_over")


def test_what_an_agent_may_not_say(centre, agent, office):
    own = office.done("/api/tickets", SERVICE | {"kiosk": "K1"})["ticket"]["id"]
    others = office.done("/api/tickets", SERVICE | {"kiosk": "K2"})["ticket"]["id"]
    job = f"/api/print-jobs/{own}-p0"
    assert refused(agent.post(f"/api/print-jobs/{others}-p0", {"state": "sending"})) == (
        403, "not_allowed",
    )  # fmt: skip
    assert refused(agent.post("/api/print-jobs/no-p0", {"state": "sending"})) == (
        404, "unknown_print_job",
    )  # fmt: skip
    for body, field in (
        ({"state": "intent"}, "state"),
        ({"state": 7}, "state"),
        ({}, "state"),
        ({"state": "sending", "cause": "a b"}, "cause"),
        ({"state": "sending", "length_mm": -1}, "length_mm"),
        ({"state": "sending", "more": 1}, "more"),
    ):
        answer = agent.post(job, body)
        assert (refused(answer), answer.json["field"]) == ((422, "invalid_field"), field)
    assert refused(agent.post(job, {"state": "sending", "printer": "M9"})) == (
        404, "unknown_printer",
    )  # fmt: skip
    for printer, body, expected in (
        ("M1", {"condition": "fine"}, (422, "invalid_field")),
        ("M2", {"condition": "ready"}, (403, "not_allowed")),
        ("M9", {"condition": "ready"}, (404, "unknown_printer")),
        ("M1", {"condition": "ready", "trial": "t", "state": "half"}, (422, "invalid_field")),
    ):
        assert refused(agent.post(f"/api/printers/{printer}/condition", body)) == expected


def test_the_kiosk_hears_at_once_how_its_printer_is(centre, agent):
    with kiosk_of(centre) as kiosk:
        kiosk.says("out")
        assert kiosk.printing["cause"] == "away"
        agent.done("/api/printers/M1/condition", {"condition": "near_end"})
        kiosk.says("ready")
        agent.done("/api/printers/M1/condition", {"condition": "cover_open"})
        kiosk.says("out")
        assert kiosk.printing["cause"] == "cover_open"


def test_a_guide_asks_for_a_test_print_and_hears_what_became_of_it(centre, agent, office):
    with watching(centre, "/guide") as guide:
        guide.view()  # the first one has come
        assert refused(office.post("/api/printers/M9/test")) == (404, "unknown_printer")
        trial = office.done("/api/printers/M1/test")["trial"]
        body = {"condition": "ready", "trial": trial, "state": "printed"}
        agent.done("/api/printers/M1/condition", body)
        wait_until("the result", lambda: guide.views[-1]["printers"][0]["trial"] == {
            "state": "printed", "cause": None,
        })  # fmt: skip
        assert guide.views[-1]["printers"][0]["condition"] == "ready"


def test_a_new_roll_is_counted_from_the_start(centre, agent, office):
    ticket = office.done("/api/tickets", SERVICE | {"kiosk": "K1"})["ticket"]["id"]
    job = f"/api/print-jobs/{ticket}-p0"
    agent.done(job, {"state": "sending"})
    agent.done(job, {"state": "unknown", "cause": "paper_out", "length_mm": 10_000})
    with watching(centre, "/guide") as guide:
        assert guide.view()["printers"][0]["left_m"] == 70
        assert refused(office.post("/api/printers/M9/new-roll")) == (404, "unknown_printer")
        late = office.done("/api/printers/M1/new-roll")["late"]
        assert late == [ticket.partition("-")[2]]
        wait_until("the roll", lambda: guide.views[-1]["printers"][0]["left_m"] == 80)


def test_a_slip_leads_to_where_its_own_kiosk_comes_or_has_no_code(centre, agent):
    def take(kiosk, host):
        with closing(Client(centre.port, centre.tokens[kiosk])) as one:
            answer = one.post("/api/tickets", SERVICE, Host=host)
        assert answer.status == 201
        return answer.json["ticket"]["id"], answer.json["follow_url"]

    def addresses(number, token):
        with closing(Socket(centre.url, "/printers", token=token)) as screen:
            view = wait_until(
                "its slips",
                lambda: next((v for v in screen.views if len(v["jobs"]) == number), None),
            )
        return [job["slip"]["follow_url"] for job in view["jobs"]]

    _, first = take("kiosk K2", "10.0.0.5:8080")
    for host in ("localhost", "127.0.0.1", "[::1]:80", "evil.example", "8.8.8.8", "0.0.0.0:80"):
        take("kiosk", host)
    assert addresses(6, agent.token) == [""] * 6
    second_agent = centre.token("printer", kiosk="K2")
    assert addresses(1, second_agent) == [f"http://10.0.0.5:8080{first}"]
    # Once it comes by an address of the network, also those that still wait have their code
    take("kiosk", "[fd00::5]:8080")
    take("kiosk", "evil.example")
    assert {url[:22] for url in addresses(8, agent.token)} == {"http://[fd00::5]:8080/"}
    assert centre.log.count("slips of K1 have no code: it comes by http://localhost") == 1
