"""A centre that two processes serve: whichever is asked, it is one hall."""

from contextlib import ExitStack, closing

import psycopg
import pytest

from settings.loading import load
from storage.database import open_database
from storage.reading import JournalReader
from tests.journeys.live import Follower
from tests.journeys.pairs import two_servers
from tests.journeys.wire import Client
from tests.program import run
from tests.waiting import wait_until

ONE = {"service": "GTVT-LX"}
MODES = [("eventlet", "gevent"), ("threading", "eventlet")]
in_one_pair = pytest.mark.parametrize("two", MODES[:1], ids="-".join, indirect=True)
"""For a test of files and of the database: whichever mode serves, they are the same."""


@pytest.fixture(params=MODES, ids="-".join)
def two(request, tmp_path, furnished, postgres):
    """Two servers, and a caller of each that may do everything."""
    with (
        two_servers(tmp_path, furnished, postgres, modes=request.param) as servers,
        ExitStack() as s,
    ):
        callers = [s.enter_context(closing(Client(x.port, x.tokens["api"]))) for x in servers]
        yield *servers, *callers


def is_called(client, number):
    current = client.get("/api/counters/07").json["current"]
    return current is not None and current["number"] == number


def test_what_is_done_at_one_is_seen_at_the_other(two):
    one, other, here, there = two
    board = {"token": one.tokens["display"]}
    with Follower(other, "/display", board, zone="tret") as follower:
        follower.view()
        answer = here.done("/api/tickets", ONE, key="n1")
        issued = answer["ticket"]
        # The phone's page is asked for at once, of the process that has not given the number
        page = there.get(answer["follow_url"])
        assert page.status == 200
        assert issued["number"] in page.text.decode()
        here.done("/api/counters/07/open", key="o")
        there.done("/api/counters/07/call-next", key="c")
        follower.view(lambda view: issued["number"] in str(view["calls"]))
        wait_until("it is seen here", lambda: is_called(here, issued["number"]))
    # The same press at the other process gets the same answer
    assert there.done("/api/tickets", ONE, key="n1")["ticket"]["number"] == issued["number"]


@in_one_pair
def test_a_changed_configuration_is_taken_by_both(two):
    one, other, here, there = two
    text = one.config.read_text(encoding="utf-8")
    changed = text.replace('"recalls": 3', '"recalls": 4')
    assert changed != text
    one.config.write_text(changed, encoding="utf-8")
    run("reload", "--data", one.data)
    wait_until("the other has it", lambda: other.config.read_text(encoding="utf-8") == changed)
    assert other.config.with_name("config.yaml.own").read_text(encoding="utf-8") == text
    other.restart()
    assert there.get("/healthz").json["status"] == "ok"
    assert here.done("/api/tickets", ONE)["ticket"]["number"] == "D001"


def test_whoever_is_left_goes_on(two):
    one, _, here, there = two
    numbers = [here.done("/api/tickets", ONE)["ticket"]["number"]]
    one.kill()
    numbers.append(there.insist("/api/tickets", ONE, "n2").json["ticket"]["number"])
    one.start()
    numbers.append(here.insist("/api/tickets", ONE, "n3").json["ticket"]["number"])
    assert numbers == ["D001", "D002", "D003"]


@in_one_pair
def test_a_process_that_starts_beside_others_takes_their_configuration(two):
    one, other, _, there = two
    assert other.stop() == 0
    text = other.config.read_text(encoding="utf-8")
    changed = text.replace('"recalls": 3', '"recalls": 4')
    assert changed != text
    other.config.write_text(changed, encoding="utf-8")
    other.start()
    assert other.config.read_text(encoding="utf-8") == text
    assert other.config.with_name("config.yaml.own").read_text(encoding="utf-8") == changed
    assert one.config.read_text(encoding="utf-8") == text
    assert there.insist("/api/tickets", ONE, "n1").json["ticket"]["number"] == "D001"
    assert "stays as it is" not in one.log + other.log


@in_one_pair
def test_of_two_that_start_at_once_with_other_files_both_end_with_one(two):
    one, other, here, there = two
    text = one.config.read_text(encoding="utf-8")
    files = {}
    for server, recalls in ((one, 4), (other, 5)):
        assert server.stop() == 0
        files[server] = text.replace('"recalls": 3', f'"recalls": {recalls}')
        server.config.write_text(files[server], encoding="utf-8")
    for server in files:
        server.launch()
    for server in two[:2]:
        wait_until("the server answers", server.answers)
    wait_until("one file", lambda: len({each.config.read_text("utf-8") for each in files}) == 1)
    assert one.config.read_text(encoding="utf-8") in files.values()
    with closing(open_database(one.data)) as database:
        newest = JournalReader(database).configurations(1)[0].event
    assert newest.digest == load(one.config).catalogue().digest
    # And what is in force at each is what its file says
    for server in files:
        run("reload", "--data", server.data)
    with closing(open_database(one.data)) as database:
        assert JournalReader(database).configurations(1)[0].event.digest == newest.digest
    assert here.done("/api/tickets", ONE)["ticket"]["number"] == "D001"
    assert there.done("/api/tickets", ONE)["ticket"]["number"] == "D002"


@in_one_pair
def test_a_process_whose_database_a_newer_release_has_changed_refuses_to_go_on(two, postgres):
    one, other, here, there = two
    with psycopg.connect(postgres) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    for caller in (here, there):
        refused = caller.post("/api/tickets", ONE)
        assert refused.status == 503
        wait_until("the balancer to be told", lambda c=caller: c.get("/healthz").status == 503)
    said = "another release of this program has changed the database"
    for server in (one, other):
        wait_until("it is said", lambda s=server: said in s.log)
        assert server.log.count(said) == 1


@in_one_pair
def test_another_database_is_taken_neither_at_once_nor_by_a_start(two, postgres_server):
    one, _, here, _ = two
    here.done("/api/tickets", ONE)
    empty = postgres_server.create_database()
    text = one.config.read_text(encoding="utf-8")
    (line,) = [each for each in text.splitlines() if '"database": "postgresql' in each]
    own = line.split('"')[3]
    one.config.write_text(text.replace(own, empty), encoding="utf-8")
    told = run("reload", "--data", one.data, expect=1)
    assert "server.database cannot change while the centre is served" in told.stderr
    one.kill()
    told = run("serve", "--config", one.config, "--data", one.data, "--port", "0", expect=1)
    assert "holds another journal than before, or none" in told.stderr
    one.config.write_text(text, encoding="utf-8")
    one.start()
    assert here.insist("/api/tickets", ONE, "n2").json["ticket"]["number"] == "D002"
