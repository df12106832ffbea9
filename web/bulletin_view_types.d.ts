// Written by tools/browser_types.py from bulletin_view_types.py beside it: change that, not this.

/**
 * What all who wait are told. `texts`: by language, with `vi`.
 *
 * `at`: since when, `until`: its end; `departments`, `services`: whom it concerns, neither:
 * everybody. `words`: own words in it, by language. `by`: who published it, in views of staff
 * alone.
 */
export interface BulletinJson {
  id: string;
  reason: string;
  texts: Record<string, string>;
  words: Record<string, string>;
  departments: string[];
  services: string[];
  at: string;
  until: string;
  by?: string;
}
