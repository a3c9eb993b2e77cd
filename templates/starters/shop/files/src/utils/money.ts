interface Line {
  /** with two decimals: `19.90` */
  readonly price: string;
  readonly quantity: number;
}

/** In whole cents: numbers of JavaScript are exact as long as they are whole, and BigInt has no end. */
export function totalOf(lines: readonly Line[]): string {
  const cents = lines.reduce(
    (sum, { price, quantity }) => sum + BigInt(quantity) * BigInt(price.replace('.', '')),
    0n,
  );
  const digits = cents.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
