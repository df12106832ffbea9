"""Where officers see only how many wait, no answer and no push to one tells a number that waits."""

import json
import re
import subprocess
import sys
from functools import partial

import pytest

from tests.journeys.conftest import on_sqlite
from tests.journeys.live import Follower
from tests.journeys.test_who_may_do_what import (
    FORM,
    THE_SERVERS_OWN_TABLE,
    cookie_of,
    signed_in,
)
from tests.journeys.wire import Client
from tests.program import ROOT
from tests.waiting import wait_until

LEFT_ALONE = re.compile(r"/sign-|/account/|/enrol|/static/|/setup|/practice/end|/stream|/now$")
"""What would end the officer's session, the practice, or never end itself; and the public page that
tells everybody which number was given last."""


@pytest.fixture(scope="module")
def open_to_officers(tmp_path_factory):
    """Every address that an officer may ask, as (method, rule)."""
    listed = subprocess.run(
        [sys.executable, "-c", THE_SERVERS_OWN_TABLE, tmp_path_factory.mktemp("table")],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [
        (method, rule)
        for method, rule, _, roles in json.loads(listed.stdout)
        if (roles is None or "officer" in roles)
        and not (method == "SOCKET" or LEFT_ALONE.search(rule))
    ]


def only_counts(settings):
    settings["screens"]["counters"] = {"see": "counts"}


@pytest.fixture
def centre(new_server):
    server = new_server(only_counts).start()
    yield server
    server.kill()
    assert not server.traces(), server.traces()


@pytest.fixture
def office(centre):
    client = Client(centre.port, centre.tokens["api"])
    yield client
    client.close()


@pytest.fixture
def officer(centre):
    """Somebody signed in who has taken counter 07."""
    person = signed_in(centre, "lan")
    chosen = post(person, "/counters/07/choose", kind=FORM)
    person.cookie = cookie_of(chosen, person.cookie)
    yield person
    person.client.close()


def post(person, path, content=b"", kind="application/json"):
    headers = {"Cookie": person.cookie, "X-CSRFToken": person.csrf, "Content-Type": kind}
    return person.client.ask("POST", path, content, headers)


def press(person, name, **body):
    return post(person, f"/api/counters/07/{name}", json.dumps(body).encode())


def come(office, service="GTVT-LX"):
    return office.done("/api/tickets", {"service": service})["ticket"]


@on_sqlite
def test_no_answer_and_no_push_to_an_officer_tells_a_number_that_waits(
    centre, office, officer, open_to_officers
):
    answers = {}
    follow = partial(Follower, centre, auth=None, cookie=officer.cookie, counter="07")
    with follow("/counters") as console, follow("/display") as board:
        first, second, third = come(office), come(office), come(office)
        others = [come(office) for _ in range(3)] + [come(office, "TP")]
        answers["open"] = press(officer, "open")
        press(officer, "call-next")
        press(officer, "start")
        answers["transfer"] = press(officer, "transfer", service="TP")
        press(officer, "call-next")
        answers["return"] = press(officer, "return")
        press(officer, "call-next")
        press(officer, "no-show")
        answers["restore"] = post(officer, f"/api/tickets/{second['id']}/restore", b"{}")
        answers["called"] = press(officer, "call-next")
        current = office.get("/api/counters/07").json["current"]["number"]
        waiting = {each["number"] for each in (first, second, third, *others)} - {current}
        seq = office.get("/api/counters/07").json["seq"]
        views = [console.view_at(seq), board.view_at(seq)]
    for row in answers.values():
        assert row.status == 200, row.text
    assert first["number"] in waiting, "whoever was sent on waits"
    tell = re.compile("|".join(sorted(waiting)).encode())
    for name, answer in answers.items():
        assert not tell.search(answer.text), (name, answer.text)
    for view in views:
        assert not tell.search(json.dumps(view).encode()), view
    assert views[0]["waiting_total"] > 0
    assert views[0]["queues"][0]["service"] == "GTVT-LX"
    for method, rule in open_to_officers:
        of_tickets = "<ticket_id>" in rule or "/counters/" in rule
        for asked in (first, others[0]) if of_tickets else (first,):
            answer = ask(officer, method, rule, asked)
            # A page's own address holds what was asked for
            said = (answer.text + str(answer.headers).encode()).replace(asked["id"].encode(), b"")
            assert not tell.search(said), (method, rule, answer.text)
            assert answer.status != 500, (method, rule, answer.text)
    for asked in (others[0], others[3]):
        assert_no_answer_tells_it_from_none(officer, open_to_officers, asked)
    file = export(officer)
    assert not tell.search(file)
    assert current.encode() in file
    assert tell.search(office.get("/api/counters/07").text), "a program with every right sees all"
    press(officer, "finish")
    others = [each[by] for each in others[1:] for by in ("id", "number")]
    assert_no_call_tells_it_from_none(officer, *others, "B899", "260101-B001", "help")


def assert_no_answer_tells_it_from_none(officer, addresses, hidden):
    """Ask of a number that waits, and of one that there is not: the answers are the same."""
    number = hidden["number"][:-3] + "899"
    none = {"number": number, "id": hidden["id"].replace(hidden["number"], number)}

    def say(answer, asked):
        text = answer.text.decode().replace(asked["id"], "ID").replace(asked["number"], "NUMBER")
        said = text.partition("<main")[2].partition("</main")[0]
        return answer.status, re.sub("<[^>]*>", "", said) or text

    telling = []
    for method, rule in addresses:
        if "<ticket_id>" in rule or (method == "POST" and "/<counter_id>/" in rule):
            hears = [say(ask(officer, method, rule, asked), asked) for asked in (hidden, none)]
            if hears[0] != hears[1]:
                telling.append((method, rule, *hears))
    assert telling == []


def assert_no_call_tells_it_from_none(officer, *asked_for):
    """A call that lacks its reason is refused the same of all; they are not the next."""
    for said, error in (({}, "reason_needed"), ({"reason": "nothing"}, "invalid_field")):
        for named in asked_for:
            answer = press(officer, "call", ticket=named, **said)
            assert answer.json["error"] == error, (named, answer.text)
            assert named not in answer.text.decode()


def export(officer):
    """Return a file with every leg of the officer's today."""
    begun = post(officer, "/api/reports/exports", b'{"kind": "csv"}')
    path = f"/api/reports/exports/{begun.json['id']}"
    wait_until("the file is there", lambda: officer.ask("GET", path).json["state"] == "done")
    return officer.ask("GET", f"{path}/file").text


def ask(officer, method, rule, ticket):
    """Ask for one address with what it needs; its body names a ticket that is hidden."""
    path = rule.replace("<ticket_id>", ticket["id"]).replace("<counter_id>", "07")
    path = re.sub(r"<any\(csv[^>]*>", "csv", path)
    path = re.sub(r"<[^>]*>", "nobody", path)
    if method == "POST":
        body = {"ticket": ticket["id"], "current": ticket["id"], "reason": "x", "kind": "csv"}
        known = {"call": ("ticket", "reason"), "resume": ("ticket",), "exports": ("kind",)}
        names = known.get(path.rpartition("/")[2], ("current",) if "/counters/" in path else ())
        content = json.dumps({name: body[name] for name in names}).encode()
        return post(officer, path, content)
    serial = int(ticket["number"].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    query = f"?number={serial}&figure=issued" if rule.startswith("/reports") else ""
    return officer.ask("GET", path + query)
