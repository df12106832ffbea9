// A device on which time stands still until `pass(ms)`: pictures are the same in every run.
// Short waits (a press, a fade) and those of the socket still take their time, but none by chance:
// a phone answers a view within some seconds, and would get no other until then.
(() => {
  const SECOND_MS = 1000; // of a countdown
  const RECONNECTION_MS = 2000; // the socket's longest pause before it tries again
  const OF_THE_SOCKET_MS = [5000, 8000]; // how long it waits for an answer, and for a heartbeat
  const really = { set: window.setTimeout, clear: window.clearTimeout };
  const held = new Map();
  const start = performance.now();
  let passed = 0;
  let names = 0;

  Math.random = () => 0;
  performance.now = () => start + passed;
  window.setTimeout = (call, delay = 0, ...given) => {
    const own = delay <= RECONNECTION_MS && delay !== SECOND_MS;
    if (own || OF_THE_SOCKET_MS.includes(delay)) {
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
