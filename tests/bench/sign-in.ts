/** The cookie of the demo company's employee at this portal, by its own form. */
export async function signIn(url: string): Promise<string> {
	const answer = await fetch(`${url}/sign-in?/persona`, {
		method: 'POST',
		headers: { origin: url, accept: 'text/html' },
		body: new URLSearchParams({ role: 'employee', next: '/' }),
		redirect: 'manual',
	});
	return answer.headers
		.getSetCookie()
		.map((line) => line.split(';', 1)[0])
		.join('; ');
}
