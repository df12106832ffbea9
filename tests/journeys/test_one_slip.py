"""A number that any of two processes gives is printed once, whoever is asked and whoever dies."""

from contextlib import ExitStack, closing
from threading import Barrier, Thread

import pytest

from tests.journeys.pairs import two_servers
from tests.journeys.printing import SERVICE, agents_of, kiosk_of, with_printers
from tests.journeys.wire import Client
from tests.kiosk.printing.loopback import LoopbackPrinter
from tests.program import run
from tests.waiting import wait_until

NOWHERE = 9
TAKE = SERVICE | {"kiosk": "K1"}


@pytest.fixture
def printer():
    with LoopbackPrinter() as printer:
        yield printer


def test_one_process_prints_for_all_and_another_once_it_has_gone(
    tmp_path, furnished, postgres, printer
):
    with two_servers(tmp_path, furnished, postgres, with_printers(printer.port)) as (one, other):
        other.tokens.update(one.tokens)
        with closing(Client(other.port, one.tokens["kiosk"])) as desk, kiosk_of(other) as kiosk:
            kiosk.says("ready")
            assert (len(agents_of(one)), len(agents_of(other))) == (1, 0)
            first = desk.done("/api/tickets", SERVICE)["ticket"]["id"]
            kiosk.slip(first, "printed")
            one.kill()
            wait_until("the other prints", lambda: agents_of(other))
            kiosk.says("ready")
            second = desk.done("/api/tickets", SERVICE)["ticket"]["id"]
            kiosk.slip(second, "printed")
        assert len(printer.mechanism.slips) == 2


def test_of_two_agents_that_ask_two_processes_at_once_one_may_print_a_slip(
    tmp_path, furnished, postgres
):
    change = with_printers(NOWHERE, M1={"beside": "K1"})
    with two_servers(tmp_path, furnished, postgres, change) as servers, ExitStack() as open_:
        made = run("token", "--role", "printer", "--kiosk", "K1", "--name", "agent", "--data",
                   servers[0].data, "--config", servers[0].config)  # fmt: skip
        agents = [
            open_.enter_context(closing(Client(server.port, made.stdout.strip())))
            for server in servers
        ]
        office = open_.enter_context(closing(Client(servers[0].port, servers[0].tokens["api"])))
        for turn in range(10):
            ticket = office.done("/api/tickets", TAKE)["ticket"]["id"]
            job = f"/api/print-jobs/{ticket}-p0"
            answers = ask_at_once(agents, job, turn)
            assert sorted(answer.status for answer in answers) == [200, 409]
            assert {answer.json.get("error") for answer in answers} == {None, "print_job_over"}
            # What became of it may be reported to either
            agents[turn % 2].done(job, {"state": "printed"})
            late = agents[1 - turn % 2].post(job, {"state": "unknown", "cause": "interrupted"})
            assert (late.status, late.json["error"]) == (409, "print_job_over")


def ask_at_once(agents, job, turn):
    """Let both ask for leave to print the same slip in the same moment."""
    ready, answers = Barrier(len(agents)), []

    def ask(number, agent):
        ready.wait()
        answers.append(agent.post(job, {"state": "sending"}, key=f"{turn}-{number}"))

    threads = [Thread(target=ask, args=each) for each in enumerate(agents)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_how_printers_are_is_told_to_one_process_and_shown_by_all(tmp_path, furnished, postgres):
    change = with_printers(NOWHERE, M1={"beside": "K1"})
    with two_servers(tmp_path, furnished, postgres, change) as (one, other):
        other.tokens.update(one.tokens)
        made = run("token", "--role", "printer", "--kiosk", "K1", "--name", "agent", "--data",
                   one.data, "--config", one.config)  # fmt: skip
        agent = Client(one.port, made.stdout.strip())
        with closing(agent), kiosk_of(other) as kiosk:
            kiosk.says("out")
            agent.done("/api/printers/M1/condition", {"condition": "ready"})
            kiosk.says("ready")
            agent.done("/api/printers/M1/condition", {"condition": "cover_open"})
            kiosk.says("out")
            assert kiosk.printing["cause"] == "cover_open"
