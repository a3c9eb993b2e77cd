import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

export interface Exercise {
  readonly name: string;
  /** the file that you write; until it is there, the exercise counts as todo */
  readonly file: URL;
  readonly check: (text: string) => void;
}

/** A test that waits for a file of yours, and holds you to its name from then on. */
export function exercise({ name, file, check }: Exercise): void {
  const isWritten = existsSync(file);
  test(
    name,
    { todo: isWritten ? false : `write ${path.relative('.', fileURLToPath(file))}` },
    () => {
      if (isWritten) check(readFileSync(file, 'utf8'));
    },
  );
}
