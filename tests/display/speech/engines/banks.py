"""Clip banks for the tests, spoken by an engine."""

from tools.clip_bank import make_bank

WORDS = {
    "intro": "Xin mời công dân có số thứ tự",
    "letter.D": "dê",
    "digit.0": "không",
    "digit.1": "một",
    "digit.8": "tám",
    "to_counter": "đến quầy số",
    "counter.7": "bảy",
}


def write_bank(folder, engine, tokens, language="vi"):
    """A bank of the tokens in the folder; the words are Vietnamese, whatever they stand for."""
    make_bank({token: WORDS[token] for token in tokens}, folder, engine, language)
    return folder
