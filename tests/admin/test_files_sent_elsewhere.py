"""A file that was sent to one process is confirmed at another."""

from dataclasses import replace

import pytest

from admin.pages.reading import ReadFiles
from tests.admin.centre import CATALOGUE, SAMPLES
from web.processes import Processes
from web.processes.shared_state import OwnState
from web.runtime import runtime

OWNER = "user:quan"


@pytest.fixture
def three():
    processes = Processes(OwnState(), are_several=lambda: True)
    return [ReadFiles(runtime("threading"), processes) for _ in range(3)]


def test_what_was_sent_to_one_process_is_found_at_all_until_it_is_confirmed(three):
    one, other, third = three
    sent = one.read(OWNER, "danh-mục.csv", SAMPLES.read_bytes(), CATALOGUE)
    assert sent.reading.procedures
    found = other.find(OWNER, sent.id, CATALOGUE)
    assert (found.id, found.name, found.reading) == (sent.id, sent.name, sent.reading)
    other.forget(sent.id)
    assert third.find(OWNER, sent.id, CATALOGUE) is None


def test_it_is_its_owners_and_of_the_configuration_that_it_was_shown_with(three):
    one, other, third = three
    sent = one.read(OWNER, "danh-mục.csv", SAMPLES.read_bytes(), CATALOGUE)
    assert other.find("user:lan", sent.id, CATALOGUE) is None
    assert third.find(OWNER, sent.id, replace(CATALOGUE, digest="another")) is None
    assert third.find(OWNER, sent.id, CATALOGUE)


def test_a_process_that_serves_alone_tells_nobody():
    shared = OwnState()
    alone = ReadFiles(runtime("threading"), Processes(shared))
    sent = alone.read(OWNER, "danh-mục.csv", SAMPLES.read_bytes(), CATALOGUE)
    assert alone.find(OWNER, sent.id, CATALOGUE) is sent
    assert shared.read(f"sent file {sent.id}") == {}
