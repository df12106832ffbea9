"""What the pages of administrators get of other rooms.

Times are texts, ISO 8601 in UTC ending in Z. Codes are those of `config.yaml`.
"""

from web.view_types import PrinterForGuides


class PrinterForAdministrators(PrinterForGuides):
    """Also how a printer is reached. `connection`: in words of its settings; `spare`: a printer.

    `beside`: the kiosk whose computer prints on it, null: the server itself; `waiting`: slips;
    `heard_at`: when its agent last reported; `fault`: the last Condition in which it could not
    print, and when that was last reported. All of them since the server's start.
    """

    connection: str
    beside: str | None
    spare: str | None
    waiting: int
    heard_at: str | None
    fault: str | None
    fault_at: str | None
