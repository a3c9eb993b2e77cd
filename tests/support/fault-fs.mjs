/**
 * Lets the k-th file call that changes something fail, or ends the process there.
 * From a test: `const faults = injectFaults({ under, at, how })`, then `faults.remove()`.
 * For a whole command: `FAULT_N=3 FAULT_HOW=kill FAULT_UNDER=/tmp/x node --import ./fault-fs.mjs cli.js`.
 *
 * how   count                          only counts
 *       kill killafter torn            SIGKILL before, after, in the middle of the call
 *       int term hup                   sends the signal, then makes the call
 *       freeze freezeafter freezetorn  as the three kills, for use inside one process: no call succeeds from then on
 *       ENOSPC EIO …                   this one call fails with the code
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

const CALLS = [
  ...[
    'mkdir',
    'mkdtemp',
    'writeFile',
    'appendFile',
    'rename',
    'unlink',
    'link',
    'symlink',
    'rm',
    'rmdir',
  ],
  ...[
    'chmod',
    'copyFile',
    'cp',
    'truncate',
    'open',
    'write',
    'fchmod',
    'fchown',
    'ftruncate',
    'fsync',
  ],
];
const CHANGES_SECOND = new Set(['rename', 'link', 'symlink', 'copyFile', 'cp']);
const SIGNALS = { int: 'SIGINT', term: 'SIGTERM', hup: 'SIGHUP' };

export function injectFaults({ under = '/', at = 0, how = 'count' }) {
  const real = { ...fs };
  const calls = [];
  const state = { depth: 0, isFrozen: false, under: path.resolve(under), at, how, calls, real };
  const patched = [
    ...CALLS.map((name) => patch(name, state)),
    ...CALLS.map((name) => patchAsync(name, state)),
  ];
  syncBuiltinESMExports();
  return {
    calls,
    remove() {
      patched.forEach((undo) => undo());
      syncBuiltinESMExports();
    },
  };
}

function patch(name, state) {
  const key = `${name}Sync`;
  const call = fs[key];
  if (typeof call !== 'function') return () => {};
  fs[key] = function (...args) {
    if (state.depth > 0 || !isChange(name, args, state)) return call.apply(this, args);
    state.depth += 1;
    try {
      return strike({ name, args, call: () => call.apply(this, args) }, state);
    } finally {
      state.depth -= 1;
    }
  };
  return () => (fs[key] = call);
}

function patchAsync(name, state) {
  const call = fs.promises[name];
  if (typeof call !== 'function') return () => {};
  fs.promises[name] = async function (...args) {
    if (!isChange(name, args, state)) return call.apply(this, args);
    return strike({ name, args, call: () => call.apply(this, args) }, state);
  };
  return () => (fs.promises[name] = call);
}

function isChange(name, args, { under }) {
  const place = CHANGES_SECOND.has(name) ? args[1] : args[0];
  if (typeof place === 'string' && !path.resolve(place).startsWith(under)) return false;
  if (name === 'open')
    return typeof args[1] === 'string' ? /[wa+]/.test(args[1]) : (args[1] & 3) !== 0;
  // Other file descriptors are none of ours: a pipe, a terminal.
  return typeof place !== 'number' || place > 2;
}

function strike({ name, args, call }, state) {
  const { calls, at, how } = state;
  if (state.isFrozen) throw failure('EIO', name, args[0]);
  calls.push(`${name} ${CHANGES_SECOND.has(name) ? args[1] : args[0]}`);
  if (calls.length !== at || how === 'count') return call();
  if (SIGNALS[how]) process.kill(process.pid, SIGNALS[how]);
  if (SIGNALS[how]) return call();
  if (/^E[A-Z]+$/.test(how)) throw failure(how, name, args[0]);
  try {
    if (how.endsWith('after')) call();
    if (how.endsWith('torn')) tear(name, args, state.real);
  } finally {
    // A call that fails of itself is followed by the end, too.
    end(state, failure('EIO', name, args[0]));
  }
}

function end(state, error) {
  state.isFrozen = true;
  if (state.how.startsWith('freeze')) throw error;
  process.kill(process.pid, 'SIGKILL');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
}

/** What a kill inside the kernel or in a loop of calls leaves: half of it. */
function tear(name, args, real) {
  const half = (content) =>
    Buffer.from(content).subarray(0, Math.floor(Buffer.byteLength(content) / 2));
  if (name === 'writeFile' || name === 'appendFile')
    real[`${name}Sync`](args[0], half(args[1]), args[2]);
  if (name === 'write') real.writeSync(args[0], half(args[1]));
  if (name === 'rm' && real.existsSync(args[0]) && real.statSync(args[0]).isDirectory()) {
    const [first] = real.readdirSync(args[0]);
    if (first) real.rmSync(path.join(args[0], first), { recursive: true });
  }
}

function failure(code, name, place) {
  return Object.assign(new Error(`${code}: injected, ${name} '${place}'`), {
    code,
    syscall: name,
    path: place,
  });
}

if (process.env.FAULT_HOW) {
  const { FAULT_N = '0', FAULT_HOW, FAULT_UNDER = '/', FAULT_COUNT_FILE } = process.env;
  const write = fs.writeFileSync;
  const faults = injectFaults({ under: FAULT_UNDER, at: Number(FAULT_N), how: FAULT_HOW });
  if (FAULT_COUNT_FILE) process.on('exit', () => write(FAULT_COUNT_FILE, faults.calls.join('\n')));
}
