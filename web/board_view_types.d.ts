// Written by tools/browser_types.py from board_view_types.py beside it: change that, not this.

/** A public figure: its name, and its value as people read it; `unit`: "" for none. */
export interface BoardFigure {
  name: string;
  value: string;
  unit: string;
}

/**
 * The answer of `GET /api/board/figures`: the last day on which people came.
 *
 * `day`: as people read it, null before there was one; a figure that has no value is left out.
 */
export interface BoardFigures {
  day: string | null;
  figures: BoardFigure[];
}
