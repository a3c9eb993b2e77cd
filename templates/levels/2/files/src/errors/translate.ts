import { AppError } from './app-error.ts';
import { translations } from './index.ts';

export function translate(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  for (const translation of translations) {
    const known = translation(error);
    if (known) return known;
  }
  return undefined;
}
