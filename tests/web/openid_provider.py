"""A provider of OpenID Connect on this computer, which says whatever a test wants it to say."""

import json
import threading
from base64 import b64decode, urlsafe_b64encode
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from time import time
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey

CLIENT, SECRET = "xinmoi", "a-secret-of-the-centre"
PEOPLE = {"lan-7f3a": "lan@example.gov.vn", "minh-2b91": "minh@example.gov.vn"}
"""Subject -> what the provider calls that person."""


class Provider:
    """Serves from the start until `stop`; what a test sets of it counts from then on.

    `claims` replaces what a token says, None leaves it out; `sign(claims)` replaces how it is
    signed; `description` replaces what the provider says of itself; `back` what it sends back;
    `answers`: path -> (status, headers, body) given in place of the right answer. While `free` is
    not set, codes are not exchanged. `asked`: every path that was asked for.
    """

    def __init__(self, port=0):
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.codes = {}
        self.free = threading.Event()
        self.rotate()
        self.be_honest()
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def be_honest(self):
        self.claims, self.description, self.back, self.answers = {}, {}, {}, {}
        self.sign, self.asked = self.sign_well, []
        self.free.set()

    def rotate(self):
        """Sign by a new key from now on, and publish it alone."""
        self.key = ECKey.generate_key("P-256", {"kid": token_urlsafe(4), "use": "sig"})

    def sign_well(self, claims, **header):
        return jwt.encode({"alg": "ES256", "kid": self.key.kid, **header}, claims, self.key)

    def sign_by_another_key(self, claims):
        other = ECKey.generate_key("P-256")
        return jwt.encode({"alg": "ES256", "kid": self.key.kid}, claims, other)

    def sign_by_nothing(self, claims):
        parts = {"alg": "none"}, claims
        return ".".join(_plain(json.dumps(part).encode()) for part in parts) + "."

    def sign_by_the_shared_secret(self, claims):
        shared = OctKey.import_key(SECRET)
        return jwt.encode({"alg": "HS256", "kid": self.key.kid}, claims, shared)

    def sign_by_the_public_key_as_a_secret(self, claims):
        shared = OctKey.import_key(self.key.as_pem(private=False).decode().replace("-", "="))
        return jwt.encode({"alg": "HS256", "kid": self.key.kid}, claims, shared)

    def stop(self):
        self.free.set()
        self._server.shutdown()
        self._server.server_close()

    def describe(self):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
            "authorization_response_iss_parameter_supported": True,
        } | self.description

    def list_keys(self):
        return KeySet([self.key]).as_dict(private=False)

    def let_choose(self, query):
        """Return the page on which somebody says who they are."""
        asked = dict(parse_qsl(query))
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        links = (
            f'<p><a href="/approve?{query}&sub={quote(subject)}">{called}</a></p>'
            for subject, called in PEOPLE.items()
        )
        return f"<!doctype html><title>SSO</title><h1>SSO</h1>{''.join(links)}"

    def approve(self, query):
        """Return where the browser is sent back to."""
        asked = dict(parse_qsl(query))
        code = token_urlsafe(16)
        self.codes[code] = asked
        back = {"code": code, "state": asked["state"], "iss": self.issuer} | self.back
        kept = {name: text for name, text in back.items() if text is not None}
        return f"{asked['redirect_uri']}?{urlencode(kept)}"

    def exchange(self, authorization, form):
        """Return status and answer for a code, which is good once."""
        credentials = b64decode(authorization.removeprefix("Basic ")).decode()
        if credentials != f"{CLIENT}:{SECRET}":
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(form.get("code"), None)
        challenge = _plain(sha256(form.get("code_verifier", "").encode()).digest())
        if (
            asked is None
            or challenge != asked["code_challenge"]
            or form.get("redirect_uri") != asked["redirect_uri"]
        ):
            return 400, {"error": "invalid_grant"}
        now, token = int(time()), token_urlsafe(16)
        claims = {
            "iss": self.issuer, "sub": asked["sub"], "aud": CLIENT, "iat": now, "exp": now + 300,
            "nonce": asked["nonce"], "email": PEOPLE[asked["sub"]],
            "at_hash": _plain(sha256(token.encode()).digest()[:16]),
        } | self.claims  # fmt: skip
        said = {name: claim for name, claim in claims.items() if claim is not None}
        return 200, {"access_token": token, "token_type": "Bearer", "id_token": self.sign(said)}


def _plain(data):
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _handler(provider):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            if self._lies(parts.path):
                return
            if parts.path == "/approve":
                self._send(302, b"", {"Location": provider.approve(parts.query)})
            elif parts.path == "/authorize":
                page = provider.let_choose(parts.query).encode()
                self._send(200, page, {"Content-Type": "text/html; charset=utf-8"})
            elif parts.path == "/keys":
                self._send_json(200, provider.list_keys())
            elif parts.path == "/.well-known/openid-configuration":
                self._send_json(200, provider.describe())
            else:
                self._send(404, b"", {})

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if self._lies(self.path):
                return
            provider.free.wait()
            form = {name: texts[0] for name, texts in parse_qs(body).items()}
            self._send_json(*provider.exchange(self.headers.get("Authorization", ""), form))

        def _lies(self, path):
            provider.asked.append(path)
            if path not in provider.answers:
                return False
            status, headers, body = provider.answers[path]
            self._send(status, body, headers)
            return True

        def _send_json(self, status, said):
            body = json.dumps(said).encode()
            self._send(status, body, {"Content-Type": "application/json"})

        def _send(self, status, body, headers):
            self.send_response(status)
            for name, text in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, text)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Say nothing."""

    return Handler
