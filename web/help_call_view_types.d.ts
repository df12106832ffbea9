// Written by tools/browser_types.py from help_call_view_types.py beside it: change that, not this.

/**
 * A counter that calls for help since `at`. `test`: it is only tried.
 *
 * `coming`: who is on the way, `coming_at` since when; null: nobody yet. `held_until`: before that
 * whoever called cannot end it.
 */
export interface HelpCallJson {
  counter: string;
  at: string;
  by: string;
  test: boolean;
  coming: string | null;
  coming_at: string | null;
  held_until: string;
}
