"""The touch screen where citizens take a number."""

from kiosk.directory import Directory, NoDirectory, Procedure
from kiosk.routes import Options, install

__all__ = ["Directory", "NoDirectory", "Options", "Procedure", "install"]
