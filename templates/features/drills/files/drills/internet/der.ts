/** DER, the binary form of certificates: every value is a tag, a length, and the bytes. */
export function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content)]), content]);
}

export const sequence = (...items: readonly Buffer[]): Buffer => der(0x30, ...items);
export const setOf = (...items: readonly Buffer[]): Buffer => der(0x31, ...items);
export const integer = (bytes: Buffer): Buffer => der(0x02, positive(bytes));
export const bitString = (bytes: Buffer): Buffer => der(0x03, Buffer.from([0]), bytes);
export const octetString = (bytes: Buffer): Buffer => der(0x04, bytes);
export const utf8 = (text: string): Buffer => der(0x0c, Buffer.from(text));
export const truth = (): Buffer => der(0x01, Buffer.from([0xff]));
/** `[0]`, `[3]`: a value whose meaning is its number */
export const numbered = (place: number, item: Buffer): Buffer => der(0xa0 + place, item);

/** `20260131093000Z` without its century: certificates before 2050 write two digits. */
export const utcTime = (date: Date): Buffer =>
  der(
    0x17,
    Buffer.from(
      `${date
        .toISOString()
        .replaceAll(/[-:T]|\.\d+/g, '')
        .slice(2)}`,
    ),
  );

/** `1.2.840.10045.4.3.2`: the first two numbers share a byte, large ones take several of seven bits each. */
export function objectId(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(sevenBits)]));
}

function sevenBits(value: number): readonly number[] {
  const digits = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128))
    digits.unshift((rest % 128) + 128);
  return digits;
}

function lengthOf({ length }: Buffer): readonly number[] {
  if (length < 128) return [length];
  return length < 256 ? [0x81, length] : [0x82, length >> 8, length % 256];
}

// A first bit of 1 would mean a negative number.
const positive = (bytes: Buffer): Buffer =>
  (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
