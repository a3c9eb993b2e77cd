import { defineFeature } from '../../../src/define.ts';

export default defineFeature({
  title: 'Docker',
  hint: 'a small image that runs without root, and the whole system with one command',
  needs: { level: 2, reason: 'an image needs a server to run, and the first one comes at level 2' },
  suggestedFrom: 3,
  folders: {
    Dockerfile: 'how the image is built',
    'compose.yaml': 'the app and every service it needs, as containers',
  },
  scripts: {
    'dev:docker': 'build the image, start everything in containers, wait until it is healthy',
    'docker:down': 'stop and remove the containers; the data stays',
  },
});
