const DECISIONS = ['auto', 'pin', 'out'] as const;

/** What the desk's form decides of each post: fields are named `<what>.<id>`. */
export function decisionsOf(form: FormData) {
	const ids = [...form.keys()].flatMap((name) =>
		name.startsWith('decision.') ? [name.slice('decision.'.length)] : [],
	);
	return ids.map((id) => {
		const text = (what: string) => String(form.get(`${what}.${id}`) ?? '');
		const place = text('place');
		return {
			id,
			decision: DECISIONS.find((one) => one === text('decision')) ?? 'auto',
			place: place === '' ? null : place,
			...{ comment: text('comment'), reason: text('reason') },
		};
	});
}

/** What was typed, by the field's name. */
export const keptOf = (form: FormData): Record<string, string> =>
	Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
