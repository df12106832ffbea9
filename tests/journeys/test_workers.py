"""Several processes of one host behind one port: `./run serve --workers`."""

import json
import os
import re
import signal
import socket
from contextlib import closing
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.journeys.conftest import in_the_default_mode
from tests.journeys.wire import Client
from tests.program import at_any_hour, is_there, quiet_port, run
from tests.waiting import wait_until

ONE = {"service": "GTVT-LX"}
KEYS = count()
TOLD = "by 2 processes"


@pytest.fixture
def group(sqlite_alone, new_server, postgres):
    """Make servers of a centre on PostgreSQL, served by two processes each."""
    servers = []

    def make(mode, *changes):
        def on_postgres(settings):
            settings["server"]["database"] = postgres

        server = new_server(on_postgres, *changes, mode=mode)
        run("migrate-data", "--from", server.data, "--to", postgres)
        servers.append(server)
        return server

    yield make
    for server in servers:
        server.kill()
        assert server.traces() == ""


def start(server, *more):
    """Start two processes at the server's port; return when both serve."""
    before = server.log.count(TOLD) if server.log_file.exists() else 0
    server.start(
        "serve", "--config", server.config, "--data", server.data, "--host", "127.0.0.1",
        "--port", server.port, "--workers", "2", *more,
    )  # fmt: skip
    wait_until("both serve", lambda: server.log.count(TOLD) > before)


def list_workers(server):
    """Return the numbers of the processes that serve, as the system knows them."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    return [int(number) for number in children.read_text().split()]


def find_processes(port, tries=40):
    """Return the labels of the processes that have answered at a port, each time anew."""
    found = set()
    for _ in range(tries):
        with closing(Client(port)) as client:
            text = client.get("/metrics").text.decode()
        found |= set(re.findall(r'xinmoi_seq{process="(\d+)"}', text))
    return found


def count_events(url, kind):
    with psycopg.connect(url) as connection:
        counted = connection.execute("SELECT count(*) FROM journal WHERE kind = %s", [kind])
        return counted.fetchone()[0]


def test_two_processes_serve_behind_one_port_and_one_that_dies_is_replaced(group, mode, postgres):
    server = group(mode)
    start(server)
    wait_until("each has answered", lambda: find_processes(server.port) == {"1", "2"})
    workers = list_workers(server)
    assert len(workers) == 2
    given = [ask_for_number(server) for _ in range(6)]

    os.kill(workers[0], signal.SIGKILL)
    given += [ask_for_number(server) for _ in range(6)]
    wait_until("another serves", lambda: "process 1 of 2 serves again" in server.log)
    assert f"process 1 of 2 ({workers[0]}) has ended (-9)" in server.log
    workers = list_workers(server)
    assert len(workers) == 2
    given += [ask_for_number(server) for _ in range(6)]
    assert given == [f"D{number:03}" for number in range(1, 19)]

    assert server.stop() == 0
    assert not any(is_there(worker) for worker in workers)
    assert "cannot be reached" not in server.log
    assert not (server.data / "server.json").exists()
    assert count_events(postgres, "TicketIssued") == 18
    assert "sound" in run("verify", "--data", server.data).stdout


def ask_for_number(server):
    """Return the number that whoever takes this connection gives; a break is tried again."""
    with closing(Client(server.port, server.tokens["api"])) as office:
        answer = office.insist("/api/tickets", ONE, f"key {next(KEYS)}")
    return answer.json["ticket"]["number"]


@in_the_default_mode
def test_nobody_is_left_behind_when_the_one_who_watches_is_killed(group, mode):
    server = group(mode)
    start(server)
    workers = list_workers(server)
    server.kill()
    wait_until("all have ended", lambda: not any(is_there(worker) for worker in workers))
    start(server)
    assert ask_for_number(server) == "D001"
    assert server.stop() == 0


@in_the_default_mode
def test_the_command_line_steers_all_of_them_whoever_answers(group, mode, postgres, tmp_path):
    server = group(mode, at_any_hour)
    start(server)
    here = ("--data", server.data)
    change(server, "recalls", 4)
    run("reload", *here)
    change(server, "recalls", 5)
    server.signal(signal.SIGHUP)
    wait_until("the change is taken", lambda: "configuration is in use" in server.log)
    # Once for all, not once by each
    assert count_events(postgres, "CatalogueChanged") == 3
    for _ in range(4):
        assert "the server is running" in run("doctor", *here, "--config", server.config).stdout
    run("backup", tmp_path / "all.zip", *here)
    assert ask_for_number(server) == "D001"
    run("close-day", "--yes", *here)
    for _ in range(6):
        with closing(Client(server.port, server.tokens["api"])) as office:
            assert office.post("/api/tickets", ONE).json["error"] == "day_closed"
    run("reopen-day", *here)
    assert ask_for_number(server) == "D002"
    assert server.stop() == 0


def change(server, name, to):
    """Change a rule in the configuration file."""
    text = server.config.read_text(encoding="utf-8")
    changed = re.sub(rf'"{name}": \d+', f'"{name}": {to}', text)
    assert changed != text
    server.config.write_text(changed, encoding="utf-8")


@in_the_default_mode
def test_each_process_answers_monitoring_at_a_port_of_its_own(group, mode):
    first = quiet_port()

    def with_ports(settings):
        settings["server"].update(worker_ports=first, workers=2)

    server = group(mode, with_ports)
    server.start("serve", "--config", server.config, "--data", server.data, "--host", "127.0.0.1",
                 "--port", server.port)  # fmt: skip
    wait_until("both serve", lambda: TOLD in server.log)
    assert [find_processes(port, 3) for port in (first, first + 1)] == [{"1"}, {"2"}]
    assert server.stop() == 0


@in_the_default_mode
def test_what_keeps_all_from_serving_is_said_once(group, mode):
    server = group(mode)
    start(server)
    second = run(
        "serve", "--config", server.config, "--data", server.data, "--workers", "2", expect=1
    )
    assert "already uses the data folder" in second.stderr
    assert server.stop() == 0

    taken = quiet_port()
    with socket.create_server(("127.0.0.1", taken)):
        change_server(server, worker_ports=taken)
        refused = run(
            "serve", "--config", server.config, "--data", server.data, "--host", "127.0.0.1",
            "--port", server.port, "--workers", "2", expect=1,
        )  # fmt: skip
    assert refused.stderr.count(f"port {taken} is in use") == 1
    assert "Traceback" not in refused.stderr


def change_server(server, **fields):
    """Change the section `server` of the configuration file."""
    settings = json.loads(server.config.read_text(encoding="utf-8"))
    settings["server"].update(fields)
    server.config.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")


@in_the_default_mode
def test_several_processes_are_refused_with_sqlite(sqlite_alone, new_server, mode):
    server = new_server(mode=mode)
    here = ("--config", server.config, "--data", server.data)
    refused = run("serve", *here, "--workers", "4", expect=2)
    said = "several processes need server.database on PostgreSQL"
    assert refused.stderr == f"Error: --workers 4: {said}\n"
    change_server(server, workers=4)
    assert said in run("check", "--config", server.config, expect=1).stdout
