import { z } from 'zod';
import { roles } from '../constants/roles.ts';
import * as fields from './fields.ts';
import * as query from './list-query.ts';

/** Never the hash of the password. */
export const userOutput = z.object({
  id: fields.uuid(),
  email: z.string(),
  role: z.enum(roles),
  emailVerifiedAt: fields.datetime().nullable(),
  createdAt: fields.datetime(),
});

export const usersQuery = z
  .strictObject({
    ...query.paging(),
    sort: query.sort(['createdAt', 'email']),
    role: z.enum(roles).exactOptional(),
  })
  .transform(query.toPage(userOutput));

export const roleChange = z.strictObject({ role: z.enum(roles) });

export type UserOutput = z.output<typeof userOutput>;
export type UsersQuery = z.output<typeof usersQuery>;
export type RoleChange = z.output<typeof roleChange>;

/** A user as the database knows them. */
export interface Account extends UserOutput {
  readonly passwordHash: string;
}
