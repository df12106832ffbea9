"""What a new centre still has to do before its doors open. Pure.

A task is there while the state says so and gone once it is done; nobody ticks anything off.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from queueing.catalogue import Catalogue, is_offered
from queueing.hours import LEAST_AFTER_INTAKE_MIN, write_edge
from queueing.staffing import list_departments_at
from web.roles import Role

MOST_NAMED = 3
ELSEWHERE = "elsewhere"
"""Of what is still the sample's: the list of what is not done here."""


@dataclass(frozen=True)
class CentreState:
    """What decides what is left to do.

    `people`: how many may sign in; `officers`: the departments of officers among them, None of one
    who may work everywhere; `manned`: counters whose own computer was let in, None for all;
    `devices`: the roles of the devices that were let in;
    `sample`: what of the configuration is still the sample's, by key; `untested`: printers with a
    connection that have printed nothing yet; `procedures`: how many are offered; `no_dossiers`:
    results can be looked up, and nothing is known of any dossier.
    """

    catalogue: Catalogue
    people: int
    officers: Collection[str | None]
    manned: Collection[str | None]
    devices: Collection[Role]
    sample: Collection[str]
    untested: Sequence[str]
    procedures: int
    has_backup: bool
    no_dossiers: bool = False


@dataclass(frozen=True)
class Task:
    """One thing to do: the page where it is done, and what it is, a text with its fields."""

    address: str
    text: str
    fields: Mapping[str, object] = field(default_factory=dict)


def list_remaining(state: CentreState) -> list[Task]:
    """Return what is left to do, in the order in which a new centre does it."""
    return [*_find_of_sample(state), *_find_in_configuration(state), *_find_in_hall(state)]


def _find_of_sample(state: CentreState) -> Iterator[Task]:
    if "profile" in state.sample:
        yield Task("/admin/notices#centre", SAMPLE_FILE)
    elif set(state.sample) - {ELSEWHERE}:
        yield Task("/admin/notices", SAMPLE_WORDS)
    if ELSEWHERE in state.sample:
        yield Task("/admin/system", SAMPLE_ELSEWHERE)


def _find_in_configuration(state: CentreState) -> Iterator[Task]:
    if unserved := list_unserved(state.catalogue):
        yield Task("/admin/departments", UNSERVED, _name_some(unserved))
    if empty := list_empty(state.catalogue):
        yield Task("/admin/services", EMPTY, _name_some(empty))
    if not state.catalogue.hours.enforced:
        yield Task("/admin/hours", HOURS)
    if late := find_late_intake(state.catalogue):
        yield late
    if state.procedures == 0:
        yield Task("/admin/procedures", PROCEDURES)
    if state.no_dossiers:
        yield Task("/admin/results", DOSSIERS)


def _find_in_hall(state: CentreState) -> Iterator[Task]:
    if state.people <= 1:
        yield Task("/admin/people", PEOPLE)
    elif unstaffed := list_unstaffed(state):
        yield Task("/admin/people", UNSTAFFED, _name_some(unstaffed))
    for role, text in DEVICES.items():
        if role not in state.devices:
            yield Task("/devices/approve", text)
    if state.untested:
        yield Task("/admin/printers", PRINTERS, {"names": ", ".join(state.untested)})
    if not state.has_backup:
        yield Task("/admin#backup", BACKUP)


def _name_some(codes: Sequence[str]) -> dict[str, object]:
    more = ["…"] if len(codes) > MOST_NAMED else []
    return {"n": len(codes), "names": ", ".join([*codes[:MOST_NAMED], *more])}


def find_late_intake(catalogue: Catalogue) -> Task | None:
    """Return what is to be done where intake goes on almost until the service day ends."""
    latest = catalogue.hours.find_late_end(catalogue.day_ends)
    if latest is None:
        return None
    fields = {
        "until": write_edge(latest),
        "ends": f"{catalogue.day_ends:%H:%M}",
        "minutes": LEAST_AFTER_INTAKE_MIN,
    }
    return Task("/admin/hours", LATE_INTAKE, fields)


def list_unstaffed(state: CentreState) -> list[str]:
    """Return the labels of counters that serve something and that nobody may open."""
    catalogue = state.catalogue
    return [
        counter.label
        for counter in catalogue.counters.values()
        if counter.serves
        and not {None, counter.id} & set(state.manned)
        and not {None, *list_departments_at(catalogue, counter)} & set(state.officers)
    ]


def list_empty(catalogue: Catalogue) -> list[str]:
    """Return the codes of departments that kiosks would show, had they a service there."""
    offering = {each.department for each in catalogue.services.values() if each.on_kiosk}
    return [
        code
        for code, department in catalogue.departments.items()
        if department.on_kiosk and code not in offering
    ]


def list_unserved(catalogue: Catalogue) -> list[str]:
    """Return the codes of services that kiosks offer and no counter serves."""
    return [
        code
        for code, service in catalogue.services.items()
        if is_offered(catalogue, service)
        and service.closed_reason is None
        and not catalogue.counters_for.get(code)
    ]


SAMPLE_FILE = (
    "Cấu hình còn là bản mẫu của Cần Thơ. Thay tên, điện thoại, thông báo, cơ quan, quầy, giờ làm "
    "việc bằng của trung tâm, rồi đổi “Tên cấu hình”"
)
SAMPLE_WORDS = "Phương châm, điện thoại hoặc thông báo còn là của bản mẫu Cần Thơ"
UNSERVED = "%(n)s nội dung giao dịch có trên máy lấy số mà chưa quầy nào nhận: %(names)s"
SAMPLE_ELSEWHERE = (
    "Danh sách việc “không làm ở đây” của máy lấy số còn là của bản mẫu: bỏ những việc làm tại "
    "trung tâm này (screens.kiosk.elsewhere trong config.yaml)"
)
LATE_INTAKE = (
    "Nhận hồ sơ đến %(until)s mà ngày làm việc kết thúc lúc %(ends)s: số lấy sau cùng mất hiệu lực "
    "trước khi được gọi. Hãy để cách nhau ít nhất %(minutes)s phút"
)
HOURS = "Ngoài giờ làm việc máy lấy số vẫn cấp số"
DOSSIERS = (
    "Đã bật tra cứu kết quả mà chưa có bảng hồ sơ nào: gửi bảng, hoặc đặt tệp để máy chủ tự đọc"
)
PROCEDURES = "Chưa có danh mục thủ tục: máy lấy số chưa tìm được thủ tục"
EMPTY = "%(n)s cơ quan chưa có nội dung giao dịch nào để lấy số: %(names)s"
UNSTAFFED = (
    "%(n)s quầy chưa có cán bộ nào mở được: %(names)s; thêm người có vai trò “Cán bộ tiếp nhận” "
    "của cơ quan có quầy"
)
PEOPLE = "Chưa có cán bộ nào ngoài Anh/Chị: thêm người và vai trò"
DEVICES = {
    Role.KIOSK: "Chưa ghép máy lấy số nào",
    Role.DISPLAY: "Chưa ghép màn hình sảnh nào",
}
PRINTERS = "Máy in chưa in thử: %(names)s"
BACKUP = "Chưa có bản sao lưu nào"
