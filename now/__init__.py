"""How busy the centre is now, for everybody: a public page and the same for programs."""

from now.routes import install

__all__ = ["install"]
