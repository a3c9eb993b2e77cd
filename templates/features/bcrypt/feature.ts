import { defineFeature } from '../../../src/define.ts';

export default defineFeature({
  title: 'bcrypt',
  hint: 'passwords hashed with bcrypt at cost 12 instead of argon2id',
  needs: {
    level: 4,
    databases: ['postgres', 'mongo'],
    features: ['jwt'],
    reason: 'there are passwords to hash from level 4 on',
  },
  replaces: [
    'src/utils/password-hasher.ts',
    'tests/support/hashers.ts',
    'tests/component/password-hasher.test.ts',
  ],
  dependencies: {
    bcrypt: {
      why: 'hashes passwords as many older systems do; its binaries come with the package',
      instead: 'argon2id, which costs an attacker memory besides time',
    },
  },
});
