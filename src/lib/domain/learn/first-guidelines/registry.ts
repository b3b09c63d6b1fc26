import type { Language } from '../languages.ts';
import { en } from './en.ts';
import { it } from './it.ts';
import { sv } from './sv.ts';

/** Guidelines to begin with, in every language: the editor shows them until a program has published its own. */
export const FIRST_GUIDELINES = { en, sv, it } as const satisfies Record<Language, string>;
