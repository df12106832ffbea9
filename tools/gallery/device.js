// A device on which time stands still until `pass(ms)`: pictures are the same in every run.
// Short waits (a press, a fade, a reconnection of the socket) still take their time.
(() => {
  const HELD_FROM_MS = 700;
  const HEARTBEAT_MS = 8000; // the socket's own watch over a server that is really there
  const really = { set: window.setTimeout, clear: window.clearTimeout };
  const held = new Map();
  const start = performance.now();
  let passed = 0;
  let names = 0;

  performance.now = () => start + passed;
  window.setTimeout = (call, delay = 0, ...given) => {
    if (delay < HELD_FROM_MS || delay === HEARTBEAT_MS) {
      return really.set.call(window, call, delay, ...given);
    }
    names -= 1;
    held.set(names, { due: passed + delay, call: () => call(...given) });
    return names;
  };
  window.clearTimeout = (name) => {
    if (!held.delete(name)) {
      really.clear.call(window, name);
    }
  };
  window.pass = (ms) => {
    const end = passed + ms;
    for (;;) {
      const due = [...held].filter(([, each]) => each.due <= end)
        .sort(([, one], [, other]) => one.due - other.due)[0];
      if (due === undefined) {
        break;
      }
      held.delete(due[0]);
      passed = Math.max(passed, due[1].due);
      due[1].call();
    }
    passed = end;
  };
})();
