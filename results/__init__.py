"""Picking up a result: what became of a dossier, told at the kiosk and on the phone by its code.

Its front door is `install` of `results.routes`; the process that reads an office's table takes no
page with it.
"""
