import { defineStarter } from '../../../src/define.ts';

export default defineStarter({
  title: 'Todo API',
  hint: 'P01: a task list with states, pages and checks, and nothing else',
  needs: { level: 2, reason: 'before it there is no server' },
  starts: { level: 2, database: 'none' },
  modules: [
    {
      name: 'todos',
      fields: ['title:string', 'completed:boolean=false', 'dueOn:date?', 'order:integer?'],
    },
  ],
  stretch: [
    {
      goal: 'lists to sort them into',
      command: 'generate module lists name:string:unique',
    },
    {
      goal: 'tags',
      command: 'generate module tags name:string:unique',
    },
    {
      goal: 'todos that survive a restart',
      command: 'level-up 3 --database postgres',
      when: 'below3',
    },
    {
      goal: 'the same in a container',
      command: 'add docker',
      when: 'without-docker',
    },
  ],
});
