"""`deploy/postgresql/`: a server takes these settings, and the program stores on it."""

import re
from pathlib import Path

import pytest

from storage.database import open_database
from storage.place import write_mark
from tests.postgres import PostgresServer
from tests.program import ROOT

FOLDER = ROOT / "deploy" / "postgresql"
OF_TESTS = {"listen_addresses", "shared_buffers"}
"""What a test's server has of its own: loopback, and little memory."""


def read_settings():
    """Return name -> value as the file has them."""
    lines = re.findall(r"^(\w+) = '?(.*?)'?$", (FOLDER / "xinmoi.conf").read_text(), re.MULTILINE)
    return dict(lines)


@pytest.fixture
def server():
    server = PostgresServer(**{k: v for k, v in read_settings().items() if k not in OF_TESTS})
    yield server.start()
    server.remove()


def test_a_server_takes_the_settings_and_the_program_stores_on_it(server, tmp_path):
    url = server.create_database()
    write_mark(tmp_path, url)
    with open_database(tmp_path) as database:
        database.reserve()
    assert set(read_settings()) > OF_TESTS


def test_who_may_come_is_said_in_lines_that_a_server_can_read(server):
    ((file,),) = server.execute("SHOW hba_file")
    with Path(file).open("a") as rules:
        rules.write((FOLDER / "pg_hba.conf").read_text())
    read = server.execute("SELECT user_name, error FROM pg_hba_file_rules")
    assert [error for _, error in read if error] == []
    users = {user for users, _ in read for user in users or ()}
    assert {"xinmoi", "standby", "postgres"} < users
