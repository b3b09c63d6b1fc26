import { encode } from 'uqr';

export type QrPath = {
	/** The side in modules, the quiet zone of four around it included (ISO/IEC 18004). */
	size: number;
	/** The dark modules as one SVG path. */
	d: string;
};

/** A QR code of a text, drawn as a path: runs of dark modules, row by row. Medium error correction, for print. */
export function qrPath(text: string): QrPath {
	const { data, size } = encode(text, { ecc: 'M', border: 4 });
	const runs = data.flatMap((row, y) => {
		const found: string[] = [];
		for (let x = 0; x < size; x++) {
			if (!row[x]) continue;
			const from = x;
			while (x + 1 < size && row[x + 1]) x++;
			found.push(`M${from} ${y}h${x - from + 1}v1H${from}z`);
		}
		return found;
	});
	return { size, d: runs.join('') };
}
