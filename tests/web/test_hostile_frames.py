"""Frames that Hypothesis makes up, at each level: they harm nobody. See the profile `long`."""

import re
from contextlib import closing

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from tests.corpora.frames import POLLED, SENT
from tests.corpora.talking import Talker
from tests.examples import examples
from tests.journeys.wire import Client

POLLING = "/socket.io/?EIO=4&transport=polling"
ON_ONE_SERVER = {
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    "phases": [Phase.explicit, Phase.generate],  # it remembers: a fault cannot be made smaller
}


@pytest.fixture(scope="module")
def talker(standing):
    """A client that is let in again and again."""
    with closing(Talker(standing.port, standing.tokens["display"])) as made:
        yield made


@settings(max_examples=examples(100), **ON_ONE_SERVER)
@given(sent=SENT)
def test_whatever_bytes_are_sent_on_a_socket_others_are_let_in(standing, talker, sent):
    talker.say(sent)
    assert standing.traces() == ""


@settings(max_examples=examples(40), **ON_ONE_SERVER)
@example(posted="6")
@example(posted="2probe")
@example(posted="4" + "x" * 20_000)
@example(posted="1\x1e0")
@given(posted=POLLED)
def test_whatever_is_posted_in_place_of_a_socket_is_answered(standing, posted):
    with closing(Client(standing.port)) as client:
        session = re.search(rb'"sid":"([^"]+)"', client.get(POLLING).text)[1].decode()
        answer = client.ask("POST", f"{POLLING}&sid={session}", posted.encode("utf-8", "replace"))
        assert answer.status in (200, 400, 413)
    assert standing.traces() == ""
