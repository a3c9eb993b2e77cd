const ANSWERS: Record<string, unknown> = {
  '+"5"': 5,
  '-"abc"': NaN,
  '+true': 1,
  '+[]': 0,
  '+{}': NaN,
  '!""': true,
  '!!"0"': true,
  'typeof null': 'object',
  '-(-3)': 3,
  '(() => { let n = 5; return n++ + ++n })()': 12,
};

export const predict = (line: string): unknown => ANSWERS[line];
export const toggle = (flag: boolean): boolean => !flag;

export function toNumber(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

export function countdown(from: number): number[] {
  const list = [];
  for (let number = from; number > 0; number -= 1) list.push(number);
  return list;
}

export const truthy = (list: readonly unknown[]): unknown[] => list.filter(Boolean);
