import { defineFeature } from '../../../src/define.ts';

export default defineFeature({
  title: 'Login with GitHub',
  hint: 'OAuth 2.0 with state and PKCE: a button instead of a password',
  needs: {
    level: 4,
    databases: ['postgres', 'mongo'],
    features: ['jwt'],
    reason: 'whoever comes from GitHub needs an account here, and accounts come at level 4',
  },
  env: [
    {
      name: 'GITHUB_CLIENT_ID',
      about: 'of the OAuth app at GitHub; without it nobody can sign in by GitHub',
      schema: 'z.string().min(1).optional()',
      example: '',
      compose: '${GITHUB_CLIENT_ID:-}',
      deploy: { kind: 'setting', value: 'change-me' },
    },
    {
      name: 'GITHUB_CLIENT_SECRET',
      about: 'of the same OAuth app',
      schema: 'z.string().min(1).optional()',
      example: '',
      compose: '${GITHUB_CLIENT_SECRET:-}',
      deploy: { kind: 'given' },
    },
    {
      name: 'GITHUB_CALLBACK_URL',
      about: 'where GitHub sends people back to: letter by letter as the OAuth app says',
      schema:
        "z\n      .url({ protocol: /^https?$/ })\n      .default('http://localhost:3000/auth/github/callback')",
      example: 'http://localhost:3000/auth/github/callback',
      compose: '${GITHUB_CALLBACK_URL:-http://localhost:3000/auth/github/callback}',
      deploy: { kind: 'setting', value: 'https://change-me.example/auth/github/callback' },
    },
    {
      name: 'GITHUB_URL',
      about: 'where people say yes at GitHub; another one for GitHub Enterprise',
      schema: "z.url({ protocol: /^https?$/ }).default('https://github.com')",
      example: 'https://github.com',
      compose: '${GITHUB_URL:-https://github.com}',
    },
    {
      name: 'GITHUB_API_URL',
      about: 'where GitHub tells who somebody is',
      schema: "z.url({ protocol: /^https?$/ }).default('https://api.github.com')",
      example: 'https://api.github.com',
      compose: '${GITHUB_API_URL:-https://api.github.com}',
    },
  ],
  sockets: {
    ports: [
      {
        name: 'github',
        symbol: 'createGithubClient',
        from: 'src/utils/github-client.ts',
        order: 46,
        when: 'level5',
      },
    ],
    repositories: [
      {
        name: 'githubAccounts',
        symbol: 'githubAccountsRepository',
        from: 'src/repositories/github-accounts.repository.ts',
      },
    ],
    domainServices: [
      { name: 'github', symbol: 'githubService', from: 'src/services/github.service.ts' },
    ],
    routes: [{ symbol: 'githubRoutes', from: 'src/routes/github.routes.ts', order: 210 }],
    policies: [{ symbol: 'githubPolicy', from: 'src/policies/github.policy.ts', order: 210 }],
    models: [
      { symbol: 'githubAccounts', from: 'src/models/github-account.model.ts', when: 'postgres' },
    ],
  },
  api: [
    { method: 'GET', path: '/auth/github', about: 'go to GitHub to sign in' },
    { method: 'GET', path: '/auth/github/callback', about: 'come back from there' },
    {
      method: 'POST',
      path: '/auth/github/link',
      about: 'connect GitHub to the account you are in',
    },
  ],
});
