/** What a control is described by: its hint and its error, where it has them. */
export function described(
	id: string,
	{ hint, error }: { hint?: string | undefined; error?: string | undefined },
): { 'aria-describedby': string | undefined; 'aria-invalid': 'true' | undefined } {
	const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
	return { 'aria-describedby': ids || undefined, 'aria-invalid': error ? 'true' : undefined };
}

/** How a control looks, wrong or not. */
export const controlLook = (error: string | undefined) => [
	'min-h-11 w-full rounded-md border bg-card px-3 text-base text-ink',
	error ? 'border-coral' : 'border-edge',
];
