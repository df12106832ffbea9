"""An HTTP client that holds one token, as an integration or a device does."""

import weakref

import requests


class Api:
    """Asks one server."""

    def __init__(self, url, token=None):
        self.url, self.session = url, requests.Session()
        # Left to the collector, its open connections would warn in the middle of another test
        weakref.finalize(self, self.session.close)
        if token is not None:
            self.session.headers["Authorization"] = f"Bearer {token}"

    def post(self, path, body=None, **headers):
        return self.session.post(
            self.url + path, json={} if body is None else body, headers=headers, timeout=60
        )

    def get(self, path, **headers):
        return self.session.get(self.url + path, headers=headers, timeout=60)

    def waiting(self, service):
        units = self.get("/api/services").json()["departments"]
        return next(s["waiting"] for u in units for s in u["services"] if s["code"] == service)
