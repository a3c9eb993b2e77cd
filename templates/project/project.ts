import { defineProject } from '../../src/define.ts';

export default defineProject({
  title: 'Project',
  hint: 'types, rules, layout and git settings: what every project has, whatever its level',
});
