"""Watches a page of a real browser: whether a script ran, what is in it, and what it says."""

from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.corpora.scripts import CALL

TRIPWIRE = f"""
window.{CALL} = (number) => {{ console.error("{CALL} " + number); return 0; }};
for (const name of ["alert", "confirm", "prompt"]) {{
  window[name] = () => console.error("{CALL} by " + name);
}}
"""
CONTENT = """(page) => {
  const addresses = new Set(["href", "src", "action", "formaction", "xlink:href", "data", "poster",
    "ping", "srcset", "background", "manifest", "longdesc", "cite", "codebase", "srcdoc"]);
  const own = (text) => {
    try {
      const address = new URL(text, location.href);
      return address.origin === location.origin || address.protocol === "tel:"
        || text.startsWith("data:image/");
    } catch (_) {
      return false;
    }
  };
  const tags = new Set(), names = new Set(), odd = [], said = [];
  for (const element of page.querySelectorAll("*")) {
    tags.add(element.localName);
    if (element.localName === "script" && !element.src && element.type !== "application/json") {
      odd.push(element.outerHTML.slice(0, 200));
    }
    for (const { name, value } of element.attributes) {
      names.add(name);
      said.push(value);
      if (name.startsWith("on") || (addresses.has(name) && !own(value))) {
        odd.push(element.outerHTML.slice(0, 200));
      }
    }
    if ("value" in element && typeof element.value === "string") {
      said.push(element.value);
    }
    if (element.localName !== "script") {
      for (const child of element.childNodes) {
        if (child.nodeType === 3) {
          said.push(child.data);
        }
      }
    }
  }
  return { tags: [...tags], names: [...names], odd, said };
}"""
"""What a page is made of: kinds of elements, names of attributes, what no page has, all texts."""
FETCHED = f"""async (address) => {{
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return ({CONTENT})(page);
}}"""
"""The same of a page that is fetched: read by the browser, and not run."""


@dataclass
class Watched:
    """A page and what was seen of it so far."""

    page: object
    tags: set = field(default_factory=set)
    names: set = field(default_factory=set)
    faults: list = field(default_factory=list)

    def look(self, where):
        """Look at the page as it is now; return all that it says."""
        return self._note(where, self.page.evaluate(f"({CONTENT})(document)"))

    def fetch(self, address):
        """Look at another page of the same site, as the browser reads it; return what it says."""
        return self._note(address, self.page.evaluate(FETCHED, address))

    def _note(self, where, content):
        self.tags |= set(content["tags"])
        self.names |= set(content["names"])
        self.faults += [f"{where}: {each}" for each in content["odd"]]
        return "\n".join(content["said"])


@contextmanager
def watched(browser, url, **options):
    """A page in a browser of its own, which notes whatever ran and was refused."""
    context = browser.new_context(base_url=url, **options)
    context.add_init_script(TRIPWIRE)
    context.set_default_timeout(20_000)
    page = context.new_page()
    seen = Watched(page)

    def note(message):
        if CALL in message.text or "Content Security Policy" in message.text:
            seen.faults.append(f"{page.url}: {message.text}")

    def dismiss(dialog):
        seen.faults.append(f"{page.url}: a dialog says {dialog.message}")
        dialog.dismiss()

    page.on("console", note)
    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: seen.faults.append(f"{page.url}: {error}"))
    try:
        yield seen
    finally:
        context.close()
