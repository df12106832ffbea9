"""Browsers of a centre's own pages, without a server."""

import re

PASSWORD, NEW = "một mật khẩu dài", "xe đạp cũ màu xanh"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36"


class Browser:
    """A browser of the centre's own pages; `open` and `submit` return the answer."""

    def __init__(self, site, cookie=None):
        self.client = site.app.test_client()
        if cookie:
            self.client.set_cookie("xinmoi", cookie)

    def open(self, path):
        return self.client.get(path, headers={"User-Agent": CHROME})

    def submit(self, path, page="/sign-in", **fields):
        csrf = re.search(r'name="csrf_token" value="([^"]+)"', self.open(page).text)[1]
        data = {"csrf_token": csrf, **fields}
        return self.client.post(path, data=data, headers={"User-Agent": CHROME})

    def sign_in(self, name="lan", password=PASSWORD, **fields):
        return self.submit("/sign-in", name=name, password=password, **fields)

    def press(self, part, **fields):
        return self.submit(f"/account/{part}", "/account", **fields)

    @property
    def signed_in(self):
        return self.open("/account").status_code == 200
