/** Is the one version newer than the other? A release comes after its previews. */
export function isNewer(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  const place = a.numbers.findIndex((number, index) => number !== b.numbers[index]);
  if (place !== -1) return (a.numbers[place] ?? 0) > (b.numbers[place] ?? 0);
  if (a.preview === '' || b.preview === '') return a.preview === '' && b.preview !== '';
  return a.preview.localeCompare(b.preview, 'en', { numeric: true }) > 0;
}

function partsOf(version: string): {
  readonly numbers: readonly number[];
  readonly preview: string;
} {
  const [core = '', ...preview] = version.split('-');
  return { numbers: core.split('.').map(Number), preview: preview.join('-') };
}
