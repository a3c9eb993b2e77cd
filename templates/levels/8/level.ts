import { defineLevel } from '../../../src/define.ts';

export default defineLevel({
  title: 'Advanced topics',
  hint: 'real time, other API styles, brokers, traces: each by itself or together',
  about: {
    promise: 'the tools of large systems',
    time: 'as long as you like',
    goal: 'know these tools, and when not to use them',
    buildsOn: 7,
  },
  checklist: [
    {
      id: 'L8-K1',
      claim: 'I have built something in real time.',
      shownBy: 'two browsers in one room, and what the second sees when the first goes offline',
    },
    {
      id: 'L8-K2',
      claim: 'I can tell GraphQL from REST, and choose.',
      shownBy: 'one screen of an app you know, asked for both ways: requests, bytes, caching',
    },
    {
      id: 'L8-K3',
      claim: 'I can explain the CAP theorem.',
      shownBy:
        'what this project answers when PostgreSQL, MongoDB or Redis cannot be reached, and why',
    },
    {
      id: 'L8-K4',
      claim: 'I have set up logs, metrics and an alarm.',
      shownBy: 'stop the database, and show the alarm and the log line that explains it',
    },
    {
      id: 'L8-K5',
      claim: 'I can find a fault across processes with a trace.',
      shownBy: 'a slow request, and the name of the span that took the time',
    },
  ],
});
