"""The command line as an operator meets it: what it says, and how it ends."""

import json
import os
import re
import sqlite3
from contextlib import closing

import pytest

from tests.journeys.conftest import in_the_default_mode, on_sqlite
from tests.journeys.history import journal_of
from tests.journeys.wire import Client
from tests.program import ROOT, run

ONE = {"service": "GTVT-LX"}
TWELVE_FAULTS = {
    "port: 8080": "port: 808000",
    "async_mode: eventlet": "async_mode: magic",
    "time_zone: Asia/Ho_Chi_Minh": "time_zone: Asia/Saigon_City",
    "letter: A\n": "letter: AAA\n",
    "letter: C\n": "letter: B\n",
    "minutes: 5.1": "minutes: -5",
    '"06": {department: KHĐT, serves: [KHĐT]}': '"06": {department: KHĐT, serves: [KHĐTT]}',
    '"10": {department: YT, serves: [YT]}': '"10": {department: YTE, serves: [YT]}',
    "credit_min: 0,": "credit_min: many,",
    'monday: ["07:00-10:30", "13:00-16:30"]': 'monday: ["07:00-10:30", "10:00-16:30"]',
    "recalls: 3": "recals: 3",
    "guidance: TT": "guidance: XX",
}


def test_check_names_all_of_twelve_faults_at_once(tmp_path):
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    file, changed = tmp_path / "config.yaml", 0
    for right, wrong in TWELVE_FAULTS.items():
        if right in text:
            text, changed = text.replace(right, wrong, 1), changed + 1
    assert changed == 12
    file.write_text(text, encoding="utf-8")
    found = run("check", "--config", file, expect=1).stdout.splitlines()
    assert len(found) >= 12
    assert all(line.startswith(f"{file}:") and line.count(": ") >= 2 for line in found), found


def test_check_finds_nothing_wrong_with_the_centres_own_file():
    as_a_shell_starts_it = {"env": dict(os.environ)}
    assert "no faults" in run("check", **as_a_shell_starts_it).stdout


@in_the_default_mode
def test_a_token_and_a_person_made_while_the_server_runs_are_good_at_once(server):
    where = ("--config", server.config, "--data", server.data)
    made = run("token", "--role", "api", "--name", "monitoring", *where)
    assert made.stdout.count("\n") == 1, "printed alone"
    with closing(Client(server.port, made.stdout.strip())) as office:
        assert office.post("/api/tickets", ONE).status == 201
    add = ("user", "add", "nga", "--role", "officer", "--password-stdin", *where)
    run(*add, stdin="mật khẩu của Nga\n")
    again = run(*add, stdin="mật khẩu của Nga\n", expect=1)
    assert "nga" in again.stdout + again.stderr


def test_bad_rows_of_procedures_are_named_by_line_and_nothing_is_changed(new_server):
    server = new_server()
    good = server.data.with_name("good.csv")
    bad = server.data.with_name("bad.csv")
    lines = (ROOT / "admin/samples/procedures.csv").read_text(encoding="utf-8").splitlines()
    good.write_text("\n".join(lines[:6]), encoding="utf-8")
    lines[2] = lines[2].replace(",XD,", ",NOWHERE,", 1)
    lines[4] = lines[4].replace("2024-02-26", "yesterday")
    lines[5] = lines[3]
    bad.write_text("\n".join(lines[:8]), encoding="utf-8")
    arguments = ("--config", server.config, "--data", server.data)
    assert "5 added" in run("import-procedures", good, *arguments).stdout
    refused = run("import-procedures", bad, *arguments, expect=1).stdout
    assert "procedures: NOWHERE (1, from line 3)" in refused
    for line in (5, 6):
        assert f"{bad}:{line}: " in refused
    assert "nothing was changed" in refused
    assert "5 unchanged" in run("import-procedures", good, *arguments).stdout


@in_the_default_mode
@on_sqlite
def test_a_backup_of_a_running_server_is_restored_into_an_empty_folder(server, office, new_server):
    told = [office.done("/api/tickets", ONE)["ticket"]["number"] for _ in range(3)]
    file = server.data.with_name("backup")
    run("backup", file, "--data", server.data)
    office.done("/api/tickets", ONE)
    assert one_line(run("backup", file, "--data", server.data, expect=1).stderr)
    assert one_line(run("restore", file, "--data", server.data, expect=1).stderr)

    tampered = server.data.with_name("backup.db")
    run("backup", tampered, "--data", server.data)
    with closing(sqlite3.connect(tampered)) as database, database:
        database.execute("UPDATE journal SET actor = 'somebody' WHERE seq = 2")
    new = server.data.with_name("new")
    assert one_line(run("restore", tampered, "--data", new, expect=1).stderr)

    elsewhere = server.data.with_name("restored")
    brought = run("restore", file, "--data", elsewhere).stdout
    assert re.search(r"officer +lan$", brought, re.M)
    assert re.search(r"kiosk +.* \(token \d+\)$", brought, re.M)
    run("verify", "--data", elsewhere)
    assert [
        fact.fields["number"] for fact in journal_of(elsewhere) if fact.kind == "TicketIssued"
    ] == told
    other = new_server()
    other.data = elsewhere
    other.start(umask=0)
    again = Client(other.port, server.tokens["api"])
    assert again.done("/api/tickets", ONE)["ticket"]["number"] == "D004"
    again.close()
    # Whatever the account's umask: nobody else reads what is written
    made = [elsewhere, *elsewhere.rglob("*")]
    assert {path.name for path in made} >= {"secret.key", "server.json", "xinmoi.db"}
    assert [path for path in made if path.stat().st_mode & 0o077] == []


@in_the_default_mode
def test_the_day_is_closed_with_a_running_server(server, office):
    waiting = office.done("/api/tickets", ONE)["ticket"]["id"]
    run("close-day", "--yes", "--at-once", "--config", server.config, "--data", server.data)
    assert office.post("/api/tickets", ONE).json["error"] == "day_closed"
    assert office.post(f"/api/tickets/{waiting}/cancel").status == 404
    again = run("close-day", "--config", server.config, "--data", server.data)
    assert again.stdout == "The service day is closed already.\n"
    assert [fact.kind for fact in journal_of(server.data)][-2:] == ["TicketExpired", "DayClosed"]


@in_the_default_mode
def test_a_day_closed_too_early_is_asked_about_and_can_be_reopened(new_server, mode):
    server = new_server(mode=mode, at="2026-11-30T08:00:00+07:00").start()
    office = Client(server.port, server.tokens["api"])
    where = ("--config", server.config, "--data", server.data)
    waiting = office.done("/api/tickets", ONE)["ticket"]["id"]
    asked = run("close-day", *where, expect=1)
    assert one_line(asked.stderr)
    assert "now: 1." in asked.stderr
    assert "--yes" in asked.stderr
    office.done("/api/tickets", ONE)
    assert "reopen-day" in run("close-day", "--yes", *where).stdout
    assert office.post("/api/tickets", ONE).json["error"] == "day_closed"
    assert office.post("/api/counters/07/open").json["error"] == "day_closed"
    run("reopen-day", *where)
    assert office.done("/api/counters/07/open")["waiting"][0]["id"] == waiting
    assert one_line(run("reopen-day", *where, expect=1).stderr)
    office.close()
    server.kill()


@in_the_default_mode
def test_the_day_is_closed_without_a_running_server(server, office):
    office.done("/api/tickets", ONE)
    assert server.stop() == 0
    run("close-day", "--yes", "--at-once", "--config", server.config, "--data", server.data)
    kinds = [fact.kind for fact in journal_of(server.data)]
    assert kinds[-2:] == ["TicketExpired", "DayClosed"]
    run("verify", "--data", server.data)
    again = run("close-day", "--config", server.config, "--data", server.data)
    assert again.stdout == "The service day is closed already.\n"
    server.start()
    assert office.insist("/api/tickets", ONE, "late").json["error"] == "day_closed"


@pytest.mark.parametrize(
    "arguments",
    [
        ("verify", "--data", "nowhere"),
        ("backup", "file", "--data", "nowhere"),
        ("restore", "nofile", "--data", "new"),
        ("close-day", "--data", "nowhere"),
        ("reload", "--data", "nowhere"),
        ("check", "--config", "nowhere.yaml"),
        ("serve", "--config", "nowhere.yaml"),
        ("import-procedures", "nofile.csv"),
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_told_in_one_sentence(tmp_path, arguments):
    there = [tmp_path / each if "no" in each or each in ("file", "new") else each
             for each in arguments]  # fmt: skip
    if "--data" not in there:
        there += ["--data", tmp_path / "data"] if there[0] == "import-procedures" else []
    failed = run(*there, expect=1)
    assert len((failed.stdout + failed.stderr).strip().splitlines()) <= 2
    assert "Traceback" not in failed.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("dance",),
        ("serve", "--port", "many"),
        ("serve", "--port", "70000"),
        ("token", "--role", "king", "--name", "x"),
        ("user", "add"),
        ("user", "add", "x", "--role", "king"),
        ("restore",),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_two(arguments):
    assert "Traceback" not in run(*arguments, expect=2).stderr


def one_line(text):
    """Say whether a program's last words are one sentence, and no stack trace."""
    lines = [line for line in text.splitlines() if " INFO " not in line]
    return len(lines) == 1 and "Traceback" not in text


@in_the_default_mode
@on_sqlite
def test_a_ticket_is_given_out_whole_and_erased_while_the_server_runs(server, office):
    mine, other = (
        office.done("/api/tickets", ONE | {"priority": priority})
        for priority in ("elderly", "normal")
    )
    token, of_other = (each["follow_url"].removeprefix("/t/") for each in (mine, other))
    which = (f"https://so.example/t/{token}", "--data", server.data)
    refused = run("privacy", "erase", *which, expect=1).stderr
    assert one_line(refused)
    assert "still part of today" in refused
    run("close-day", "--yes", "--at-once", "--data", server.data)
    whole = json.loads(run("privacy", "export", *which).stdout)
    assert [event["kind"] for event in whole["events"]] == ["TicketIssued", "TicketExpired"]
    assert whole["events"][0]["data"]["follow"] == token
    assert "2 numbers in the journal" in run("privacy", "report", "--data", server.data).stdout
    assert mine["ticket"]["number"] in run("privacy", "erase", *which).stdout
    files = [file for file in server.data.rglob("*") if file.is_file()]
    assert [file for file in files if token.encode() in file.read_bytes()] == []
    assert [file for file in files if of_other.encode() in file.read_bytes()]
    unknown = run("privacy", "export", "2020-01-01/A001", "--data", server.data, expect=1).stderr
    assert unknown == "There is no ticket 2020-01-01/A001.\n"
    run("privacy", "erase", "nobody", "--data", server.data, expect=1)
    assert server.stop() == 0
    run("verify", "--data", server.data)
    run("privacy", "erase", f"{whole['day']}/{whole['number']}", "--data", server.data)
