"""How the head of a request is read: strictly, so that no two programs can read it differently."""

import pytest

from web.http_head import BadHead, parse_head

GOOD = b"POST /api/tickets?a=1&b=%C3%A9 HTTP/1.1\r\nHost: hall\r\nContent-Length: 2"


def test_a_head_becomes_a_wsgi_environment():
    head = parse_head(GOOD + b"\r\nX-Two-Words:  v \r\nCookie: a=1\r\nCookie: b=2")
    assert head.length == 2
    assert head.keep_alive
    assert head.environ["REQUEST_METHOD"] == "POST"
    assert head.environ["PATH_INFO"] == "/api/tickets"
    assert head.environ["QUERY_STRING"] == "a=1&b=%C3%A9"
    assert head.environ["HTTP_X_TWO_WORDS"] == "v"
    assert head.environ["HTTP_COOKIE"] == "a=1; b=2"


def test_a_path_is_decoded_into_wsgis_form_of_utf_8():
    head = parse_head(b"GET /t/%C3%A9 HTTP/1.1\r\nHost: hall")
    assert head.environ["PATH_INFO"].encode("latin-1").decode() == "/t/é"


@pytest.mark.parametrize(
    ("first", "more", "stays"),
    [
        (b"HTTP/1.1", b"", True),
        (b"HTTP/1.1", b"\r\nConnection: close", False),
        (b"HTTP/1.0", b"", False),
        (b"HTTP/1.0", b"\r\nConnection: Keep-Alive", True),
    ],
)
def test_the_connection_stays_open_where_the_client_expects_it(first, more, stays):
    assert parse_head(b"GET / " + first + b"\r\nHost: hall" + more).keep_alive is stays


def test_a_name_with_an_underscore_cannot_pass_for_one_with_a_hyphen():
    head = parse_head(GOOD + b"\r\nX_Forwarded_For: 1.2.3.4")
    assert not any("FORWARDED" in name for name in head.environ)


@pytest.mark.parametrize(
    "block",
    [
        b"",
        b"GET /",
        b"get / HTTP/1.1\r\nHost: hall",
        b"GET  / HTTP/1.1\r\nHost: hall",
        b"GET / HTTP/1.1 \r\nHost: hall",
        b"GET / HTTP/1.1",
        b"GET relative HTTP/1.1\r\nHost: hall",
        b"GET /\xff HTTP/1.1\r\nHost: hall",
        GOOD + b"\r\nContent-Length: 2",
        GOOD + b"\r\nContent-Length: 3",
        GOOD + b"\r\nTransfer-Encoding: chunked",
        GOOD + b"\r\nHost: other",
        GOOD + b"\r\n folded",
        GOOD + b"\r\nName : value",
        GOOD + b"\r\nNo colon",
        GOOD + b"\r\n: no name",
        GOOD + b"\r\nX: a\nY: b",
        GOOD + b"\r\nX: a\rY: b",
        GOOD + b"\r\nX: \x00",
        b"POST / HTTP/1.1\r\nHost: hall\r\nContent-Length: -1",
        b"POST / HTTP/1.1\r\nHost: hall\r\nContent-Length: +1",
        b"POST / HTTP/1.1\r\nHost: hall\r\nContent-Length: 1,1",
        b"POST / HTTP/1.1\r\nHost: hall\r\nContent-Length: \xb2",
        b"POST / HTTP/1.1\r\nHost: hall\r\nContent-Length: 9999999999999999",
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(block):
    with pytest.raises(BadHead, match="400"):
        parse_head(block)


@pytest.mark.parametrize(
    ("block", "status"),
    [
        (b"GET / HTTP/2.0\r\nHost: hall", "505"),
        (b"POST / HTTP/1.1\r\nHost: hall\r\nTransfer-Encoding: chunked", "411"),
        (b"GET / HTTP/1.1\r\nHost: hall" + b"\r\nX: y" * 200, "431"),
    ],
)
def test_what_we_do_not_do_is_named(block, status):
    with pytest.raises(BadHead, match=status):
        parse_head(block)
