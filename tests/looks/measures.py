"""What is measured on a page as it stands: accessibility, overflow, clipped marks, targets."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
AXE = (ROOT / "tests/vendor/axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

FAULTS = """(targets) => {
  const faults = [];
  const root = document.documentElement;
  const name = (e) => `${e.tagName.toLowerCase()}.${e.className.baseVal || e.className}`
    + ` "${e.textContent.trim().slice(0, 40)}"`;
  const seen = (e) => e.getClientRects().length > 0 && !e.closest(".vh, svg, noscript")
    && getComputedStyle(e).visibility !== "hidden";
  const modal = document.querySelector("dialog[open]");
  const within = (e) => !modal || modal.contains(e);
  // The lobby board is moved by two pixels now and then, so that no edge burns itself in.
  if (root.scrollWidth > innerWidth + 2) {
    faults.push(`the page is ${root.scrollWidth - innerWidth} px too wide`);
  }
  const scrolled = (e, axis) => {
    for (let box = e; box !== null; box = box.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(box)[axis])) return true;
    }
    return false;
  };
  // Tickets' numbers have no marks above or below: their line may be as low as they are.
  const words = (text) => /[a-zà-ỹđ]{2}/i.test(text.replace(/[A-Z]{2}\\d{3,}/g, ""));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !seen(e)) continue;
    const style = getComputedStyle(e);
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const box = range.getBoundingClientRect();
    if ((box.left < -1 || box.right > innerWidth + 1) && !scrolled(e, "overflowX")) {
      faults.push(`cut at the page's edge: ${name(e)}`);
    }
    if (words(texts.currentNode.data)
        && parseFloat(style.lineHeight) < 1.15 * parseFloat(style.fontSize) - 0.01) {
      faults.push(`no room for marks: ${name(e)}`);
    }
  }
  for (const e of document.querySelectorAll("body *")) {
    if (!seen(e) || !e.textContent.trim()) continue;
    const style = getComputedStyle(e);
    const hides = (axis) => /hidden|clip/.test(style[axis]);
    const low = words(e.textContent) && e.scrollHeight > e.clientHeight + 1;
    if ((hides("overflowX") && e.scrollWidth > e.clientWidth + 1) || (hides("overflowY") && low)) {
      faults.push(`text is cut off in ${name(e)}`);
    }
  }
  // A board's figures are read from afar: each stays within the padding of its own box.
  for (const e of document.querySelectorAll(".call .no, .call b, .cell .q, .cell .n, .list b")) {
    const style = getComputedStyle(e);
    const home = e.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(e);
    const box = range.getBoundingClientRect();
    if (box.left < home.left + parseFloat(style.paddingLeft) - 1
        || box.right > home.right - parseFloat(style.paddingRight) + 1) {
      faults.push(`leaves its box: ${name(e)}`);
    }
  }
  // What is typed into has an edge or a ground of its own, or the box right around it has.
  const ground = (e) => {
    const { backgroundColor } = getComputedStyle(e);
    return backgroundColor === "rgba(0, 0, 0, 0)" && e.parentElement
      ? ground(e.parentElement) : backgroundColor;
  };
  const marked = (e) => parseFloat(getComputedStyle(e).borderBottomWidth) > 0
    || ground(e) !== ground(e.parentElement);
  const typed = "input:not([type=checkbox], [type=radio], [type=range]), select, textarea";
  for (const e of document.querySelectorAll(typed)) {
    if (seen(e) && getComputedStyle(e).opacity > 0 && !marked(e) && !marked(e.parentElement)) {
      faults.push(`nothing shows where to type: input.${e.className} ${e.name}`);
    }
  }
  const checked = new Set();
  for (const [kinds, least] of targets) {
    for (const e of document.querySelectorAll(kinds)) {
      const box = e.getBoundingClientRect();
      const inLine = e.matches("a") && getComputedStyle(e).display === "inline";
      if (checked.has(e) || !seen(e) || !within(e) || inLine) continue;
      checked.add(e);
      if (Math.min(box.width, box.height) < least - 0.5) {
        faults.push(`${Math.round(box.width)}x${Math.round(box.height)}, not ${least}: ${name(e)}`);
      }
    }
  }
  return faults;
}"""

VIOLATIONS = """async (rules) => {
  if (!("axe" in window)) return null;
  const found = await axe.run({
    runOnly: rules, resultTypes: ["violations"], selectors: false, elementRef: false,
    preload: {assets: ["media"]},
  });
  return found.violations.map((each) => [each.id, each.nodes[0].html]);
}"""
"""The styles that axe-core would load as well are for one rule, which is experimental: not run."""


def faults(page, targets):
    """What is too wide, cut off, without room for its marks or too small to be pressed."""
    return page.evaluate(FAULTS, [list(target) for target in targets])


def violations(page, rules, allowed=()):
    """What axe-core finds on the page as it stands, by these kinds of rules, beyond the allowed."""
    if (found := page.evaluate(VIOLATIONS, rules)) is None:
        page.evaluate(AXE)
        found = page.evaluate(VIOLATIONS, rules)
    if page.locator("html[data-device]").count():
        # What stands in the hall is zoomed by nobody: the next one would find a quarter of a page.
        allowed = (*allowed, "meta-viewport")
    return [(rule, html) for rule, html in found if rule not in allowed]
