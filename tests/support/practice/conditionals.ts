export function classify(number: number): string {
  if (number === 0) return 'zero';
  return `${number > 0 ? 'positive' : 'negative'} ${number % 2 === 0 ? 'even' : 'odd'}`;
}

export const isLeapYear = (year: number): boolean =>
  year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);

interface Account {
  readonly name: string;
  readonly password: string;
  readonly isLocked: boolean;
}

export function login(account: Account, name: string, password: string): string {
  if (account.isLocked) return 'locked';
  return account.name === name && account.password === password ? 'welcome' : 'wrong';
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export function dayOfWeek(number: number): string {
  const day = DAYS[number - 1];
  if (day === undefined) throw new RangeError('A week has seven days.');
  return day;
}

export function bmiCategory(value: number): string {
  if (value < 18.5) return 'under';
  if (value < 25) return 'normal';
  return value < 30 ? 'over' : 'far over';
}
