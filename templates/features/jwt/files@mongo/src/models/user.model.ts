import { roles } from '../constants/roles.ts';
import type { Database } from '../db/client.ts';
import { recordModel, type Fields } from '../db/record.ts';

export const userFields: Fields = {
  email: { type: 'String', maxlength: 254, required: true },
  passwordHash: { type: 'String', required: true },
  role: { type: 'String', enum: roles, required: true, default: 'viewer' },
  emailVerifiedAt: { type: 'Date', default: null },
};

export const userModel = (db: Database) => recordModel(db, 'users', userFields);
