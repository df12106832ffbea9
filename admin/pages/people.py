"""`/admin/people`: who may sign in, as what, from where, and who changed that."""

from collections.abc import Callable, Mapping
from datetime import datetime
from unicodedata import normalize
from urllib.parse import quote

from flask import Response, request

from admin.pages.frame import Frame
from admin.pages.openid_links import find_link, link, unlink
from queueing.accounts import Person, fold_name, is_name
from web.callers import Caller
from web.errors import NotFound
from web.passwords import make_one_time_password
from web.redirects import see_other
from web.roles import PEOPLE_ROLES, Right, Role

HERE = "/admin/people"
NEWEST = 50
ROLES: Mapping[str, str] = {
    Role.OFFICER: "Cán bộ tiếp nhận",
    Role.GUIDE: "Nhân viên hướng dẫn",
    Role.DEPARTMENT_HEAD: "Lãnh đạo cơ quan",
    Role.DIRECTOR: "Giám đốc",
    Role.AUDITOR: "Người kiểm tra",
    Role.ADMIN: "Quản trị viên",
}
CHANGES: Mapping[str, str] = {
    "created": "Tạo tài khoản",
    "role": "Đổi vai trò",
    "department": "Đổi cơ quan",
    "password": "Tự đổi mật khẩu",
    "password reset": "Đặt lại mật khẩu",
    "disabled": "Khóa tài khoản",
    "enabled": "Mở khóa tài khoản",
    "signed out everywhere": "Đăng xuất khỏi mọi nơi",
    "second factor on": "Bật lớp bảo vệ thứ hai",
    "second factor off": "Tắt lớp bảo vệ thứ hai",
    "recovery codes": "Tạo mã dự phòng mới",
    "recovery code used": "Dùng một mã dự phòng",
    "openid linked": "Liên kết đăng nhập một lần",
    "openid unlinked": "Bỏ liên kết đăng nhập một lần",
}
FAULT_OF_NAME = "Tên đăng nhập gồm chữ, số và . _ @ -; giữa các từ có một dấu cách."
TAKEN = "Tên đăng nhập này đã có người dùng."
WITHOUT_ROLE = "Hãy chọn vai trò."
NO_SUCH_DEPARTMENT = "Không có cơ quan này."
WITHOUT_DEPARTMENT = "Lãnh đạo cơ quan phải thuộc một cơ quan."
NOT_ONESELF = "Không tự đổi tài khoản của mình ở đây. Hãy nhờ quản trị viên khác."
Change = Callable[[Caller, Person], str | None]
"""Changes somebody's account; returns the one-time password if there is a new one."""


class Refused(Exception):
    """What was asked cannot be done; the text is one Vietnamese sentence."""


class People:
    """The pages; every change names the administrator who made it."""

    def __init__(self, frame: Frame) -> None:
        """Use the frame's site."""
        self._frame, self._site = frame, frame.site
        self._accounts = frame.site.guard.accounts

    def add(self, caller: Caller) -> tuple[str, str]:
        """Make the form's person; return the name and the one-time password, or raise Refused."""
        name = normalize("NFC", request.form.get("name", "").strip())
        if not is_name(name):
            raise Refused(FAULT_OF_NAME)
        if fold_name(name) in {fold_name(each.name) for each in self._accounts.people()}:
            raise Refused(TAKEN)
        role, department = self._read_role()
        password = make_one_time_password()
        self._accounts.create_person(
            name, role, password, department, actor=caller.id, must_change=True
        )
        return name, password

    def set_role(self, caller: Caller, person: Person) -> None:
        """Give the person the form's role and department."""
        role, department = self._read_role()
        self._accounts.set_role(person.name, role, department, caller.id)

    def reset(self, caller: Caller, person: Person) -> str:
        """Return a one-time password in place of the present one."""
        password = make_one_time_password()
        self._accounts.set_password(person.name, password, actor=caller.id, must_change=True)
        return password

    def remove_second_factor(self, caller: Caller, person: Person) -> None:
        """Let the person sign in with the password alone, to set up a new factor."""
        self._accounts.remove_second_factor(person.name, caller.id)

    def link(self, caller: Caller, person: Person) -> None:
        """Let the person sign in as the form's person of the provider."""
        if (fault := link(self._site, caller, person)) is not None:
            raise Refused(fault)

    def unlink(self, caller: Caller, person: Person) -> None:
        """Let the person sign in by password alone, and anew."""
        unlink(self._site, caller, person)

    def disable(self, caller: Caller, person: Person) -> None:
        """Let the person sign in no more."""
        self._accounts.disable(person.name, caller.id)

    def enable(self, caller: Caller, person: Person) -> None:
        """Let the person sign in again."""
        self._accounts.enable(person.name, caller.id)

    def sign_out(self, caller: Caller, person: Person) -> None:
        """End every session of the person."""
        self._accounts.end_sessions(person.name, caller.id)

    def change(self, change: Change, caller: Caller, name: str) -> Response:
        """Answer a press on somebody's page."""
        person = self.find(name)
        try:
            if person.name == caller.name:
                raise Refused(NOT_ONESELF)
            secret = change(caller, person)
        except Refused as refusal:
            return self.show_one(caller, person, fault=str(refusal), status=422)
        self._site.guard.signed_in.forget(person.name)
        if secret is not None:
            return self.show_one(caller, self.find(person.name), secret=secret)
        return see_other(f"{HERE}/{quote(person.name)}?done=1")

    def find(self, name: str) -> Person:
        """Return the person of this very name, disabled or not; raise NotFound."""
        found = next((each for each in self._accounts.people() if each.name == name), None)
        if found is None:
            raise NotFound
        return found

    def show_all(
        self, caller: Caller, *, fault: str = "", made: tuple[str, str] | None = None
    ) -> Response:
        """Return the list of all people, with the form for a new one."""
        sign_ins = self._accounts.sign_ins.list_of(None)
        seen: dict[str, datetime] = {}
        for each in sign_ins:
            at = datetime.fromisoformat(each.seen_at)
            seen[each.person] = max(at, seen.get(each.person, at))
        return self._page(
            caller,
            "people.html",
            fault=fault,
            status=422 if fault else 200,
            people=self._accounts.people(),
            seen=seen,
            made=made,
            form=request.form,
        )

    def show_one(
        self,
        caller: Caller,
        person: Person,
        *,
        fault: str = "",
        secret: str | None = None,
        status: int = 200,
    ) -> Response:
        """Return somebody's page; `secret`: the one-time password that is shown this once."""
        return self._page(
            caller,
            "person.html",
            fault=fault,
            status=status,
            person=person,
            secret=secret,
            sign_ins=self._accounts.sign_ins.list_of(person.name),
            history=self._accounts.list_changes(f"user:{person.name}", NEWEST),
            own=person.name == caller.name,
            changes=CHANGES,
            openid=find_link(self._site, person),
            local=self._site.local_time,
            told=self._tell,
        )

    def _tell(self, text: str | None) -> str:
        """Return what was changed from or to, a role by its name."""
        first, blank, rest = (text or "–").partition(" ")
        named = self._site.words.gettext(self._site.language(), ROLES.get(first, first), "admin")
        return named + blank + rest

    def _page(
        self, caller: Caller, template: str, *, fault: str, status: int, **context: object
    ) -> Response:
        site, language = self._site, self._site.language()
        departments = site.catalogue.of(site.office.hall.catalogue, language)["departments"]
        done = "Đã lưu." if request.args.get("done") and not fault else ""
        return self._frame.page(
            caller,
            HERE,
            template,
            status=status,
            faults=[site.words.gettext(language, fault)] if fault else [],
            done=site.words.gettext(language, done) if done else "",
            roles=ROLES,
            departments=departments,
            **context,
        )

    def _read_role(self) -> tuple[str, str | None]:
        role, department = request.form.get("role", ""), request.form.get("department") or None
        if role not in PEOPLE_ROLES:
            raise Refused(WITHOUT_ROLE)
        if department not in {None, *self._site.office.hall.catalogue.departments}:
            raise Refused(NO_SUCH_DEPARTMENT)
        if role == Role.DEPARTMENT_HEAD and department is None:
            raise Refused(WITHOUT_DEPARTMENT)
        return role, department


def install_people(frame: Frame) -> None:
    """Serve the list, each person's page, and what is pressed there."""
    site, people, right = frame.site, People(frame), Right.MANAGE_PEOPLE

    @site.staff_page(HERE, right)
    def show_all(caller: Caller) -> Response:
        return people.show_all(caller)

    @site.post(f"{HERE}/add", right)
    def add(caller: Caller) -> Response:
        try:
            return people.show_all(caller, made=people.add(caller))
        except Refused as refusal:
            return people.show_all(caller, fault=str(refusal))

    @site.staff_page(f"{HERE}/<name>", right)
    def show_one(caller: Caller, name: str) -> Response:
        return people.show_one(caller, people.find(name))

    @site.post(f"{HERE}/<name>/sign-ins/<sign_in_id>/end", right)
    def end_sign_in(_caller: Caller, name: str, sign_in_id: str) -> Response:
        known = {each.id for each in site.guard.accounts.sign_ins.list_of(people.find(name).name)}
        if sign_in_id not in known:
            raise NotFound
        site.guard.signed_in.end(sign_in_id)
        return see_other(f"{HERE}/{quote(name)}?done=1")

    _install_changes(frame, people)


def _install_changes(frame: Frame, people: People) -> None:
    presses: Mapping[str, Change] = {
        "role": people.set_role,
        "reset": people.reset,
        "second-factor": people.remove_second_factor,
        "openid-link": people.link,
        "openid-unlink": people.unlink,
        "disable": people.disable,
        "enable": people.enable,
        "sign-out": people.sign_out,
    }

    def install(press: str, change: Change) -> None:
        @frame.site.post(f"{HERE}/<name>/{press}", Right.MANAGE_PEOPLE)
        def answer(caller: Caller, name: str) -> Response:
            return people.change(change, caller, name)

    for press, change in presses.items():
        install(press, change)
