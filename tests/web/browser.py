"""A browser without script: it keeps cookies, follows redirects and fills in forms."""

import re
from html import unescape

import requests


class Browser:
    """One visitor."""

    def __init__(self, url):
        self.url = url
        self.session = requests.Session()

    def open(self, path, **options):
        return self.session.get(self.url + path, timeout=40, **options)

    def csrf(self, path="/sign-in"):
        """Return the CSRF token that a page gives to its scripts."""
        page = self.open(path).text
        return unescape(re.search(r'name="csrf-token" content="([^"]*)"', page)[1])

    def submit(self, path, csrf=None, follow=False, **fields):
        """Send a form, with the token of the sign-in page unless another is given."""
        fields["csrf_token"] = self.csrf() if csrf is None else csrf
        return self.session.post(self.url + path, data=fields, timeout=40, allow_redirects=follow)

    def sign_in(self, name, password, **fields):
        return self.submit("/sign-in", name=name, password=password, **fields)

    def press(self, path, body=None, csrf=None):
        """Post a command as a page's script does."""
        headers = {} if csrf is None else {"X-CSRFToken": csrf}
        return self.session.post(self.url + path, json=body or {}, headers=headers, timeout=40)

    @property
    def cookie(self):
        return self.session.cookies.get("xinmoi")
