import { z } from 'zod';

/** The parts that evidence is made of. */
export const amount = z.int().min(0);
export const when = z.iso.datetime();
export const span = { from: when, to: when };
