// Written by tools/browser_types.py from procedure_view_types.py beside it: change that, not this.

/**
 * What citizens should know of a procedure first; what nobody knows is left out.
 *
 * `names` by language; the rest is in the catalogue's Vietnamese. `online`: how much of it can be
 * done so, `online_at`: the address for it; `same_day`: the result comes on the day; `anywhere`:
 * any centre of the city or province takes it.
 */
export interface ProcedureFacts {
  code: string;
  names: Record<string, string>;
  documents?: string[];
  fee?: string;
  time_limit?: string;
  online?: "part" | "full";
  online_at?: string;
  same_day?: boolean;
  anywhere?: boolean;
}

/** What is not done here: the words it is asked for by, and where to go, by language. */
export interface ElsewhereJson {
  asked: string[];
  go_to: Record<string, string>;
}
