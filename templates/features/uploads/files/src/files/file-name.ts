import path from 'node:path';
import { uploadLimits } from '../constants/upload-limits.ts';

/** Control characters, and those that turn the direction of reading, by which an `exe` looks like a `pdf`. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** What Windows takes for something else. */
const FORBIDDEN = /[<>:"|?*]/g;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** A name to show and to save under, of what somebody sent as one. It is never part of a path here. */
export function safeName(sent: string): string {
  const last = sent.split(/[/\\]/).at(-1) ?? '';
  const visible = last.normalize('NFC').replaceAll(INVISIBLE, '').replaceAll(FORBIDDEN, '_');
  const name = shorten(withoutEdges(visible));
  if (name === '') return 'file';
  return DEVICE.test(name) ? `_${name}` : name;
}

/** Dots and spaces at the ends hide files, or get lost. */
function withoutEdges(name: string): string {
  const characters = [...name];
  const isInner = (character: string): boolean => character !== '.' && character !== ' ';
  const first = characters.findIndex(isInner);
  return first < 0 ? '' : characters.slice(first, characters.findLastIndex(isInner) + 1).join('');
}

/** The ending stays: people and programs go by it. */
function shorten(name: string): string {
  const characters = [...name];
  if (characters.length <= uploadLimits.name) return name;
  const ending = [...path.extname(name)].slice(0, 20);
  return [...characters.slice(0, uploadLimits.name - ending.length), ...ending].join('');
}

/** Save it, do not show it: what a browser shows runs with the rights of this site. */
export function attachment(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, percent);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
