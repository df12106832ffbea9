"""How a session's cookie is signed, and that devices stay enrolled when that changes."""

from base64 import urlsafe_b64decode
from hashlib import sha1

from itsdangerous import URLSafeTimedSerializer

from tests.web.browser import Browser
from web.secret import secret_key


def enrolled_kiosk(server):
    kiosk = Browser(server.url)
    assert kiosk.open(f"/kiosk?token={server.tokens['kiosk']}").status_code == 200
    return kiosk


def can_serve(browser):
    return 'id="screen"' in browser.open("/kiosk").text


def test_a_cookie_is_signed_by_sha_256(standing_plain):
    signature = enrolled_kiosk(standing_plain).cookie.rpartition(".")[2]
    assert len(urlsafe_b64decode(signature + "=")) == 32


def test_a_cookie_of_an_earlier_version_is_read_and_nobody_else_s(standing_plain):
    kiosk = enrolled_kiosk(standing_plain)
    whole = kiosk.cookie
    key = secret_key(standing_plain.data)

    def signed(by, digest):
        options = {"digest_method": digest, "key_derivation": "hmac"}
        signer = URLSafeTimedSerializer(by, salt="cookie-session", signer_kwargs=options)
        content = whole.rsplit(".", 2)[0]
        return signer.make_signer(signer.salt).sign(content.encode()).decode()

    for cookie, serves in (
        (whole, True), (signed(key, sha1), True), (signed(b"k" * 32, sha1), False),
    ):  # fmt: skip
        device = Browser(standing_plain.url)
        device.session.cookies.set("xinmoi", cookie)
        assert can_serve(device) is serves
