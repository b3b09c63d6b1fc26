import { createGzip } from 'node:zlib';

/** The size of a stored piece: about 2 MB of text. */
const PIECE_BYTES = 256 * 1024;

/**
 * Packs a text that comes in pieces into gzip, in parts of 256 kB. `write` resolves when more may come; `finish` gives
 * the parts. Packed, 100,000 facts are about 2 MB.
 */
export function createPacker(): {
	write(text: string): Promise<void>;
	finish(): Promise<Buffer[]>;
} {
	const gzip = createGzip();
	const chunks: Buffer[] = [];
	gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
	const ended = new Promise<void>((resolve, reject) => {
		gzip.on('end', resolve);
		gzip.on('error', reject);
	});
	// Whoever writes hears of a failure too; nobody need await `finish` then.
	ended.catch(() => undefined);
	return {
		write: (text) =>
			new Promise((resolve, reject) => {
				gzip.write(text, (error) => (error ? reject(error) : resolve()));
			}),
		async finish() {
			gzip.end();
			await ended;
			const whole = Buffer.concat(chunks);
			const parts: Buffer[] = [];
			for (let from = 0; from < whole.length; from += PIECE_BYTES) {
				parts.push(whole.subarray(from, from + PIECE_BYTES));
			}
			return parts;
		},
	};
}
