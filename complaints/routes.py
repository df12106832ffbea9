"""The front door of complaints: public pages, the staff's list, the guide's form, the poster."""

from datetime import date
from secrets import token_urlsafe

from flask import Response, request

from complaints.desk import install_desk
from complaints.filing import File, file_complaint
from complaints.public import HERE, IN_HALL, Settings, install_public_pages
from complaints.refusals import REFUSALS
from complaints.view_types import FiledComplaint
from complaints.words import ComplaintWords, write_day
from queueing.errors import Refusal
from web.callers import Caller
from web.front_links import CITIZENS, GUIDES, MANAGERS, FrontLink
from web.qr import make_qr_address
from web.requests import read_form_key, read_form_or_body
from web.roles import Right
from web.site import Site

FOR_SOMEBODY, POSTER = "/complaints/for-somebody", "/complaints/poster"


def install(site: Site, words: ComplaintWords, settings: Settings) -> None:
    """Serve `/complaints` and all that hangs below it."""
    install_public_pages(site, words, settings)
    install_desk(site, words)
    _install_for_somebody(site, words)
    _install_poster(site)
    site.words.add_refusals("complaints", REFUSALS)
    site.front_page_links.append(
        FrontLink(
            HERE,
            {"vi": "Phản ánh, kiến nghị", "en": "Complaints and suggestions"},
            {
                "vi": "Gửi đến trung tâm, không cần tên; xem trả lời bằng mã.",
                "en": "To the centre, without a name; the answer is read by its code.",
            },
            CITIZENS,
            "complaints/front/complaint.webp",
            short={"vi": "Phản ánh", "en": "Complaints"},
        )
    )
    site.front_page_links.append(
        FrontLink(
            FOR_SOMEBODY,
            {"vi": "Ghi phản ánh giúp người dân", "en": "Write down a complaint"},
            {
                "vi": "Cho người không tự gửi được.",
                "en": "For somebody who cannot send it.",
            },
            GUIDES,
        )
    )
    site.front_page_links.append(
        FrontLink(
            "/complaints/desk",
            {"vi": "Xử lý phản ánh", "en": "Answer complaints"},
            {
                "vi": "Giao cho cơ quan, trả lời, theo dõi hạn.",
                "en": "Give them to departments, answer them, mind the days.",
            },
            MANAGERS,
        )
    )


def _install_for_somebody(site: Site, words: ComplaintWords) -> None:
    @site.staff_page(FOR_SOMEBODY, Right.FILE_COMPLAINTS)
    def form(caller: Caller) -> Response:
        return _draw_form(site, caller)

    @site.post(FOR_SOMEBODY, Right.FILE_COMPLAINTS)
    def file(caller: Caller) -> Response:
        try:
            said = read_form_or_body(File)
            filed = file_complaint(site, words, said, "guide", caller.id, read_form_key())
        except Refusal as fault:
            return _draw_form(site, caller, fault=fault)
        # In no address: whoever knows the code may read the answer
        return _draw_form(site, caller, filed)


def _draw_form(
    site: Site, caller: Caller, filed: FiledComplaint | None = None, fault: Refusal | None = None
) -> Response:
    language = site.language()
    response = site.render_page(
        "complaint_for_somebody.html",
        language=language,
        screen="complaints",
        name=caller.name,
        filed=filed,
        due=date.fromisoformat(filed["due"]) if filed and filed["due"] else None,
        names=site.catalogue.of(site.office.hall.catalogue, language),
        chosen=request.form.get("department", ""),
        typed=request.form.get("text", ""),
        key=request.form.get("key") or token_urlsafe(12),
        said=site.words.say_refusal(language, fault.code, fault.fields) if fault else "",
        date=write_day,
    )
    if filed is not None:
        response.status_code = 201
    if fault is not None:
        response.status_code = 422
    return response


def _install_poster(site: Site) -> None:
    @site.staff_page(POSTER, Right.FILE_COMPLAINTS)
    def poster(_caller: Caller) -> Response:
        address = site.addresses.find_for_screens(request.host_url) + HERE
        return site.render_page(
            "complaints_poster.html",
            language=site.language(),
            screen="complaints",
            address=address,
            qr=make_qr_address(f"{address}?at={IN_HALL}"),
        )
