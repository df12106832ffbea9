"""A page on this computer for whoever translates: every text beside its picture, saved at once."""

from cli.translating.page import make_page

__all__ = ["make_page"]
