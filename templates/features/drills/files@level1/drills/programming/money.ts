/** Money is counted in cents, as whole numbers: 0.1 + 0.2 is not 0.3 in binary, 10 + 20 is 30 everywhere. */
export type Cents = number;

/** `12.34` → 1234. Text, because a number has lost its cents before anybody can ask. */
export function parseMoney(text: string): Cents {
  const isNegative = text.startsWith('-');
  const [units = '', cents = '0', ...rest] = text.slice(isNegative ? 1 : 0).split('.');
  if (rest.length > 0 || !/^\d{1,12}$/.test(units) || !/^\d{1,2}$/.test(cents))
    throw new RangeError(`"${text}" is no amount of money, such as 12.34.`);
  const amount = Number(units) * 100 + Number(cents.padEnd(2, '0'));
  return isNegative ? 0 - amount : amount;
}

export function formatMoney(cents: Cents): string {
  const digits = String(Math.abs(checked(cents))).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `percent` of an amount; half a cent goes up, away from zero. */
export function percentOf(cents: Cents, percent: number): Cents {
  const exact = (checked(cents) * percent) / 100;
  return Math.sign(exact) * Math.round(Math.abs(exact));
}

/** Shares that differ by a cent at most, and add up to the whole: nobody loses the odd cent. */
export function split(cents: Cents, shares: number): readonly Cents[] {
  const least = Math.floor(checked(cents) / shares);
  const rest = cents - least * shares;
  return Array.from({ length: shares }, (_, place) => least + (place < rest ? 1 : 0));
}

function checked(cents: Cents): Cents {
  if (Number.isSafeInteger(cents)) return cents;
  throw new RangeError(`${cents} is no whole number of cents.`);
}
