/** How an upload ended: where to go on, or what was wrong (as words.ts reads it). */
export type Uploaded = { ok: true; href: string } | { ok: false; problem: string };

const TRIES = 4;
const FIRST_WAIT_MS = 500;

async function answerOf(response: Response): Promise<Record<string, unknown>> {
	return (await response.json().catch(() => ({}))) as Record<string, unknown>;
}

/** A piece is sent again when the connection breaks: it replaces itself. */
async function send(address: string, body: Blob): Promise<Response> {
	for (let left = TRIES, wait = FIRST_WAIT_MS; ; left--, wait *= 2) {
		try {
			const headers = { 'content-type': 'application/octet-stream' };
			const response = await fetch(address, { method: 'PUT', headers, body });
			if (response.status < 500 || left <= 1) return response;
		} catch (error) {
			if (left <= 1) throw error;
		}
		await new Promise((go) => setTimeout(go, wait));
	}
}

/** Sends a file in pieces, so that neither side holds it whole; `onProgress` hears the share that has arrived, 0 to 1. */
export async function uploadFile(
	file: File,
	given: { kind: string; source: string; pieceBytes: number },
	onProgress: (share: number) => void,
): Promise<Uploaded> {
	const { kind, source, pieceBytes } = given;
	const post = (body: object) =>
		fetch('/imports/upload', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	const begun = await post({ kind, source, fileName: file.name });
	const made = await answerOf(begun);
	if (!begun.ok) return { ok: false, problem: String(made.problem) };
	const id = String(made.id);
	for (let at = 0, number = 0; at < file.size; at += pieceBytes, number++) {
		const piece = file.slice(at, at + pieceBytes);
		const response = await send(`/imports/${id}/piece?number=${number}`, piece);
		if (!response.ok) return { ok: false, problem: String((await answerOf(response)).problem) };
		onProgress(Math.min(1, (at + pieceBytes) / file.size));
	}
	const closed = await post({ id });
	const end = await answerOf(closed);
	if (!closed.ok) return { ok: false, problem: String(end.problem) };
	return { ok: true, href: String(end.href) };
}
