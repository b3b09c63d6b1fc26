import { z } from 'zod';
import { isStorable } from '../text.ts';

const short = (max: number) => z.string().max(max).refine(isStorable, 'not well-formed text');

/** What a screen says of itself, with every look for its programme or when something changed. */
export const reportSchema = z.strictObject({
	/** Key of the scene that it shows; null: it waits for its first. */
	scene: short(40).nullable(),
	/** Since when, by the server's clock (RFC 3339). */
	since: z.iso.datetime({ offset: true }).nullable(),
	/** The version of the application that it runs. */
	version: short(80),
	/** In pixels of the screen. */
	width: z.int().min(0).max(32_768),
	height: z.int().min(0).max(32_768),
	/** What it shows is older than it should be. */
	stale: z.boolean(),
	plain: z.boolean(),
});

/** With the browser, which the server reads from the request. */
export type DisplayReport = z.output<typeof reportSchema> & { browser: string };
