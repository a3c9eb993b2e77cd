import { defineLevel } from '../../../src/define.ts';

export default defineLevel({
  title: 'Internet fundamentals',
  hint: 'servers and clients from bare sockets up: names, ports, HTTP, HTTPS, cookies, sessions, JSON',
  about: {
    promise: 'how information gets from one machine to another, before any framework',
    time: '1 week',
    goal: 'understand how information moves across the internet before writing a backend',
  },
  needs: { features: ['drills'] },
  folders: { 'tools/': 'scripts for people' },
  scripts: {
    dev: 'serve what the drills talk to on three ports, and start again after every change',
    test: 'run all tests; what is left for you to write is counted as todo',
    typecheck: 'check types',
    lint: 'check rules',
    format: 'format all files',
    'format:check': 'say which files are not formatted',
    setup: 'switch on the git hooks',
    doctor: 'check what the project needs of this machine',
  },
});
