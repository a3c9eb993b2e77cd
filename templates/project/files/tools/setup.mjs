import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync } from 'node:fs';

if (existsSync('.env.example') && !existsSync('.env')) {
  copyFileSync('.env.example', '.env');
  console.log('.env: made from .env.example');
}

const { status } = spawnSync('git', ['config', 'core.hooksPath', '.githooks'], { stdio: 'ignore' });
console.log(status === 0 ? 'git hooks: on' : 'git hooks: left alone, this is no git repository');
