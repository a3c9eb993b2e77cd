import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  rewriteRelativeImportExtensions: true,
};

/** `src/` as JavaScript, without checking types: a process starts three times faster from it. */
export function compile(target: string): void {
  rmSync(target, { recursive: true, force: true });
  // Folders, and what is no source: SQL and the like.
  cpSync('src', target, { recursive: true, filter: (file) => !file.endsWith('.ts') });
  for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const source = readFileSync(path.join('src', file), 'utf8');
    const { outputText } = ts.transpileModule(source, { compilerOptions: OPTIONS });
    writeFileSync(path.join(target, file.replace(/\.ts$/, '.js')), outputText);
  }
}
