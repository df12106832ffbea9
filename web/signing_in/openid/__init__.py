"""Signing in with the account of an OpenID Connect provider, where one is configured."""

from web.signing_in.openid.routes import install_openid

__all__ = ["install_openid"]
