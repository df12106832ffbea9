"""Long answers go out in pieces, and the connection is there for the next question."""

from http.client import HTTPConnection
from threading import Thread

import pytest
from flask import Flask, Response

from web.http_connection import LARGEST_WHOLE
from web.runtime import listen, runtime

PIECES = [bytes([number]) * 70_001 for number in range(40)]
WHOLE = b"".join(PIECES)


@pytest.fixture(scope="module")
def connection():
    app = Flask("pieces")

    @app.get("/<int:length>")
    def pieces(length):
        response = Response(iter(PIECES), direct_passthrough=True)
        response.content_length = length
        return response

    listener = listen("127.0.0.1", 0)
    Thread(target=runtime("threading").serve, args=(app, listener), daemon=True).start()
    connection = HTTPConnection("127.0.0.1", listener.getsockname()[1], timeout=20)
    yield connection
    connection.close()


def test_it_arrives_whole_and_the_connection_goes_on(connection):
    assert len(WHOLE) > LARGEST_WHOLE
    for _ in range(2):
        connection.request("GET", f"/{len(WHOLE)}")
        socket = connection.sock
        assert connection.getresponse().read() == WHOLE
        assert connection.sock is socket


def test_who_only_asks_for_the_head_gets_no_piece(connection):
    connection.request("HEAD", f"/{len(WHOLE)}")
    answer = connection.getresponse()
    assert (answer.headers["Content-Length"], answer.read()) == (str(len(WHOLE)), b"")


def test_an_answer_shorter_than_it_says_ends_the_connection(connection):
    connection.request("GET", f"/{len(WHOLE) + 1}")
    answer = connection.getresponse()
    assert answer.read(len(WHOLE)) == WHOLE
    assert answer.read1(1) == b""
