/** Configuration comes from the environment, is checked once, and is complete or not there at all. */
export interface Config {
  readonly port: number;
  readonly currency: string;
  readonly paymentsApiKey: string;
}

type Source = Readonly<Record<string, string | undefined>>;

interface Rule {
  readonly name: string;
  readonly isFine: (text: string) => boolean;
  readonly wants: string;
}

const RULES = {
  port: {
    name: 'PORT',
    isFine: (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
    wants: 'a number from 0 to 65535',
  },
  currency: { name: 'CURRENCY', isFine: (text) => /^[A-Z]{3}$/.test(text), wants: 'such as EUR' },
  paymentsApiKey: {
    name: 'PAYMENTS_API_KEY',
    isFine: (text) => text.length >= 16,
    wants: 'at least 16 characters',
  },
} as const satisfies Readonly<Record<keyof Config, Rule>>;

/** @throws Error that names everything that is wrong at once, and shows no value: one of them may be a secret. */
export function loadConfig(source: Source = process.env): Config {
  const problems = Object.values(RULES).flatMap((rule) => problemOf(rule, source));
  if (problems.length > 0)
    throw new Error(`The environment is not complete.\n${problems.join('\n')}`);
  return Object.freeze({
    port: Number(source[RULES.port.name]),
    currency: source[RULES.currency.name] ?? '',
    paymentsApiKey: source[RULES.paymentsApiKey.name] ?? '',
  });
}

function problemOf({ name, isFine, wants }: Rule, source: Source): readonly string[] {
  const text = source[name];
  if (text === undefined || text === '') return [`${name} is missing: ${wants}`];
  return isFine(text) ? [] : [`${name} is wrong: ${wants}`];
}
