"""The section `now` of config.yaml: what the public page tells, and where it may stand."""

from pydantic import Field

from web.section import Part


class NowPage(Part):
    """The public page of how busy the centre is; `embed`: other sites may show it in a frame."""

    shown: bool = Field(default=True, description="true or false")
    embed: bool = Field(default=False, description="true or false")
