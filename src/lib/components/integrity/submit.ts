import type { SubmitFunction } from '@sveltejs/kit';

/** How a form of these pages is sent where there is a script. */
export type Submit = SubmitFunction;

/** The address of a deed's form. It names the contest and the view that the page shows. */
export type To = (deed: string) => string;

/** What came of a form: what was done, or why it was refused, at which field and with what typed. */
export type Came = {
	done?: string;
	problem?: string;
	errors?: { path: string; message: string }[];
	kept?: { id: string; text: string; typed?: Record<string, string> };
} | null;

/** What is wrong with `field` of the form about `id`; undefined where nothing is. */
export const wrongAt = (came: Came, id: string, field: string): boolean =>
	came?.kept?.id === id && (came.errors ?? []).some(({ path }) => path === field);

/** What was typed into `field` of the form about `id`, to show again; undefined where nothing was. */
export const typedAt = (came: Came, id: string, field: string): string | undefined =>
	came?.kept?.id === id ? came.kept.typed?.[field] : undefined;
