"""The provider of OpenID Connect: its description and keys, and whom it vouches for."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from requests import RequestException

from web.http_client import BoundedAdapter, NoAnswer, make_resolver
from web.runtime import Runtime
from web.secret import read_secret
from web.settings import OpenId, is_safe_address
from web.signing_in.openid.identity import Identity, NotVouched, Sent

SCOPE = "openid profile email"
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Those with a key of the provider's alone: never `none`, never one with a shared secret."""
KEY_TYPES = {"RSA", "EC"}
DESCRIPTION_S = 3600.0
"""How long the provider's description is believed."""
PAUSE_S = 5.0
"""After a description that did not come, before it is asked for again."""
LEEWAY_S = 120
"""How far the provider's clock may be from this one."""
MOST_AT_ONCE = 4
LONGEST_SUBJECT = 255
LONGEST_SAID = 200
"""Of what anybody can put into an address, in the log."""
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Provider:
    """One provider as configured. Its answers are waited for without holding up the others."""

    def __init__(self, settings: OpenId, redirect_uri: str, runtime: Runtime) -> None:
        """Send browsers back to `redirect_uri`."""
        self.settings, self.redirect_uri = settings, redirect_uri
        self._adapter = BoundedAdapter(make_resolver(runtime))
        self._asking, self._room = Lock(), BoundedSemaphore(MOST_AT_ONCE)
        self._description: Mapping[str, Any] = {}
        self._keys: KeySet | None = None
        self._fresh_until = self._pause_until = 0.0

    def make_address(self, sent: Sent) -> str:
        """Return where the browser signs in; raise NoAnswer."""
        description = self._describe()
        with self._open(description) as session:
            address, _ = session.create_authorization_url(
                description["authorization_endpoint"],
                state=sent.state,
                code_verifier=sent.verifier,
                nonce=sent.nonce,
            )
            return str(address)

    def identify(self, sent: Sent, given: Mapping[str, str]) -> Identity:
        """Return whom the provider's code stands for; raise NotVouched or NoAnswer.

        `given`: the parameters with which the provider has sent the browser back.
        """
        description = self._describe()
        self._check_issuer(description, given)
        if "error" in given or not given.get("code"):
            raise NotVouched(f"it says {given.get('error', '')[:LONGEST_SAID]!r}")
        if not self._room.acquire(blocking=False):
            raise NoAnswer("it is asked too much at once")
        try:
            token = self._fetch_token(description, sent, given["code"])
            return self._read(token, sent)
        finally:
            self._room.release()

    def _check_issuer(self, description: Mapping[str, Any], given: Mapping[str, str]) -> None:
        announced = description.get("authorization_response_iss_parameter_supported") is True
        if given.get("iss", "" if announced else self.settings.issuer) != self.settings.issuer:
            raise NotVouched(f"the answer is of {given.get('iss', '')[:LONGEST_SAID]!r}")

    def _fetch_token(
        self, description: Mapping[str, Any], sent: Sent, code: str
    ) -> Mapping[str, Any]:
        with self._open(description) as session:
            try:
                token: Mapping[str, Any] = session.fetch_token(
                    description["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=sent.verifier,
                )
            except OAuthError as refused:
                raise NotVouched(f"it refuses the code: {refused}")
            except (RequestException, ValueError) as fault:
                raise NoAnswer(repr(fault))
            return token

    def _read(self, token: Mapping[str, Any], sent: Sent) -> Identity:
        """Return whom an ID token names, once its signature and all its claims are right."""
        try:
            found = self._verify(str(token.get("id_token", "")))
            claims = CodeIDToken(
                found.claims,
                found.header,
                {
                    "iss": {"essential": True, "value": self.settings.issuer},
                    "aud": {"essential": True, "value": self.settings.client_id},
                },
                {
                    "nonce": sent.nonce,
                    "client_id": self.settings.client_id,
                    "access_token": token.get("access_token"),
                },
            )
            claims.validate(leeway=LEEWAY_S)
        except (JoseError, ValueError, TypeError) as fault:
            raise NotVouched(f"its token is not good: {fault!r}")
        subject = found.claims["sub"]
        if not 0 < len(subject) <= LONGEST_SUBJECT or not subject.isprintable():
            raise NotVouched("its token names nobody")
        return Identity(self.settings.issuer, subject, _find_name(found.claims))

    def _verify(self, text: str) -> jwt.Token:
        """Return an ID token signed by one of the provider's keys, which may have changed."""
        rules = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        try:
            return jwt.decode(text, self._fetch_keys(), registry=rules)
        except (InvalidKeyIdError, BadSignatureError):
            return jwt.decode(text, self._fetch_keys(anew=True), registry=rules)

    def _fetch_keys(self, *, anew: bool = False) -> KeySet:
        if self._keys is None or anew:
            found = self._fetch(self._describe()["jwks_uri"]).get("keys")
            keys = [each for each in found if _may_sign(each)] if isinstance(found, list) else []
            if not keys:
                raise NoAnswer("it has no keys that may sign")
            self._keys = KeySet.import_key_set({"keys": keys})
        return self._keys

    def _describe(self) -> Mapping[str, Any]:
        """Return the provider's description of itself, asked for by one at a time."""
        with self._asking:
            now = monotonic()
            if now < self._fresh_until:
                return self._description
            if now < self._pause_until:
                raise NoAnswer("it gave no answer a moment ago")
            self._pause_until = now + PAUSE_S
            address = self.settings.issuer.rstrip("/") + "/.well-known/openid-configuration"
            found = self._fetch(address)
            if found.get("issuer") != self.settings.issuer:
                raise NoAnswer(f"it calls itself {found.get('issuer')!r}")
            unsafe = [name for name in ENDPOINTS if not self._is_safe(found.get(name))]
            if unsafe:
                raise NoAnswer(f"no safe address: {', '.join(unsafe)}")
            self._description, self._keys = found, None
            self._fresh_until, self._pause_until = monotonic() + DESCRIPTION_S, 0.0
            return found

    def _is_safe(self, address: object) -> bool:
        """Say whether an endpoint may be asked: by https, by http where the issuer is here."""
        if not isinstance(address, str) or not is_safe_address(address):
            return False
        own = urlsplit(self.settings.issuer)
        return address.startswith("https:") or urlsplit(address).hostname == own.hostname

    def _fetch(self, address: str) -> Mapping[str, Any]:
        with self._open({}) as session:
            try:
                answer = session.get(address, withhold_token=True, allow_redirects=False)
                found = answer.json() if answer.status_code == 200 else None
            except (RequestException, ValueError) as fault:
                raise NoAnswer(f"{address}: {fault!r}")
        if not isinstance(found, dict):
            raise NoAnswer(f"{address}: {answer.status_code}, no JSON object")
        return found

    def _open(self, description: Mapping[str, Any]) -> OAuth2Session:
        """Return a session for a few requests, to be closed; nothing of it is kept."""
        secret = self._read_secret() if description else None
        session = OAuth2Session(
            self.settings.client_id,
            secret,
            token_endpoint_auth_method=_choose_method(description, secret),
            scope=SCOPE,
            redirect_uri=self.redirect_uri,
            code_challenge_method="S256",
            trust_env=False,
        )
        session.mount("https://", self._adapter)
        session.mount("http://", self._adapter)
        return session

    def _read_secret(self) -> str | None:
        if self.settings.client_secret_file is None:
            return None
        try:
            return read_secret(Path(self.settings.client_secret_file))
        except (OSError, ValueError) as fault:
            raise NoAnswer(f"client_secret_file: {fault}")


def _choose_method(description: Mapping[str, Any], secret: str | None) -> str:
    """Return how this centre says who it is: in the header, unless the provider wants the form."""
    if not secret:
        return "none"
    header, form = "client_secret_basic", "client_secret_post"
    offered = description.get("token_endpoint_auth_methods_supported", [header])
    return form if header not in offered and form in offered else header


def _may_sign(key: object) -> bool:
    return isinstance(key, dict) and key.get("kty") in KEY_TYPES and key.get("use", "sig") == "sig"


def _find_name(claims: Mapping[str, Any]) -> str:
    """Return how the provider calls somebody, for an administrator to read."""
    for claim in ("email", "preferred_username", "name"):
        with suppress(TypeError, KeyError):
            called = "".join(sign for sign in claims[claim] if sign.isprintable())[:100]
            if called:
                return called
    return ""
