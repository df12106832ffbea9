"""Checks and scripts for those who work on the source; the product never imports them."""
