import { Failure, type FailureCode } from '#lib/domain/failure.ts';

/** What a phone's photo has; the server in front takes 8 MB (server/main.ts). */
export const MAX_UPLOAD_BYTES = 5 * 1024 * 1024;
/** 24 megapixels are what cameras make. Decoded that is about 100 MB, for a moment; a bomb of a few kB asks for gigabytes. */
export const MAX_PIXELS = 24_000_000;
/** The longer side as it is kept: twice the widest place where one is shown. */
export const MAX_SIDE = 1200;
const QUALITY = 82;
const SECONDS = 10;

export type EncodedPicture = { type: 'image/webp'; bytes: Buffer; width: number; height: number };

/**
 * A PNG, JPEG or WebP as the portal keeps it: upright, at most `maxSide` wide and high, one frame, WebP, and without
 * anything that a camera or a program wrote into it (place, time, names). Throws Failure `too_large`, or `invalid` with the
 * reason `picture_type`, `picture_pixels` or `picture_broken`.
 */
export async function encodePicture(
	upload: Uint8Array,
	maxSide = MAX_SIDE,
): Promise<EncodedPicture> {
	if (upload.byteLength > MAX_UPLOAD_BYTES)
		throw refused('picture_too_large', 'A picture has at most 5 MB.', 'too_large');
	// By its first bytes and before any decoder sees it: SVG, PDF and the rest of what libvips reads stay outside.
	if (!isPicture(upload)) throw refused('picture_type', 'Send a PNG, JPEG or WebP picture.');
	// Loaded when it is needed: a machine without its binaries runs the portal all the same.
	const { default: sharp } = await import('sharp');
	// Beside scoring and redirects, one picture at a time on one core is fast enough, and nothing of it is kept.
	sharp.cache(false);
	sharp.concurrency(1);
	const open = () => sharp(upload, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 });
	try {
		const { width, height } = await open().metadata();
		if (width * height > MAX_PIXELS)
			throw refused('picture_pixels', 'A picture has at most 24 megapixels.');
		const { data, info } = await open()
			.autoOrient()
			.resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
			.webp({ quality: QUALITY })
			.timeout({ seconds: SECONDS })
			.toBuffer({ resolveWithObject: true });
		return { type: 'image/webp', bytes: data, width: info.width, height: info.height };
	} catch (thrown) {
		if (thrown instanceof Failure) throw thrown;
		if (/pixel limit/i.test(String(thrown)))
			throw refused('picture_pixels', 'A picture has at most 24 megapixels.');
		throw refused('picture_broken', 'This picture cannot be read.', 'invalid', thrown);
	}
}

/**
 * A picture as the portal keeps it, as a JPEG for link previews: LinkedIn and others may not show WebP. What was
 * transparent is white. Up to 40 ms for the largest.
 */
export async function asJpeg(kept: Uint8Array): Promise<Buffer> {
	const { default: sharp } = await import('sharp');
	sharp.cache(false);
	sharp.concurrency(1);
	return sharp(kept, { limitInputPixels: MAX_PIXELS })
		.flatten({ background: '#fff' })
		.jpeg({ quality: QUALITY })
		.timeout({ seconds: SECONDS })
		.toBuffer();
}

/** The first bytes of PNG (RFC 2083), JPEG (ITU T.81) and WebP (RFC 9649). */
function isPicture(bytes: Uint8Array): boolean {
	const starts = (from: number, ...wanted: number[]) =>
		wanted.every((byte, i) => bytes[from + i] === byte);
	return (
		starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) ||
		starts(0, 0xff, 0xd8, 0xff) ||
		(starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50))
	);
}

function refused(
	reason: string,
	message: string,
	code: FailureCode = 'invalid',
	cause?: unknown,
): Failure {
	return new Failure(code, message, {
		reason,
		errors: [{ path: 'picture', message: reason }],
		cause,
	});
}
