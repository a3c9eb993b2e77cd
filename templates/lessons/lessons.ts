import { defineLessons } from '../../src/define.ts';

export default defineLessons({
  title: 'Lessons',
  hint: 'a lesson for each concept of the level, about the files of this very project, and a checklist',
  folders: {
    'docs/lessons/': 'one lesson a concept: what it is, how this project does it, why so',
    'docs/checklist.md': 'what you can do once the levels up to here are yours',
  },
});
