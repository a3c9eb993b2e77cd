declare module 'pluralize' {
  interface Pluralize {
    plural(word: string): string;
    singular(word: string): string;
    addIrregularRule(singular: string, plural: string): void;
    addUncountableRule(word: string): void;
  }
  const pluralize: Pluralize;
  export default pluralize;
}
