/** Is a website reachable? Asks for the head of a page and takes the time. */
import { explain } from './network-error.ts';

export interface Ping {
  readonly url: string;
  readonly isUp: boolean;
  readonly milliseconds: number;
  /** `200`, or why there was no answer */
  readonly outcome: string;
}

/** Any answer below 500 counts as up: the server is there, and it is well. */
export async function ping(url: string, timeout = 5_000): Promise<Ping> {
  const startedAt = performance.now();
  const result = await ask(url, timeout);
  return { url, ...result, milliseconds: Math.round(performance.now() - startedAt) };
}

async function ask(url: string, timeout: number): Promise<Pick<Ping, 'isUp' | 'outcome'>> {
  try {
    const { status } = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    return { isUp: status < 500, outcome: String(status) };
  } catch (error) {
    return { isUp: false, outcome: explain(error) };
  }
}
