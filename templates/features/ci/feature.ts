import { defineFeature } from '../../../src/define.ts';

// The steps of the test job stand in documents@level2, the part that is merged last: what a database adds comes above them.
export default defineFeature({
  title: 'Pipeline',
  hint: 'GitHub Actions that check every push, and updates of packages once a week',
  needs: {
    level: 2,
    reason: 'a pipeline needs tests to run, and the first ones come at level 2',
  },
  folders: {
    '.github/workflows/': 'what runs on every push, and on a release',
    '.github/dependabot.yml': 'which updates come as pull requests, and when',
  },
});
