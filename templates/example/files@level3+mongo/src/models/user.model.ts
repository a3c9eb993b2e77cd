import type { Database } from '../db/client.ts';
import { recordModel, type Fields } from '../db/record.ts';

const userFields: Fields = {
  email: { type: 'String', maxlength: 254, required: true },
  passwordHash: { type: 'String', required: true },
};

export const userModel = (db: Database) => recordModel(db, 'users', userFields);
