import { z } from 'zod';
import { authLimits } from '../constants/auth-limits.ts';
import { commonPasswords } from '../constants/common-passwords.ts';
import * as fields from './fields.ts';

const { min, max } = authLimits.passwords;

/** One address is one text, however somebody writes it. */
const email = z
  .string()
  .max(300)
  .trim()
  .toLowerCase()
  .pipe(z.email().max(254))
  .meta({ examples: ['ada@example.com'] });

/** As it was chosen, whichever keyboard composed its characters. */
const password = z
  .string()
  .normalize('NFKC')
  .max(max)
  .meta({ examples: ['correct horse battery'] });

const newPassword = password
  .min(min)
  .refine((text) => !commonPasswords.has(text.toLowerCase()), 'Too many people have this one')
  .meta({ examples: ['correct horse battery'] });

const oneTimeToken = z.string().min(1).max(100);

export const registration = z
  .strictObject({ email, password: newPassword })
  .refine((body) => body.password.toLowerCase() !== body.email, {
    path: ['password'],
    error: 'Everybody knows your address',
  });

/** `cookie`: for web pages; the tokens go where no script can read them. */
export const credentials = z.strictObject({
  email,
  password,
  mode: z.enum(['token', 'cookie']).default('token'),
});

/** In cookie mode there is nothing to send. */
export const refreshment = z.strictObject({ refreshToken: z.string().max(200).exactOptional() });

export const granted = z.object({
  /** seconds that the access token lives */
  expiresIn: z.int(),
  accessToken: z.string().exactOptional(),
  refreshToken: z.string().exactOptional(),
  csrfToken: z.string().exactOptional(),
});

export const csrfAnswer = z.object({ csrfToken: z.string() });

export const addressed = z.strictObject({ email });
export const verification = z.strictObject({ token: oneTimeToken });
export const passwordReset = z.strictObject({ token: oneTimeToken, password: newPassword });
export const passwordChange = z.strictObject({ password, newPassword });

export const sessionOutput = z.object({
  id: fields.uuid(),
  isCurrent: z.boolean(),
  address: z.string(),
  userAgent: z.string(),
  createdAt: fields.datetime(),
  lastUsedAt: fields.datetime(),
  expiresAt: fields.datetime(),
});

export type Registration = z.output<typeof registration>;
export type Credentials = z.output<typeof credentials>;
export type Refreshment = z.output<typeof refreshment>;
export type Granted = z.output<typeof granted>;
export type Addressed = z.output<typeof addressed>;
export type Verification = z.output<typeof verification>;
export type PasswordReset = z.output<typeof passwordReset>;
export type PasswordChange = z.output<typeof passwordChange>;
export type SessionOutput = z.output<typeof sessionOutput>;
