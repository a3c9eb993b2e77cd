/** Without NUL and without half a surrogate pair: what every log and every database can hold. */
export const isText = (value: string): boolean => !value.includes('\0') && value.isWellFormed();
