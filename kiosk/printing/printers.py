"""What must be known of a printer to reach it and to print for it."""

from dataclasses import dataclass

CONNECTIONS = ("network", "usb", "serial", "file", "cups", "windows", "none")


@dataclass(frozen=True)
class Printer:
    """One printer. Which of the fields below `answer_s` count depends on `connection`.

    `connection`: one of CONNECTIONS; `width`: dots of its paper; `status`: whether it answers
    questions; `answer_s`: how long a printed slip's answer may take, seconds. `device`: a serial
    port or a file like /dev/usb/lp0; `queue`: name of the spooler's queue (cups, windows).
    """

    id: str
    connection: str
    width: int = 576
    cutter: bool = True
    status: bool = True
    answer_s: float = 8.0
    host: str = ""
    port: int = 9100
    vendor: int = 0
    product: int = 0
    device: str = ""
    baud: int = 115_200
    queue: str = ""
