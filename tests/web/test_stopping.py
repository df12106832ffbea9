"""How a server ends, and what keeps one from starting."""

import json
import signal
import socket
from threading import Thread

from tests.journeys.wire import Client, OutOfTouch
from tests.program import run
from tests.waiting import wait_until


def press_until_stopped(server, answers):
    client = Client(server.port, server.tokens["api"])
    try:
        while True:
            answer = client.post("/api/tickets", {"service": "TP"})
            answers.append(answer)
            if answer.status != 201:
                return
    except OutOfTouch:
        return
    finally:
        client.close()


def test_a_server_told_to_stop_finishes_what_is_in_hand_and_ends_well(server, connect):
    board = connect(server, "/display", token=server.tokens["display"])
    board.view()
    answers = []
    callers = [Thread(target=press_until_stopped, args=(server, answers)) for _ in range(8)]
    for caller in callers:
        caller.start()
    wait_until("numbers are given", lambda: len(answers) > 40)
    assert server.stop() == 0, "live screens keep no server from ending"
    assert not (server.data / "server.json").exists()
    for caller in callers:
        caller.join()
    assert {answer.status for answer in answers} <= {201, 503}
    for refused in (answer for answer in answers if answer.status == 503):
        assert refused.json["error"] == "stopping"
        assert int(refused.headers["Retry-After"]) > 0
    server.start()
    given = sum(answer.status == 201 for answer in answers)
    client = Client(server.port, server.tokens["api"])
    units = client.get("/api/services").json["departments"]
    client.close()
    waiting = next(s["waiting"] for u in units for s in u["services"] if s["code"] == "TP")
    assert waiting == given
    takes_a_changed_configuration_on_the_signal(server)


def takes_a_changed_configuration_on_the_signal(server):
    text = server.config.read_text("utf-8")
    assert "Trung tâm Phục vụ hành chính công" in text
    server.config.write_text(
        text.replace("Trung tâm Phục vụ hành chính công", "Trung tâm mới"), "utf-8"
    )
    server.signal(signal.SIGHUP)
    client = Client(server.port)
    wait_until("the new name", lambda: "Trung tâm mới" in client.get("/").text.decode())
    client.close()


def test_a_port_that_is_taken_is_named_in_one_sentence(new_server):
    server = new_server()
    with socket.create_server(("127.0.0.1", server.port)):
        refused = run(
            "serve", "--config", server.config, "--data", server.data, "--host", "127.0.0.1",
            "--port", server.port, expect=1,
        )  # fmt: skip
    assert refused.stderr.strip().splitlines()[-1] == (
        f"Cannot serve on 127.0.0.1: port {server.port} is in use by another program."
    )
    assert "Traceback" not in refused.stderr


def test_a_second_server_on_the_same_data_is_refused(standing_plain):
    refused = run(
        "serve", "--config", standing_plain.config, "--data", standing_plain.data,
        "--host", "127.0.0.1", "--port", 0, expect=1,
    )  # fmt: skip
    assert "already uses the data folder" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_faulty_configuration_is_refused_and_the_old_one_stays(standing_plain):
    right = standing_plain.config.read_text("utf-8")
    standing_plain.config.write_text("profile: [\n", "utf-8")
    refused = run("reload", "--data", standing_plain.data, expect=1)
    standing_plain.config.write_text(right, "utf-8")
    assert "cannot be used" in refused.stderr
    client = Client(standing_plain.port, standing_plain.tokens["api"])
    assert client.post("/api/tickets", {"service": "TP"}).status == 201
    client.close()


def test_only_the_owner_can_read_the_key_to_a_running_server(standing_plain):
    file = standing_plain.data / "server.json"
    assert file.stat().st_mode & 0o077 == 0
    assert (standing_plain.data / "secret.key").stat().st_mode & 0o077 == 0
    client = Client(standing_plain.port, standing_plain.tokens["api"])
    assert client.post("/api/control/close-day").status == 401
    client.close()
    key = Client(standing_plain.port, json.loads(file.read_text())["token"])
    assert key.post("/api/control/reload").status == 200
    key.close()


def test_options_alone_are_those_of_serve_and_the_command_line_closes_its_day(new_server):
    server = new_server()
    where = ("--config", server.config, "--data", server.data)
    server.start(*where, "--host", "127.0.0.1", "--port", server.port)
    client = Client(server.port, server.tokens["api"])
    client.done("/api/tickets", {"service": "TP"})
    run("close-day", "--yes", "--at-once", *where)
    answer = client.post("/api/tickets", {"service": "TP"})
    client.close()
    assert (answer.status, answer.json["error"]) == (409, "day_closed")
    assert server.stop() == 0
    assert not server.traces()
