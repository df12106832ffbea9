"""What each screen makes a browser load: little, and in the language of its oldest browser."""

import gzip
import re
from pathlib import Path

import pytest

from tests.api import Api
from tests.kiosk.catalogue import import_procedures
from tests.program import server_in, serving

ROOT = Path(__file__).parents[2]
ACORN = (ROOT / "tests/vendor/acorn.js").read_text()
OLD = ("display", "kiosk", "phone", "procedures")
KILOBYTES = {"display": 60, "kiosk": 130, "counters": 86, "phone": 40, "procedures": 40}
PARSED = """([text, version, kind]) => {
  try {
    acorn.parse(text, {ecmaVersion: version, sourceType: kind});
    return "";
  } catch (fault) {
    return fault.message;
  }
}"""

# Later than Chromium 68 although it parses: methods, by their names.
NEW_METHODS = re.compile(
    r"\.(replaceAll|flat|flatMap|matchAll|at|allSettled|any|hasOwn|findLast|toSorted|fromEntries"
    r"|replaceChildren|structuredClone)\("
)
NEW_STYLE = {
    "a property": re.compile(
        r"[;{\s](gap|row-gap|column-gap|inset[\w-]*|aspect-ratio|translate|rotate|scale"
        r"|accent-color|content-visibility|(?:margin|padding|border)-(?:inline|block)[\w-]*"
        r"|container[\w-]*)\s*:"
    ),
    "a function": re.compile(r"[\s:(,](clamp|min|max|color-mix|oklch|oklab)\("),
    "a selector": re.compile(r":(is|where|has)\("),
    "a rule": re.compile(r"@(layer|container|property|scope|starting-style)\b"),
    "a unit": re.compile(r"[\d.](dvh|dvw|svh|svw|lvh|lvw|cqw|cqh)\b"),
    "a rule inside a rule": re.compile(r"\{[^{}]*&"),
}


@pytest.fixture(scope="module")
def pages(furnished, tmp_path_factory):
    """Screen -> address and headers of its page; there are procedures, counters and a ticket."""
    server = server_in(tmp_path_factory.mktemp("weight"), furnished=furnished)
    import_procedures(server)
    with serving(server):
        url, tokens = server.url, server.tokens
        issued = Api(url, tokens["api"]).post("/api/tickets", {"service": "GTVT-LX"}).json()
        yield {
            "display": (f"{url}/display?token={tokens['display']}", {}),
            "kiosk": (f"{url}/kiosk?token={tokens['kiosk']}", {}),
            "counters": (f"{url}/counters/07", {"Authorization": f"Bearer {tokens['counter 07']}"}),
            "phone": (url + issued["follow_url"], {}),
            "procedures": (f"{url}/procedures", {}),
        }


@pytest.fixture(scope="module")
def loaded(pages, browser):
    """Screen -> {path: (kind, content)} of the scripts, styles and data that its page loads."""
    return {screen: _loaded(browser, *page) for screen, page in pages.items()}


def _loaded(browser, address, headers):
    page, answers = browser.new_page(extra_http_headers=headers), []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address)
    page.wait_for_load_state("load" if "/t/" in address else "networkidle")  # a stream never idles
    found = {}
    for answer in answers:
        kind = answer.request.resource_type
        path = answer.url.split("/", 3)[3]
        if answer.ok and "socket.io/?" not in path and kind in ("script", "stylesheet", "fetch"):
            found[path] = (kind, answer.body())
    for address in page.locator("script[nomodule]").evaluate_all("all => all.map(one => one.src)"):
        found[address.split("/", 3)[3]] = ("script", page.request.get(address).body())
    page.close()
    return found


@pytest.mark.parametrize("screen", KILOBYTES)
def test_scripts_styles_and_directory_keep_to_their_budget(loaded, screen):
    weights = {path: len(gzip.compress(content)) for path, (_, content) in loaded[screen].items()}
    assert sum(weights.values()) <= KILOBYTES[screen] * 1024, weights
    kinds = {kind for kind, _ in loaded[screen].values()}
    assert kinds >= {"script", "stylesheet"}


def test_scripts_and_styles_come_without_comments_and_keep_their_line_numbers(loaded):
    names = set()
    for path, (_, content) in loaded["counters"].items():
        name = re.fullmatch(r"static/\w+/counters/(\w+\.(js|css))", path)
        if name is not None:
            names.add(name[2])
            source = (ROOT / "counters/static" / name[1]).read_text().splitlines()
            served = content.decode().splitlines()
            assert len(served) == len(source)
            assert not [line for line in served if re.match(r"\s*(/\*.*\*/$|\* |//)", line)], name
            assert all(mine in ("", line) for mine, line in zip(served, source, strict=True))
    assert names == {"js", "css"}


def test_the_kiosk_is_weighed_with_its_directory(loaded):
    assert [path for path, (kind, _) in loaded["kiosk"].items() if kind == "fetch"] != []


@pytest.mark.parametrize("screen", OLD)
def test_every_script_is_read_by_the_oldest_browser(loaded, page, screen):
    page.evaluate(ACORN)
    assert page.evaluate(PARSED, ["a?.b", 2018, "module"]) != ""
    scripts = [(p, c.decode()) for p, (kind, c) in loaded[screen].items() if kind == "script"]
    assert scripts != []
    for path, text in scripts:
        version, kind = (5, "script") if path.endswith(".es5.js") else (2018, "module")
        assert page.evaluate(PARSED, [text, version, kind]) == "", path
        assert NEW_METHODS.findall(text) == [], path


@pytest.mark.parametrize("screen", OLD)
def test_every_style_sheet_is_read_by_the_oldest_browser(loaded, screen):
    sheets = [(p, c.decode()) for p, (kind, c) in loaded[screen].items() if kind == "stylesheet"]
    assert sheets != []
    for path, text in sheets:
        bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        for what, pattern in NEW_STYLE.items():
            assert pattern.findall(bare) == [], f"{path}: {what}"


@pytest.mark.parametrize(
    "sheet",
    [
        ".a{display:flex;gap:1rem}", ".a { inset: 0 }", ".a{width:min(1rem,2vw)}",
        ".a{aspect-ratio:1}", ":is(a,b){color:red}", "@layer x{}", ".a{height:100dvh}",
        ".a{color:red;&:hover{color:blue}}",
    ],
)  # fmt: skip
def test_what_is_too_new_in_a_style_sheet_is_found(sheet):
    assert any(pattern.search(sheet) for pattern in NEW_STYLE.values())
    assert not any(p.search(".a{grid-gap:1rem;margin-top:1px}") for p in NEW_STYLE.values())
