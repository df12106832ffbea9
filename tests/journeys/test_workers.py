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
from tests.program import MODES, at_any_hour, is_there, quiet_port, run
from tests.waiting import wait_until

ONE = {"service": "GTVT-LX"}
KEYS = count()
TOLD = "by 2 processes"


@pytest.fixture
def group(sqlite_alone, new_server, postgres):
    """Make servers of a centre on PostgreSQL, served by two processes with ports of their own."""
    servers = []

    def make(mode, *changes):
        own_ports = quiet_port()

        def on_postgres(settings):
            settings["server"].update(database=postgres, workers=2, worker_ports=own_ports)

        server = new_server(on_postgres, *changes, mode=mode)
        server.own_ports = (own_ports, own_ports + 1)
        run("migrate-data", "--from", server.data, "--to", postgres)
        servers.append(server)
        return server

    yield make
    for server in servers:
        server.kill()
        assert server.traces() == ""


def list_options(server):
    here = ("--config", server.config, "--data", server.data)
    return ("serve", *here, "--host", "127.0.0.1", "--port", server.port)


def start(server):
    """Start two processes at the server's port; return when both serve."""
    before = server.log.count(TOLD) if server.log_file.exists() else 0
    server.start(*list_options(server))
    wait_until("both serve", lambda: server.log.count(TOLD) > before)


def list_workers(server):
    """Return the numbers of the processes that serve, as the system knows them."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    return [int(number) for number in children.read_text().split()]


def find_process(port):
    """Return the label of the process that answers a new connection to a port."""
    with closing(Client(port)) as client:
        text = client.get("/metrics").text.decode()
    (label,) = re.findall(r'xinmoi_seq{process="(\d+)"}', text)
    return label


def count_events(url, kind):
    with psycopg.connect(url) as connection:
        counted = connection.execute("SELECT count(*) FROM journal WHERE kind = %s", [kind])
        return counted.fetchone()[0]


def give_numbers_past_a_death(server):
    """Both serve behind one port, and one that dies is replaced; 18 numbers are given."""
    workers = list_workers(server)
    assert len(workers) == 2
    answered = set()
    wait_until("each has answered at the port of all", lambda: (
        answered.add(find_process(server.port)) or answered == {"1", "2"}
    ))  # fmt: skip
    assert [find_process(port) for port in server.own_ports] == ["1", "2"]
    given = [ask_for_number(server) for _ in range(6)]

    os.kill(workers[0], signal.SIGKILL)
    given += [ask_for_number(server) for _ in range(6)]
    wait_until("another serves", lambda: "process 1 of 2 serves again" in server.log)
    assert f"process 1 of 2 ({workers[0]}) has ended (-9)" in server.log
    assert len(list_workers(server)) == 2
    given += [ask_for_number(server) for _ in range(6)]
    assert given == [f"D{number:03}" for number in range(1, 19)]


def ends_in_order(server):
    workers = list_workers(server)
    assert server.stop() == 0
    assert not any(is_there(worker) for worker in workers)
    assert "cannot be reached" not in server.log
    assert not (server.data / "server.json").exists()
    assert "sound" in run("verify", "--data", server.data).stdout


@pytest.mark.parametrize("mode", MODES[1:])
def test_two_processes_serve_behind_one_port_and_one_that_dies_is_replaced(group, mode, postgres):
    """The same in the default mode below."""
    server = group(mode)
    start(server)
    give_numbers_past_a_death(server)
    ends_in_order(server)
    assert count_events(postgres, "TicketIssued") == 18


def ask_for_number(server):
    """Return the number that whoever takes this connection gives; a break is tried again."""
    with closing(Client(server.port, server.tokens["api"])) as office:
        answer = office.insist("/api/tickets", ONE, f"key {next(KEYS)}")
    return answer.json["ticket"]["number"]


@in_the_default_mode
def test_the_command_line_steers_all_and_nobody_is_left_without_the_one_who_watches(
    group, mode, postgres, tmp_path
):
    server = group(mode, at_any_hour)
    start(server)
    give_numbers_past_a_death(server)
    here = ("--data", server.data)
    change(server, "recalls", 4)
    run("reload", *here)
    change(server, "recalls", 5)
    server.signal(signal.SIGHUP)
    wait_until("the change is taken", lambda: "configuration is in use" in server.log)
    # Once for all, not once by each
    assert count_events(postgres, "CatalogueChanged") == 3
    for _ in range(2):
        assert "the server is running" in run("doctor", *here, "--config", server.config).stdout
    run("backup", tmp_path / "all.zip", *here)
    assert ask_for_number(server) == "D019"
    run("close-day", "--yes", *here)
    for port in server.own_ports:
        with closing(Client(port, server.tokens["api"])) as office:
            assert office.post("/api/tickets", ONE).json["error"] == "day_closed"
    run("reopen-day", *here)
    assert ask_for_number(server) == "D020"
    second = run(*list_options(server), expect=1)
    assert "already uses the data folder" in second.stderr

    workers = list_workers(server)
    server.kill()
    wait_until("all have ended", lambda: not any(is_there(worker) for worker in workers))
    start(server)
    assert ask_for_number(server) == "D021"
    ends_in_order(server)

    # What keeps all from serving is said once
    with socket.create_server(("127.0.0.1", server.own_ports[0])):
        refused = run(*list_options(server), expect=1)
    assert refused.stderr.count(f"port {server.own_ports[0]} is in use") == 1
    assert "Traceback" not in refused.stderr


def change(server, name, to):
    """Change a rule in the configuration file."""
    text = server.config.read_text(encoding="utf-8")
    changed = re.sub(rf'"{name}": \d+', f'"{name}": {to}', text)
    assert changed != text
    server.config.write_text(changed, encoding="utf-8")


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
