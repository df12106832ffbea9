"""Pages that belong to no screen: the front page, sign-in, enrolment, errors."""

from urllib.parse import urlsplit

from flask import Response, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from web.errors import NotAllowed, NotFound, NotSignedIn, TooMany
from web.messages import MESSAGES
from web.site import FrontLink, Site

HOMES = {
    "guide": "/counters/guide",
    "department-head": "/reports",
    "director": "/reports",
    "auditor": "/reports",
}
DEVICES = ("kiosk", "display", "counter", "printer", "api")
PER_NAME = RateLimitItemPerMinute(5)
PER_ADDRESS = RateLimitItemPerMinute(30)
TRY_AGAIN_S = 60
WRONG = (
    "Tên đăng nhập hoặc mật khẩu không đúng. "
    "Hãy nhập lại; nếu quên mật khẩu, xin liên hệ quản trị viên."
)
FRONT = (
    FrontLink(
        "/kiosk",
        {"vi": "Máy lấy số", "en": "Ticket kiosk"},
        {"vi": "Người dân lấy số thứ tự.", "en": "Citizens take a number."},
    ),
    FrontLink(
        "/display",
        {"vi": "Màn hình sảnh", "en": "Lobby board"},
        {"vi": "Số đang được gọi và quầy tiếp nhận.", "en": "Numbers being called, and where."},
    ),
    FrontLink(
        "/counters",
        {"vi": "Quầy tiếp nhận", "en": "Counters"},
        {"vi": "Cán bộ gọi số và phục vụ.", "en": "Officers call numbers and serve."},
    ),
    FrontLink(
        "/reports",
        {"vi": "Báo cáo", "en": "Reports"},
        {"vi": "Lãnh đạo theo dõi và thống kê.", "en": "Managers follow the day."},
    ),
)


class Attempts:
    """Counts failed attempts by name and by address, in this process."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def check(self, name: str, address: str) -> None:
        """Raise TooMany when name or address has failed too often in the last minute."""
        if not (
            self._limiter.test(PER_NAME, "name", name.casefold())
            and self._limiter.test(PER_ADDRESS, "address", address)
        ):
            raise TooMany(retry_after_s=TRY_AGAIN_S)

    def failed(self, name: str, address: str) -> None:
        """Count a failure."""
        self._limiter.hit(PER_NAME, "name", name.casefold())
        self._limiter.hit(PER_ADDRESS, "address", address)


def install_pages(site: Site) -> None:
    """Serve `/`, `/sign-in`, `/sign-out` and `/enrol`."""
    attempts = Attempts()
    _install_front(site)
    _install_sign_in(site, attempts)
    _install_sign_out(site)
    _install_enrolment(site, attempts)


def _install_front(site: Site) -> None:
    @site.app.get("/")
    def front() -> Response:
        return site.page(
            "front.html",
            language=site.language(),
            screen="web",
            links=site.front_page_links or FRONT,
            named=site.words.named,
        )


def _install_sign_in(site: Site, attempts: Attempts) -> None:
    app, guard = site.app, site.guard

    @app.get("/sign-in")
    def sign_in_page() -> Response:
        return _form(site, next_address(""))

    @app.post("/sign-in")
    def sign_in() -> Response:
        guard.check_form()
        name, address = request.form.get("name", "").strip(), request.remote_addr or ""
        try:
            attempts.check(name, address)
        except TooMany:
            response = _form(site, next_address(""), name, MESSAGES["too_many"], 429)
            response.headers["Retry-After"] = str(TRY_AGAIN_S)
            return response
        password = request.form.get("password", "")
        person = guard.accounts.check_password(name, password)
        if person is None:
            attempts.failed(name, address)
            return _form(site, next_address(""), name, WRONG, 401)
        guard.sign_in(person)
        return see_other(next_address(home_of(person.role)))

    @app.post("/sign-in/demo")
    def demo_sign_in() -> Response:
        guard.check_form()
        person = guard.accounts.find_person(request.form.get("name", ""))
        if not (site.demo_here and person):
            raise NotFound
        guard.sign_in(person)
        return see_other(next_address(home_of(person.role)))


def _install_sign_out(site: Site) -> None:
    guard = site.guard

    @site.app.post("/sign-out")
    def sign_out() -> Response:
        guard.check_form()
        guard.sign_out()
        return see_other("/sign-in")


def _install_enrolment(site: Site, attempts: Attempts) -> None:
    guard = site.guard

    @site.app.post("/enrol")
    def enrol() -> Response:
        guard.check_form()
        address = request.remote_addr or ""
        attempts.check(address, address)
        try:
            guard.enrol(request.form.get("token", ""), *DEVICES)
        except (NotSignedIn, NotAllowed):
            attempts.failed(address, address)
            return site.not_enrolled(wrong=True, after=next_address("/"))
        return see_other(next_address("/"))


def see_other(address: str) -> Response:
    """Return the answer that sends the browser on with a GET."""
    return Response(status=303, headers={"Location": address})


def home_of(role: str) -> str:
    """Return the page a person works on."""
    return HOMES.get(role, "/counters")


def next_address(default: str) -> str:
    """Return where the form wants to go on to: an address of this site, else `default`."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    inside = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if inside and not parts.scheme and not parts.netloc else default


def _form(site: Site, after: str, name: str = "", message: str = "", status: int = 200) -> Response:
    language = site.words.choose(request.values.get("lang"), request.headers.get("Accept-Language"))
    response = site.page(
        "sign_in.html",
        language=language,
        screen="web",
        next=after,
        name=name,
        message=site.words.gettext(language, message) if message else "",
    )
    response.status_code = status
    return response
