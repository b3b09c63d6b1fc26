/** A webhook's fields as a form sends them, for its verbs to judge and for the form to show again. */
export function readWebhookForm(form: FormData): {
	url: string;
	description: string;
	events: string[];
} {
	const text = (name: string) => String(form.get(name) ?? '').trim();
	return {
		url: text('url'),
		description: text('description'),
		events: form.getAll('events').map(String),
	};
}
