"""Texts that would run as a script where a page took them for more than text: made by rules.

`%T` stands for the call that must never happen; each text has a number of its own in it.
"""

from collections.abc import Iterator
from itertools import product

CALL = "tripped"
"""The function that a page must never call."""
T = "%T"

LOADING = (
    "img src=x onerror", "image src=x onerror", "video src=x onerror", "audio src=x onerror",
    "video><source onerror", "object data=x onerror", "embed src=x onload", "iframe onload",
    "script src=x onerror", "link rel=stylesheet href=x onerror", "input type=image src=x onerror",
    "style onload", "body onload", "svg onload", "svg/onload", "frameset onload",
)  # fmt: skip
"""Elements that do something without anybody's help."""
ATTENDED = (
    "details open ontoggle", "marquee onstart", "marquee loop=1 width=0 onfinish",
    "input autofocus onfocus", "select autofocus onfocus", "textarea autofocus onfocus",
    "keygen autofocus onfocus", "button autofocus onfocus", "a tabindex=0 autofocus onfocus",
    "p contenteditable autofocus onfocus", "div onmouseover", "b onclick", "form onsubmit",
    "div onpointerrawupdate", "div style=animation-name:x onanimationstart", "div onscrollend",
    "div style=transition:all ontransitionend", "div contenteditable onbeforeinput",
    "x hidden=until-found onbeforematch", "dialog open oncancel", "div popover onbeforetoggle",
)  # fmt: skip
ENDINGS = (
    '">', "'>", "`>", "-->", "--!>", "]]>", "</script>", "</style>", "</title>", "</textarea>",
    "</noscript>", "</template>", "</select>", "</option>", "</svg>", "</math>", "</iframe>",
    "</xmp>", "</noembed>", "*/-->", '"/>', "\\\">", "%22>", "&quot;>", "</button>", "</table>",
)  # fmt: skip
"""What would end the place where a text stands."""
BEHIND = (f"<img src=x onerror={T}>", f"<script>{T}</script>", f"<svg onload={T}>")
QUOTES = ('"', "'", "", "`")
GAPS = (" ", "/", "\t", "\n", "\f", "\r\n", "\v", "\u00a0")
HANDLERS = ("onfocus", "onmouseover", "onerror")
SCHEMES = (
    "javascript:{}", "JaVaScRiPt:{}", " javascript:{}", "\tjavascript:{}", "\x01javascript:{}",
    "java\tscript:{}", "java\nscript:{}", "java\rscript:{}", "java\x00script:{}",
    "javascript&colon;{}", "javascript&#58;{}", "javascript&#x3A;{}", "&#106;avascript:{}",
    "&#0000106avascript:{}", "javascript://%0a{}", "javascript:/*--></title></style>*/{}",
    "javascript:void({})", "data:text/html,<script>{}</script>",
    "data:text/html;charset=utf-7,+ADw-script+AD4-{}", "data:image/svg+xml,<svg onload={}>",
    "vbscript:{}", "livescript:{}", "view-source:javascript:{}", "feed:javascript:{}",
    "jar:javascript:{}", "blob:javascript:{}", "\ufeffjavascript:{}", "javascript\uff1a{}",
    "\u2028javascript:{}",
)  # fmt: skip
LINKS = ('<a href="{}">x</a>', '<iframe src="{}">', '<form action="{}"><input type=submit>')
OF_SCRIPTS = (
    "';{};//", '";{};//', "`;{};//", "\\';{};//", '\\";{};//', "'-{}-'", '"-{}-"', "${{{}}}",
    "`${{{}}}`", "\u2028{}\u2029", "\\u2028{}", "*/{}/*", "//\n{}", "<!--\n{}",
    "--></script><script>{}//", "');{};('", '"}};{};{{"', "]}};{};[",
    "</script><script>{}</script>", "<!--<script>{}", "\\x3cscript\\x3e{}",
    "\\u003cscript\\u003e{}", "\\74script\\76{}", "\\\n{}", "\0';{}//", "{}\r//",
    "setTimeout('{}')", "[].constructor.constructor('{}')()", "import('data:text/javascript,{}')",
    "onerror={};throw 1",
)  # fmt: skip
OF_STYLES = (
    "expression({})", "x:expression({})", "</style><script>{}</script>",
    "}}*{{background:url(javascript:{})}}", "@import 'javascript:{}';",
    "background-image:url(data:text/html,{})", "-moz-binding:url(//x#{})", "behavior:url(#{})",
    "\\65xpression({})", "width:/**/expre/**/ssion({})", "url('javascript:{}')",
    "<style>*{{x:expression({})}}</style>", '<p style="width:expression({})">',
    "<link rel=import href=data:,{}>",
)  # fmt: skip
OF_SVG = (
    "<svg><script>{}</script></svg>", "<svg><script href=data:,{}></script>",
    "<svg><script>&#116;ripped&#40;1&#41;//{}", "<svg><a xlink:href='javascript:{}'><text y=9>x",
    "<svg><animate onbegin={} attributeName=x dur=1s>", "<svg><set onbegin={} attributeName=x>",
    "<svg><animate attributeName=href values=javascript:{}>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload={}>#x'>",
    "<svg><foreignObject><iframe onload={}>", "<svg><image href=x onerror={}>",
    "<svg><discard onbegin={}>", "<svg><style>@import 'x';</style><g onload={}>",
    "<svg><handler ev:event=load>{}</handler>", "<svg xmlns:x=x><x:script>{}</x:script>",
    "<svg><feImage href=x onerror={}>",
)  # fmt: skip
RAW = (
    "style", "title", "textarea", "noscript", "xmp", "iframe", "noembed", "noframes", "plaintext",
    "template",
)  # fmt: skip
"""Elements whose content one parser takes for text, and another does not."""
FOREIGN = (
    "svg", "math", "math><mtext><table><mglyph", "svg><desc",
    "form><math><mtext></form><form><mglyph",
)  # fmt: skip
OF_TEMPLATES = (
    "{{{{{}}}}}", "{{{{constructor.constructor('{}')()}}}}", "{{%25 if {} %25}}",
    "{{%25raw%25}}{}", "{{#x}}{}{{/x}}", "${{{}}}", "#{{{}}}", "<%25= {} %25>", "<?php {} ?>",
    "[[{}]]", "[%25 {} %25]", "{{{{7*7}}}}{}", "{{{{config}}}}{}",
    "{{{{''.__class__.__mro__}}}}{}", "{{0.__class__}}{}", "{{number}}{}", "{{counter}}{}",
    "{{}}{}", "{{", "%25(counter)s{}", "%25s{}", "%25(x)d{}", "%25", "%25%25{}", "{{!r:>9999}}{}",
    "$(({}))", "`{}`", "@{{{}}}", "*{{{}}}", "~{{{}}}", "\\N{{DIGIT ONE}}{}", "&{}{{}};", "_({})",
    "<!--#exec cmd={} -->", "<x:call>{}</x:call>", "[object Object]{}", "__proto__{}",
    "constructor{}", "{{\"__html\":\"{}\"}}",
)  # fmt: skip
ENCODED = (
    "+ADw-script+AD4-{}+ADw-/script+AD4-", "\uff1cscript\uff1e{}\uff1c/script\uff1e",
    "&lt;script&gt;{}", "&#60;script&#62;{}", "&#x3c;script&#x3e;{}", "&amp;lt;script&amp;gt;{}",
    "%253Cscript%253E{}", "%25253Cscript%25253E{}", "%25u003cscript%25u003e{}",
    "\xc0\xbcscript\xc0\xbe{}", "\xe0\x80\xbcscript\xe0\x80\xbe{}", "\xf0\x80\x80\xbcscript>{}",
    "\u2039script\u203a{}", "\u3008script\u3009{}", "\u02c2script\u02c3{}", "\ufe64script\ufe65{}",
    "\u226ascript\u226b{}", "<\u0338script>{}", "<script\u0338>{}", "\u0131mg<{}>",
    "<\u017fcript>{}", "<scr\0ipt>{}</scr\0ipt>", "<\0script>{}", "<script\0>{}",
    "<img src=x o\0nerror={}>", "\0<script>{}</script>", "<img\0src=x onerror={}>",
    "\u202e<script>{}</script>", "<img src=x \u202eonerror={}>", "\u2066<script>\u2069{}",
    "\u200b<script>{}", "<scr\u00adipt>{}", "<scr\u200dipt>{}", "\ufeff<script>{}</script>",
    "\u200f<b onclick={}>", "\x1b]0;{}\x07<script>", "\x9bm<script>{}",
    "\x7f<img src=x onerror={}>", "\U000e0001<script>{}", "\uffff<script>{}", "\ufffd<script>{}",
    "a\u0301\u0302\u0303\u0304\u0305<script>{}",
    "\U0001f468\u200d\U0001f469<img src=x onerror={}>", "\x1b$B<script>{}\x1b(B", "\x8f<script>{}",
    "~{{<script>{}~}}",
)  # fmt: skip
TAGS = (
    "<script>{}</script>", "<ScRiPt>{}</sCrIpT>", "<script >{}</script >",
    "<script\n>{}</script\n>", "<script\t>{}</script>", "<script/x>{}</script/x>",
    "<script\f>{}</script>", "<<script>{}//<</script>", "<script>{}", "<script <b>{}</script>",
    "< script>{}</ script>", "<script src=//x.invalid/{}></script>",
    "<script type=module>{}</script>", "<scr<script>ipt>{}</script>",
    "<base href=javascript:{}//>", "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<meta charset=utf-7>{}",
    "<meta http-equiv=Content-Security-Policy content=\"script-src *\">{}",
    "<isindex type=image src=x onerror={}>", "<form><button formaction=javascript:{}>x",
    "<table background=javascript:{}>", "<object data='data:text/html,{}'>",
    "<embed src='data:text/html,{}'>", "<iframe srcdoc='<script>{}</script>'>",
    "<template shadowrootmode=open><script>{}</script>", "<portal src=javascript:{}>",
    "<link rel=manifest href=data:,{}>", "<object classid=clsid:x onerror={}>",
    "<a ping=//x href=javascript:{}>x", "<!DOCTYPE x [<!ENTITY y '{}'>]>",
    "<?xml-stylesheet href=javascript:{}?>", "<![CDATA[<script>{}</script>]]>",
    "<!--[if IE]><script>{}</script><![endif]-->",
    "<comment><img src='</comment><img src=x onerror={}//'>",
    "<a id=page>{}</a><a id=page name=view>", "<form name=body onsubmit={}>",
    "<img name=cookie src=x onerror={}>",
)  # fmt: skip


def make_scripts() -> list[str]:
    """Return all texts, each once."""
    made = dict.fromkeys(_forms())
    return [form.replace(T, f"{CALL}({number})") for number, form in enumerate(made)]


def _forms() -> Iterator[str]:
    yield from (f"<{element}={T}>" for element in LOADING + ATTENDED)
    yield from (ending + behind for ending, behind in product(ENDINGS, BEHIND))
    for quote, gap in product(QUOTES, GAPS):
        handler = HANDLERS[(QUOTES.index(quote) + GAPS.index(gap)) % len(HANDLERS)]
        yield f"x{quote}{gap}{handler}={quote}{T}{quote}{gap}autofocus{gap}x={quote}"
    yield from map(_filled, SCHEMES)
    yield from (link.format(_filled(scheme)) for link, scheme in product(LINKS, SCHEMES[:6]))
    for rules in (OF_SCRIPTS, OF_STYLES, OF_SVG, OF_TEMPLATES, ENCODED, TAGS):
        yield from map(_filled, rules)
    for raw, foreign in product(RAW, FOREIGN):
        yield f'<{foreign}><{raw}><!--</{raw}><img title="--><img src=x onerror={T}>">'
    yield from (f"<{raw}><p id='</{raw}><img src=x onerror={T}>'>" for raw in RAW)
    yield "a" * 200 + f"<img src=x onerror={T}>"
    yield "<" * 150 + f"script>{T}"
    yield "\u0300" * 80 + f"<script>{T}</script>"


def _filled(rule: str) -> str:
    """Return a rule with the call in it; a text without any still has its number."""
    form = rule.replace("%25", "\x00%\x00").format(T).replace("\x00%\x00", "%")
    return form if T in form else f"{form}{T}"
