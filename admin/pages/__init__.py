"""The pages of the centre's own administrator: `/admin` and all that hangs below it."""

from functools import partial

from admin.pages.devices import install_devices
from admin.pages.door import SettingsDoor
from admin.pages.editing import install_page
from admin.pages.frame import Entry, Frame
from admin.pages.hall_parts import HallParts
from admin.pages.media import install_media
from admin.pages.overview import install_overview
from admin.pages.pairing import install_approving
from admin.pages.people import install_people
from admin.pages.printers import install_printers
from admin.pages.procedures import install_procedures
from admin.pages.results import install_results
from admin.pages.sections import PAGES
from admin.pages.system import install_system
from admin.pages.voice import install_voice
from admin.pages.works import TOLD_EVERY_S, Works
from admin.refusals import REFUSALS
from web.front_links import ADMINISTRATORS, GUIDES, FrontLink
from web.roles import Right, Role
from web.site import Site

__all__ = ["ENTRIES", "HallParts", "install"]

ENTRIES: tuple[Entry, ...] = (
    Entry("/admin", "Tổng quan", "list", install_overview),
    *(Entry(each.address, each.name, each.symbol, partial(install_page, each)) for each in PAGES),
    Entry("/admin/media", "Ảnh và video", "landscape", install_media),
    Entry("/admin/voice", "Giọng đọc", "sound", install_voice),
    Entry("/admin/printers", "Máy in", "printer", install_printers),
    Entry("/admin/procedures", "Thủ tục", "search", install_procedures),
    Entry("/admin/results", "Kết quả hồ sơ", "document", install_results),
    Entry("/admin/people", "Nhân sự", "people", install_people, Right.MANAGE_PEOPLE),
    Entry("/admin/devices", "Thiết bị", "display", install_devices, Right.MANAGE_DEVICES),
    Entry("/admin/system", "Hệ thống", "document", install_system),
)
"""What the navigation shows, from top to bottom. A new page is one line here."""


def install(site: Site, works: Works, door: SettingsDoor, hall: HallParts) -> None:
    """Serve all pages of the table; the navigation shows to each what they have a right to."""
    frame = Frame(site, works, door, ENTRIES, hall)
    site.background.every(TOLD_EVERY_S, works.tell, "telling how commands go")
    install_approving(site)
    for entry in ENTRIES:
        entry.install(frame)
    site.words.add_refusals("admin", REFUSALS)
    site.homes[Role.ADMIN] = "/admin"
    site.front_page_links.append(
        FrontLink(
            "/devices/approve",
            {"vi": "Duyệt thiết bị mới", "en": "Approve a new device"},
            {
                "vi": "Nhập mã đang hiện trên máy lấy số, màn hình, máy in mới.",
                "en": "Enter the code that a new kiosk, board or printer shows.",
            },
            GUIDES,
        )
    )
    site.front_page_links.append(
        FrontLink(
            "/admin",
            {"vi": "Quản trị", "en": "Administration"},
            {
                "vi": "Cơ quan, quầy, giờ làm việc, nhân sự, thiết bị, sao lưu.",
                "en": "Departments, counters, hours, people, devices, backups.",
            },
            ADMINISTRATORS,
            "admin/front/admin-overview.webp",
        )
    )
