"""The runtime of a server: what is asked for is there, and says nothing of itself."""

import socket
import subprocess
import sys

import pytest

from tests.program import ROOT
from tests.waiting import LONG_S
from web.runtime import listen


def test_eventlet_comes_without_its_warning_though_nothing_was_made_green():
    command = "from web.runtime import runtime; print(runtime('eventlet').mode)"
    done = subprocess.run(
        [sys.executable, "-W", "default", "-c", command],
        cwd=ROOT, capture_output=True, text=True, timeout=LONG_S, check=True,
    )  # fmt: skip
    assert done.stdout == "eventlet\n"
    assert "deprecated" not in done.stderr


def test_who_has_walked_out_of_the_network_is_given_up_within_a_minute():
    with (
        listen("127.0.0.1", 0) as listener,
        socket.create_connection(listener.getsockname()),
        listener.accept()[0] as accepted,
    ):
        given_up_ms = accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
    assert 0 < given_up_ms <= 60_000


def tell_kind_of_sockets(*arguments):
    """Return the module of the sockets that a command has: green ones are not the system's."""
    command = f"import server, socket; server.patch_early({list(arguments)})"
    done = subprocess.run(
        [sys.executable, "-c", f"{command}; print(socket.socket.__module__)"],
        cwd=ROOT, capture_output=True, text=True, timeout=LONG_S, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_the_mode_is_that_of_the_configuration_which_the_data_folder_has(tmp_path):
    for mode, module in (("threading", "socket"), ("eventlet", "eventlet.greenio.base")):
        (tmp_path / "config.yaml").write_text(f"server:\n  async_mode: {mode}\n")
        assert tell_kind_of_sockets("serve", "--data", str(tmp_path)) == module


def test_who_only_watches_several_processes_is_not_made_green(tmp_path):
    (tmp_path / "config.yaml").write_text("server:\n  workers: 3\n")
    serve = ("serve", "--data", str(tmp_path))
    assert tell_kind_of_sockets(*serve) == "socket"
    assert tell_kind_of_sockets(*serve, "--workers", "1") == "eventlet.greenio.base"
    assert tell_kind_of_sockets(*serve, "--tie", "5") == "eventlet.greenio.base"


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_at_two_colons_a_server_is_reached_by_both_protocols(host):
    with listen("::", 0) as listener:
        port = listener.getsockname()[1]
        socket.create_connection((host, port), timeout=LONG_S).close()
