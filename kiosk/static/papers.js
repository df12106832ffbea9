/** How large the page of a procedure is drawn. Pure. */

/** So many lines of papers there is room for, of so many signs each: in larger letters, and in less large ones. */
const ROOM = [{ size: "few", lines: 5, signs: 36 }, { size: "some", lines: 9, signs: 44 }, { size: "many", lines: 13, signs: 56 }];

/**
 * Returns how large the page is drawn: the fewer papers there are, the larger. `besides`: so many lines
 * of it something else takes.
 * @param {readonly string[]} papers
 * @param {number} besides
 */
export function chooseSize(papers, besides = 0) {
  const found = ROOM.find(({ signs, lines }) => (
    papers.reduce((sum, paper) => sum + Math.ceil(paper.length / signs), besides) <= lines));
  return found ? found.size : "";
}
