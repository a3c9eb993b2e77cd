import { defineFeature } from '../../../src/define.ts';

const SECRET_SCHEMA =
  "z\n      .string()\n      .min(32)\n      .refine((text) => new Set(text).size >= 10 && !/change-?me|example|secret/i.test(text), {\n        error: 'must be drawn at random, at least 32 bytes: openssl rand -base64 48',\n      })";

const KEYS_SCHEMA =
  "z\n      .string()\n      .refine((text) => text.split(',').every((key) => /^(?:[\\w-]{43}|[\\da-f]{64})$/.test(key)), {\n        error: 'must be keys of 32 random bytes, separated by commas: openssl rand -hex 32',\n      })";

export default defineFeature({
  title: 'Accounts (JWT)',
  hint: 'register, sign in with short-lived tokens, sessions that end when you say so, roles',
  needs: {
    level: 4,
    databases: ['postgres', 'mongo'],
    reason: 'accounts need a database to live in, and who may do what is what level 4 is about',
  },
  replaces: [
    'src/models/user.model.ts',
    'src/db/migrations/00000_users.sql',
    'tests/workshop/app.ts',
  ],
  env: [
    {
      name: 'JWT_SECRET',
      about: 'signs access tokens; 32 random bytes or more. Whoever knows it is everybody',
      schema: SECRET_SCHEMA,
      secret: true,
      compose: '${JWT_SECRET:?see .env.example}',
      deploy: { kind: 'drawn' },
      when: 'below8',
    },
    {
      name: 'JWT_SECRET',
      about:
        'signs CSRF tokens and what is remembered of a sign-in elsewhere; 32 random bytes or more',
      schema: SECRET_SCHEMA,
      secret: true,
      compose: '${JWT_SECRET:?see .env.example}',
      deploy: { kind: 'drawn' },
      when: 'level8',
    },
    {
      name: 'JWT_KEYS',
      about:
        'sign access tokens: private keys of 32 random bytes (`openssl rand -hex 32`), separated by commas. The first one signs, tokens of all are good',
      schema: KEYS_SCHEMA,
      secret: true,
      compose: '${JWT_KEYS:?see .env.example}',
      deploy: { kind: 'given' },
      when: 'level8',
    },
    {
      name: 'JWT_ISSUER',
      about: 'who signs access tokens, as it stands in them',
      schema: "z.string().min(1).default('api')",
      example: 'api',
      compose: 'api',
    },
    {
      name: 'JWT_AUDIENCE',
      about: 'whom access tokens are for, as it stands in them',
      schema: "z.string().min(1).default('api')",
      example: 'api',
      compose: 'api',
    },
    {
      name: 'APP_URL',
      about: 'web pages that links in mails lead to: /verify-email and /reset-password below it',
      schema: "z.url({ protocol: /^https?$/ }).default('http://localhost:3000')",
      example: 'http://localhost:3000',
      compose: '${APP_URL:-http://localhost:3000}',
      deploy: { kind: 'setting', value: 'https://change-me.example' },
    },
    {
      name: 'SMTP_URL',
      about: 'server that takes our mail. Empty: `dev` starts an inbox of its own and says where',
      schema: 'z.url({ protocol: /^smtps?$/ })',
      example: '',
      compose: '${SMTP_URL:-smtp://mail:1025}',
      deploy: { kind: 'given' },
    },
    {
      name: 'MAIL_FROM',
      about: 'sender of our mail',
      schema: "z.string().min(3).default('no-reply@example.com')",
      example: 'no-reply@example.com',
      compose: '${MAIL_FROM:-no-reply@example.com}',
      deploy: { kind: 'setting', value: 'no-reply@change-me.example' },
    },
  ],
  sockets: {
    ports: [
      {
        name: 'passwordHasher',
        symbol: 'createPasswordHasher',
        from: 'src/utils/password-hasher.ts',
        order: 40,
      },
      { name: 'passwords', symbol: 'createPasswords', from: 'src/utils/passwords.ts', order: 41 },
      { name: 'mailer', symbol: 'createMailer', from: 'src/utils/mailer.ts', order: 42 },
      {
        name: 'postOffice',
        symbol: 'createPostOffice',
        from: 'src/utils/post-office.ts',
        order: 43,
      },
      {
        name: 'identities',
        symbol: 'createIdentities',
        from: 'src/utils/identities.ts',
        order: 44,
      },
    ],
    middleware: [
      { symbol: 'authenticate', from: 'src/middleware/authenticate.ts', order: 90 },
      { symbol: 'csrf', from: 'src/middleware/csrf.ts', order: 95 },
    ],
    routes: [
      { symbol: 'authRoutes', from: 'src/routes/auth.routes.ts', order: 200 },
      { symbol: 'accountsRoutes', from: 'src/routes/accounts.routes.ts', order: 200 },
      { symbol: 'usersRoutes', from: 'src/routes/users.routes.ts', order: 200 },
      { symbol: 'jwksRoutes', from: 'src/routes/jwks.routes.ts', order: 200, when: 'level8' },
    ],
    policies: [
      { symbol: 'authPolicy', from: 'src/policies/auth.policy.ts', order: 200 },
      { symbol: 'usersPolicy', from: 'src/policies/users.policy.ts', order: 200 },
      { symbol: 'jwksPolicy', from: 'src/policies/jwks.policy.ts', order: 200, when: 'level8' },
    ],
    models: [
      { symbol: 'users', from: 'src/models/user.model.ts', when: 'postgres+without-example' },
      { symbol: 'sessions', from: 'src/models/session.model.ts', when: 'postgres' },
      { symbol: 'refreshTokens', from: 'src/models/refresh-token.model.ts', when: 'postgres' },
      { symbol: 'oneTimeTokens', from: 'src/models/one-time-token.model.ts', when: 'postgres' },
      { symbol: 'attempts', from: 'src/models/attempt.model.ts', when: 'postgres' },
    ],
    repositories: [
      {
        name: 'accounts',
        symbol: 'accountsRepository',
        from: 'src/repositories/accounts.repository.ts',
      },
      {
        name: 'sessions',
        symbol: 'sessionsRepository',
        from: 'src/repositories/sessions.repository.ts',
      },
      {
        name: 'attempts',
        symbol: 'attemptsRepository',
        from: 'src/repositories/attempts.repository.ts',
      },
      {
        name: 'oneTimeTokens',
        symbol: 'oneTimeTokensRepository',
        from: 'src/repositories/one-time-tokens.repository.ts',
      },
    ],
    domainServices: [
      { name: 'accounts', symbol: 'accountsService', from: 'src/services/accounts.service.ts' },
      { name: 'welcome', symbol: 'welcomeService', from: 'src/services/welcome.service.ts' },
      { name: 'auth', symbol: 'authService', from: 'src/services/auth.service.ts' },
      { name: 'sessions', symbol: 'sessionsService', from: 'src/services/sessions.service.ts' },
      { name: 'users', symbol: 'usersService', from: 'src/services/users.service.ts' },
      { name: 'sweeping', symbol: 'sweepingService', from: 'src/services/sweeping.service.ts' },
    ],
    services: [{ symbol: 'mail', from: 'tools/local/mail.mjs', order: 200 }],
    testServices: [{ symbol: 'testSecrets', from: 'tests/support/secrets.ts' }],
  },
  api: [
    { method: 'POST', path: '/auth/register', about: 'make an account; the rest comes by mail' },
    {
      method: 'POST',
      path: '/auth/verify-email',
      about: 'confirm an address by the link of a mail',
    },
    { method: 'POST', path: '/auth/verify-email/request', about: 'get that mail once more' },
    { method: 'POST', path: '/auth/login', about: 'sign in: tokens in the answer, or in cookies' },
    { method: 'POST', path: '/auth/refresh', about: 'new tokens for a refresh token' },
    { method: 'GET', path: '/auth/csrf', about: 'a CSRF token, for a session in cookies' },
    { method: 'POST', path: '/auth/logout', about: 'sign out here' },
    { method: 'GET', path: '/auth/sessions', about: 'where this account is signed in' },
    { method: 'DELETE', path: '/auth/sessions', about: 'sign out everywhere else' },
    { method: 'DELETE', path: '/auth/sessions/:id', about: 'end one session' },
    {
      method: 'POST',
      path: '/auth/password/forgot',
      about: 'get a mail that leads to a new password',
    },
    { method: 'POST', path: '/auth/password/reset', about: 'choose a new password by that mail' },
    { method: 'PUT', path: '/auth/password', about: 'change the password; ends all sessions' },
    {
      method: 'GET',
      path: '/.well-known/jwks.json',
      about: 'the public keys of access tokens, for whoever checks them',
      when: 'level8',
    },
    { method: 'GET', path: '/users/me', about: 'who you are' },
    { method: 'GET', path: '/users', about: 'all users, page by page (admin)' },
    { method: 'GET', path: '/users/:id', about: 'one user (admin)' },
    { method: 'PATCH', path: '/users/:id', about: 'give a user another role (admin)' },
  ],
  folders: {
    'src/commands/': 'what is done on the command line: the first admin, and sweeping up',
  },
  scripts: {
    'accounts:role': 'give an account a role: `accounts:role -- ada@example.com admin`',
    'accounts:sweep': 'delete sessions and counters whose time is over; for a daily schedule',
  },
  dependencies: {
    '@node-rs/argon2': {
      why: 'hashes passwords with argon2id, outside the event loop, without an install script',
      instead: '`argon2` of `node:crypto` from Node 24 on',
    },
    'csrf-csrf': {
      why: 'signed double-submit tokens, the second guard of sessions in cookies',
      instead: 'about 40 lines of HMAC, easy to get wrong',
    },
    jose: {
      why: 'signs and checks tokens, with an algorithm that the token has no say in',
      instead: '`jsonwebtoken`',
    },
    nodemailer: { why: 'speaks SMTP', instead: 'the HTTP API of a mail service' },
  },
});
