"""What a message says, in the language in which the number was taken."""

from queueing.phone_alerts import Alert
from web.places import list_counters
from web.site import Site


def write_message(site: Site, alert: Alert) -> dict[str, str]:
    """Return a message: title, body, language, the address it leads to.

    Messages with the same tag replace each other on the phone.
    """
    ticket, catalogue = alert.ticket, site.office.hall.catalogue
    _ = site.words.make_translator(ticket.language, "phone")
    names = site.catalogue.of(catalogue, ticket.language)
    department = names["departments"].get(ticket.department)
    if alert.kind == "called":
        counter = catalogue.counters.get(ticket.counter or "")
        place = list_counters(catalogue, names["floors"], (counter,)) if counter else ""
        head = _("Mời Ông/Bà đến quầy %(counters)s", counters=place)
        body = department["name"] if department else ""
    elif alert.ahead:
        head = _("Còn %(n)s người phía trước", n=alert.ahead)
        body = _("Mời Ông/Bà trở lại khu chờ và chuẩn bị giấy tờ.")
    else:
        head = _("Ông/Bà là người tiếp theo")
        body = _("Mời Ông/Bà đến gần quầy và chuẩn bị giấy tờ.")
    return {
        "title": f"{ticket.number} · {head}",
        "body": body,
        "lang": ticket.language,
        "tag": ticket.number,
        "kind": alert.kind,
        "url": f"/t/{ticket.follow}",
    }
