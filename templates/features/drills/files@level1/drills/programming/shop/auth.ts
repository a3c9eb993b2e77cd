/** Who somebody is. Rules about passwords live here, and nowhere else. */
import { AppError } from '../errors.ts';
import {
  hashPassword,
  validateEmail,
  validatePassword,
  verifyPassword,
  type Checked,
} from '../validation.ts';
import type { Database, User } from './database.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export async function register(
  database: Database,
  { email, password }: Credentials,
): Promise<User> {
  const address = valueOf(validateEmail(email));
  const passwordHash = await hashPassword(valueOf(validatePassword(password)));
  if (await database.findUser(address)) throw new AppError('invalid', 'This address is taken.');
  const user = { email: address, passwordHash };
  await database.addUser(user);
  return user;
}

/** The answer is the same for an unknown address and a wrong password: nobody learns who has an account. */
export async function logIn(database: Database, { email, password }: Credentials): Promise<User> {
  const user = await database.findUser(email.trim().toLowerCase());
  if (user && (await verifyPassword(password, user.passwordHash))) return user;
  throw new AppError('invalid', 'Address or password is wrong.');
}

function valueOf<Value>(checked: Checked<Value>): Value {
  if (checked.ok) return checked.value;
  throw new AppError('invalid', checked.problem);
}
