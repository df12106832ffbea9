"""Pairing: a new device shows a code, and somebody who may lets it in and says where it stands."""
