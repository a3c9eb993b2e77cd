/** Taking money. How the provider is reached is an argument, so a test needs neither network nor money. */
import { AppError, isExpected } from '../errors.ts';
import type { Cents } from '../money.ts';
import { retry, type RetryOptions } from '../retry.ts';
import type { User } from './database.ts';

/** @returns false when the bank declines; throws when the provider cannot be reached */
export type Provider = (email: string, amount: Cents) => Promise<boolean>;

export interface Payments {
  readonly provider: Provider;
  readonly retrying: Pick<RetryOptions, 'sleep' | 'random'>;
}

/** A refusal of the bank is final, and asking again may charge twice; a provider that is away is asked again. */
export async function charge(
  { provider, retrying }: Payments,
  { email }: Pick<User, 'email'>,
  amount: Cents,
): Promise<void> {
  const options = { ...retrying, times: 3, firstWait: 200, isWorthIt: isAway };
  const isPaid = await retry(() => ask(provider, email, amount), options);
  if (!isPaid) throw new AppError('declined', 'The bank declined.');
}

async function ask(provider: Provider, email: string, amount: Cents): Promise<boolean> {
  try {
    return await provider(email, amount);
  } catch (cause) {
    throw new AppError('unavailable', 'The payment provider cannot be reached', { cause });
  }
}

const isAway = (error: unknown): boolean => isExpected(error) && error.code === 'unavailable';
