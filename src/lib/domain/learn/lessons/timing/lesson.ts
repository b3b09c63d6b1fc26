import type { Lesson } from '../../lesson.ts';
import { en } from './en.ts';
import { it } from './it.ts';
import { sv } from './sv.ts';

export const timing: Lesson = { minutes: 3, figures: 'hours', texts: { en, sv, it } };
