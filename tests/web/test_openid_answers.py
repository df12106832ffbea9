"""What the provider says of itself, and how it is asked: nothing is believed that is not safe."""

import socket
import ssl
import subprocess
import threading
from contextlib import suppress

import pytest
import requests

from tests.web.openid_provider import CLIENT
from tests.web.openid_provider import Provider as Server
from web.http_client import BoundedAdapter, NoAnswer
from web.runtime import runtime
from web.section import Text
from web.settings import OpenId
from web.signing_in.openid.identity import Sent
from web.signing_in.openid.provider import Provider

SENT = Sent("state", "nonce", "verifier" * 6)
DESCRIPTION = "/.well-known/openid-configuration"


@pytest.fixture
def server():
    server = Server()
    yield server
    server.stop()


def provider_at(issuer, **changes):
    settings = OpenId(issuer=issuer, client_id=CLIENT, label=Text(vi="SSO"), **changes)
    return Provider(settings, "http://127.0.0.1:1/sign-in/openid/callback", runtime("threading"))


def test_an_honest_description_leads_to_its_page(server):
    assert provider_at(server.issuer).make_address(SENT).startswith(f"{server.issuer}/authorize?")


@pytest.mark.parametrize(
    "description",
    [
        {"issuer": "https://sso.example"},
        {"issuer": None},
        {"token_endpoint": "http://sso.example/token"},
        {"token_endpoint": "https://user:word@sso.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
    ids=str,
)
def test_a_description_that_is_not_safe_is_not_believed(server, description):
    server.description = description
    with pytest.raises(NoAnswer):
        provider_at(server.issuer).make_address(SENT)


@pytest.mark.parametrize(
    "answer",
    [
        (302, {"Location": "http://127.0.0.2/"}, b""),
        (200, {}, b"[]"),
        (200, {}, b"not JSON"),
        (200, {}, b"{" + b" " * 400_000 + b"}"),
        (200, {"Content-Length": "900000000"}, b"{"),
        (404, {}, b"{}"),
    ],
    ids=lambda answer: str(answer)[:60],
)
def test_an_answer_of_no_use_is_none(server, answer):
    server.answers[DESCRIPTION] = answer
    with pytest.raises(NoAnswer):
        provider_at(server.issuer).make_address(SENT)


def test_a_provider_that_gave_no_answer_is_left_alone_for_a_moment(server):
    server.answers[DESCRIPTION] = (500, {}, b"")
    provider = provider_at(server.issuer)
    for _ in range(3):
        with pytest.raises(NoAnswer):
            provider.make_address(SENT)
    assert server.asked == [DESCRIPTION]


def test_a_secret_that_cannot_be_read_is_no_answer(server, tmp_path):
    provider = provider_at(server.issuer, client_secret_file=str(tmp_path / "nowhere"))
    with pytest.raises(NoAnswer, match="client_secret_file"):
        provider.make_address(SENT)


@pytest.fixture
def dripping():
    """A server that sends headers without an end."""
    listener = socket.create_server(("127.0.0.1", 0))

    def drip():
        line, _ = listener.accept()
        with line, suppress(OSError):
            line.sendall(b"HTTP/1.1 200 OK\r\nX-More: ")
            while not ended.wait(0.02):
                line.sendall(b"x")

    ended = threading.Event()
    threading.Thread(target=drip, daemon=True).start()
    yield listener.getsockname()[1]
    ended.set()
    listener.close()


def adapter_of(timeout_s=40.0):
    return BoundedAdapter(
        lambda host, port: socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM), timeout_s
    )


def ask(adapter, url):
    return adapter.send(requests.Request("GET", url).prepare())


def test_an_answer_without_an_end_is_given_up(dripping):
    with pytest.raises(NoAnswer):
        ask(adapter_of(0.5), f"http://127.0.0.1:{dripping}/")


@pytest.fixture
def by_https(tmp_path):
    """A provider's front by https: its address, and the certificate that it shows."""
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost", "-out", certificate, "-keyout", key],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                line, _ = listener.accept()
                with context.wrap_socket(line, server_side=True) as safe:
                    safe.recv(65536)
                    safe.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
            except ssl.SSLError:
                continue
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    yield f"https://localhost:{listener.getsockname()[1]}/", certificate
    listener.close()


def test_https_needs_a_certificate_that_the_system_trusts(by_https, monkeypatch):
    address, certificate = by_https
    with pytest.raises(NoAnswer, match="CERTIFICATE_VERIFY_FAILED"):
        ask(adapter_of(), address)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert ask(adapter_of(), address).json() == {}
