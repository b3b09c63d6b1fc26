import type { Lesson } from '../../lesson.ts';
import { en } from './en.ts';
import { it } from './it.ts';
import { sv } from './sv.ts';

export const confidential: Lesson = { minutes: 4, figures: null, texts: { en, sv, it } };
