"""What the ways to a number are called."""

from collections.abc import Callable

from queueing.channels import Channel

CHANNELS: dict[str, str] = {
    Channel.KIOSK: "Máy lấy số",
    Channel.GUIDE: "Nhân viên hướng dẫn",
    Channel.COUNTER: "Cấp tại quầy",
    Channel.PHONE: "Số lấy từ nhà",
    Channel.BOOKING: "Lịch hẹn",
    Channel.PAPER: "Phiếu giấy in sẵn",
    Channel.PAGE: "Trang thông tin",
    Channel.IMPORT: "Phần mềm khác",
}


def channel_name(channel: str, say: Callable[[str], str]) -> str:
    """Return a channel's name in the reader's language; one that nobody knows stands as it is."""
    return say(CHANNELS[channel]) if channel in CHANNELS else channel
