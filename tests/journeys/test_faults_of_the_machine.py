"""The computer fails: full disk, read-only folder, second server, damaged files, signals."""

import json
import os
import resource
import signal
import sqlite3
import subprocess
from contextlib import closing, contextmanager

import pytest

from storage.place import DATABASE
from tests.journeys.conftest import in_the_default_mode, on_sqlite
from tests.journeys.history import journal_of
from tests.journeys.live import Follower
from tests.journeys.wire import Client
from tests.program import MODES, bound_by_permissions, run
from tests.waiting import wait_until

ONE = {"service": "GTVT-LX"}
UNLIMITED = resource.RLIM_INFINITY


@contextmanager
def small_disk(server, place):
    """Run a server on a disk of 32 MB where that can be had, else let its files not grow.

    Yields (fill, empty): take the last space away, and give it back.
    """
    place.mkdir()
    mounted = (
        os.geteuid() == 0
        and subprocess.call(
            ["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", place], stderr=subprocess.DEVNULL
        )
        == 0
    )
    if not mounted:
        server.start()
        pid = server.process.pid
        yield (
            lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, UNLIMITED)),
            lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED)),
        )
        return
    try:
        server.move_to(place / "data")
        server.start()
        yield lambda: fill(place / "filler"), (place / "filler").unlink
    finally:
        server.kill()
        subprocess.check_call(["umount", place])


def fill(file):
    """Write until the disk has not a single block left."""
    with file.open("wb", buffering=0) as filler:
        for size in (65536, 4096, 1):
            try:
                while filler.write(bytes(size)) == size:
                    pass
            except OSError:
                continue


def take_up_what_is_free(file):
    """Fill the pages that a database has in store: else some thousand numbers would."""
    with closing(sqlite3.connect(file)) as database, database:
        (pages,), (size,) = (
            database.execute(f"PRAGMA {asked}").fetchone()
            for asked in ("freelist_count", "page_size")
        )
        database.execute("CREATE TABLE ballast (content BLOB)")
        database.execute("INSERT INTO ballast VALUES (zeroblob(?))", (pages * size,))


@on_sqlite
@in_the_default_mode
def test_a_full_disk_refuses_loses_nothing_and_works_again(new_server, mode, tmp_path):
    server = new_server(mode=mode)
    with small_disk(server, tmp_path / "disk") as (fill_up, make_room):
        office = Client(server.port, server.tokens["api"])
        auth = {"token": server.tokens["display"]}
        told = [office.done("/api/tickets", ONE)["ticket"]["number"]]
        take_up_what_is_free(server.data / DATABASE)
        fill_up()
        refused = None
        # What was laid out beforehand is still there to be used, and the first refusals find more
        while office.get("/healthz").status == 200:
            answer = office.post("/api/tickets", ONE, key=f"press-{len(told)}")
            if answer.status == 503:
                refused = answer
            else:
                told.append(answer.json["ticket"]["number"])
        assert refused.json["error"] == "cannot_store"
        assert int(refused.headers["Retry-After"]) > 0
        before = office.get("/api/services").json
        assert office.post("/api/counters/07/open").status == 503
        assert office.get("/api/services").json == before

        with Follower(server, "/display", auth, zone="tret") as board:
            seq = board.view()["seq"]
            make_room()
            wait_until("the disk to be usable", lambda: office.get("/healthz").status == 200)
            told.append(
                office.done("/api/tickets", ONE, key=f"press-{len(told)}")["ticket"]["number"]
            )
            assert board.view_at(seq + 1)["seq"] == seq + 1
        office.close()
        assert server.stop() == 0
        issued = [
            fact.fields["number"] for fact in journal_of(server.data)
            if fact.kind == "TicketIssued"
        ]  # fmt: skip
        assert issued == told
        run("verify", "--data", server.data)
        assert server.traces() == ""


def test_sigterm_ends_in_order_refuses_what_comes_later_and_finishes_what_is_in_hand(server):
    clients = [Client(server.port, server.tokens["api"]) for _ in range(8)]
    told = [client.done("/api/tickets", ONE)["ticket"]["number"] for client in clients]
    refused = []
    with Follower(server, "/display", {"token": server.tokens["display"]}, zone="tret") as board:
        board.view()
        server.signal(signal.SIGTERM)
        while not refused:
            answer = clients[0].post("/api/tickets", ONE)
            if answer.status == 503:
                refused.append(answer)
            else:
                told.append(answer.json["ticket"]["number"])
        assert server.stop() == 0
    assert refused[0].json["error"] == "stopping"
    assert int(refused[0].headers["Retry-After"]) > 0
    assert "stopping" in server.log
    for client in clients:
        client.close()
    issued = [fact for fact in journal_of(server.data) if fact.kind == "TicketIssued"]
    assert [fact.fields["number"] for fact in issued] == told
    server.start()
    following = clients[0].insist("/api/tickets", ONE, "next").json["ticket"]["number"]
    clients[0].close()
    assert following == f"D{len(told) + 1:03}"


@in_the_default_mode
def test_a_second_server_and_a_port_in_use_are_refused_in_one_sentence(server, office, new_server):
    here = ("serve", "--config", server.config, "--data", server.data, "--port")
    second = run(*here, "0", expect=1)
    assert one_sentence(second.stderr)
    assert f"process {server.process.pid}" in second.stderr
    other = new_server()
    elsewhere = ("serve", "--config", other.config, "--data", other.data, "--host", "127.0.0.1")
    there = run(*elsewhere, "--port", server.port, expect=1)
    assert one_sentence(there.stderr)
    assert f"port {server.port} is in use" in there.stderr
    assert office.post("/api/tickets", ONE).status == 201


@pytest.mark.parametrize("mode", MODES[:2])
def test_a_data_folder_that_may_only_be_read_is_refused(new_server, mode):
    """On either engine: the mode changes nothing before it serves."""
    server = new_server(mode=mode)
    for file in server.data.iterdir():
        file.chmod(0o444)
    server.data.chmod(0o555)
    refused = run(
        "serve", "--config", server.config, "--data", server.data, "--port", "0",
        expect=1, preexec_fn=bound_by_permissions,
    )  # fmt: skip
    server.data.chmod(0o755)
    assert one_sentence(refused.stderr)
    assert str(server.data) in refused.stderr


@on_sqlite
@in_the_default_mode
@pytest.mark.parametrize("offset", [0, 4096], ids=["the head", "the pages"])
def test_a_damaged_database_is_told_in_one_sentence(new_server, mode, offset):
    server = new_server(mode=mode)
    with (server.data / "xinmoi.db").open("r+b") as file:
        file.seek(offset)
        file.write(b"\xa5" * 200_000)
    failed = run("serve", "--config", server.config, "--data", server.data, "--port", "0", expect=1)
    assert one_sentence(failed.stderr)
    assert "damaged; restore a backup" in failed.stderr


def rewrite(file, change):
    """Change a configuration in place."""
    settings = json.loads(file.read_text(encoding="utf-8"))
    change(settings)
    file.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")


def close_driving_licences(settings):
    settings["services"]["GTVT-LX"]["given"] = False


def drop_driving_licences(settings):
    del settings["services"]["GTVT-LX"]
    for counter in settings["counters"].values():
        if "GTVT-LX" in counter["serves"]:
            counter["serves"].remove("GTVT-LX")


def set_a_wrong_port(settings):
    settings["server"]["port"] = "eighty"


def with_other_screens(settings):
    settings["screens"]["kiosk"]["idle_s"] = 77
    settings["screens"]["kiosk"]["synonyms"]["giấy tờ xe"] = "phù hiệu xe tải"
    settings["screens"]["display"]["notice_s"] = 34


def test_a_changed_configuration_is_taken_on_sighup_one_that_cannot_be_used_is_refused(
    server, office
):
    used = server.config.read_text(encoding="utf-8")
    issued = office.done("/api/tickets", ONE)["ticket"]
    for change, sentence in (
        (set_a_wrong_port, ": server.port: "),
        (drop_driving_licences, "leaves out people who are waiting: D001."),
    ):
        rewrite(server.config, change)
        server.signal(signal.SIGHUP)
        wait_until("the refusal in the log", lambda said=sentence: said in server.log)
        assert "the old configuration stays. The " in server.log
        declined = run("reload", "--data", server.data, expect=1)
        assert sentence in declined.stderr
        assert "Traceback" not in declined.stderr
        server.config.write_text(used, encoding="utf-8")
    assert office.done("/api/tickets", ONE)["ticket"]["number"] == "D002"

    with (
        Follower(server, "/display", {"token": server.tokens["display"]}, zone="tret") as board,
        Follower(server, "/kiosk", {"token": server.tokens["kiosk"]}) as kiosk,
    ):
        shown, before = board.view()["catalogue"], kiosk.view()
        rewrite(server.config, close_driving_licences)
        rewrite(server.config, with_other_screens)
        server.signal(signal.SIGHUP)
        board.view(lambda view: view["catalogue"] != shown)
        after = kiosk.view(lambda view: view["catalogue"] != before["catalogue"])
    assert after["procedures"] != before["procedures"]
    for role, setting in (("kiosk", b'"idle_s":77'), ("display", b'"notice_s":34')):
        with closing(Client(server.port, server.tokens[role])) as device:
            assert setting in device.get(f"/{role}").text
            listing = device.get("/api/procedures").json
    assert listing["synonyms"]["giấy tờ xe"] == "phù hiệu xe tải"
    assert office.post("/api/tickets", ONE).json["error"] == "service_closed"
    office.done("/api/counters/07/open")
    assert office.done("/api/counters/07/call-next")["ticket"]["id"] == issued["id"]


@on_sqlite
@in_the_default_mode
def test_what_was_done_to_a_stopped_server_is_told(server, office):
    for _ in range(3):
        office.done("/api/tickets", ONE)
    assert server.stop() == 0
    run("verify", "--data", server.data)
    used = server.config.read_text(encoding="utf-8")
    rewrite(server.config, drop_driving_licences)
    refused = run(
        "serve", "--config", server.config, "--data", server.data, "--port", "0", expect=1
    )
    assert one_sentence(refused.stderr), "a configuration that leaves somebody without a queue"
    assert "D001" in refused.stderr
    server.config.write_text(used, encoding="utf-8")

    with closing(sqlite3.connect(server.data / "xinmoi.db")) as database, database:
        database.execute("UPDATE journal SET data = replace(data, 'D003', 'D009')")
    found = run("verify", "--data", server.data, expect=1)
    assert "was changed after it was stored" in found.stdout.splitlines()[0]
    with closing(sqlite3.connect(server.data / "xinmoi.db")) as database, database:
        database.execute("DELETE FROM journal WHERE seq = 3")
    found = run("verify", "--data", server.data, expect=1)
    assert "3" in found.stdout.splitlines()[0]
    assert "missing" in found.stdout.splitlines()[0]


def one_sentence(text):
    """Say whether a program's last words are one line and no stack trace."""
    lines = [line for line in text.splitlines() if " INFO " not in line]
    return len(lines) == 1 and "Traceback" not in text
