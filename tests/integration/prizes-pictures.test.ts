import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { describePicture } from '#lib/server/pictures/describe.ts';
import { encodePicture, MAX_SIDE, MAX_UPLOAD_BYTES } from '#lib/server/pictures/encode.ts';
import { readPicture } from '#lib/server/pictures/queries.ts';
import { uploadPicture } from '#lib/server/pictures/upload.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, asActor } from '#tests/support/people.ts';

const red = { r: 200, g: 30, b: 30 };
const plain = (width: number, height: number) =>
	sharp({ create: { width, height, channels: 3, background: red } });

/** A PNG of two kilobytes that claims to be so large: zlib squeezes a thousand zeros into one byte. */
function bomb(side: number): Buffer {
	const chunk = (type: string, data: Buffer) => {
		const body = Buffer.concat([Buffer.from(type), data]);
		const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
		length.writeUInt32BE(data.length);
		crc.writeUInt32BE(crc32(body));
		return Buffer.concat([length, body, crc]);
	};
	const head = Buffer.alloc(13);
	head.writeUInt32BE(side, 0);
	head.writeUInt32BE(side, 4);
	head.set([1, 0, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', head),
		chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

const refusal = (reason: string) => expect.objectContaining({ reason });

describe('a picture for a prize', () => {
	test.each(['png', 'jpeg', 'webp'] as const)('is taken as %s and kept as WebP', async (format) => {
		const bytes = await plain(60, 40).toFormat(format).toBuffer();
		const kept = await encodePicture(bytes);
		expect(kept).toMatchObject({ type: 'image/webp', width: 60, height: 40 });
		expect(await sharp(kept.bytes).metadata()).toMatchObject({ format: 'webp', width: 60 });
	});

	test('is made smaller when it is large, upright, and without what the camera wrote', async () => {
		const photo = await plain(3000, 1500)
			.withExif({ IFD0: { Artist: 'Somebody' }, IFD3: { GPSLatitude: '59/1 20/1 0/1' } })
			.withMetadata({ orientation: 6 })
			.jpeg()
			.toBuffer();
		expect((await sharp(photo).metadata()).exif?.includes('Somebody')).toBe(true);
		const kept = await encodePicture(photo);
		expect([kept.width, kept.height]).toEqual([MAX_SIDE / 2, MAX_SIDE]);
		const { exif, icc, xmp, iptc, orientation } = await sharp(kept.bytes).metadata();
		expect({ exif, icc, xmp, iptc, orientation }).toEqual({});
		expect(kept.bytes.includes('Somebody')).toBe(false);
	});

	test('has one frame, even if an animation came', async () => {
		const other = sharp({ create: { width: 20, height: 20, channels: 3, background: 'blue' } });
		const frames = [await plain(20, 20).png().toBuffer(), await other.png().toBuffer()];
		const moving = await sharp(frames, { join: { animated: true } })
			.webp()
			.toBuffer();
		expect((await sharp(moving).metadata()).pages).toBe(2);
		const kept = await encodePicture(moving);
		expect((await sharp(kept.bytes).metadata()).pages ?? 1).toBe(1);
		expect(kept.height).toBe(20);
	});

	test('is refused as SVG, GIF, TIFF, text or nothing, whatever it is called', async () => {
		const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
		const gif = await plain(9, 9).gif().toBuffer();
		const tiff = await plain(9, 9).tiff().toBuffer();
		for (const bytes of [svg, gif, tiff, Buffer.from('hello'), Buffer.alloc(0)])
			await expect(encodePicture(bytes)).rejects.toEqual(refusal('picture_type'));
	});

	test('is refused when it is cut short or only begins like one', async () => {
		const png = await plain(400, 400).png().toBuffer();
		for (const bytes of [png.subarray(0, png.length - 40), png.subarray(0, 12)])
			await expect(encodePicture(bytes)).rejects.toEqual(refusal('picture_broken'));
	});

	test('is refused when a few bytes claim to be gigabytes, before any of it is decoded', async () => {
		const bytes = bomb(50_000);
		expect(bytes.length).toBeLessThan(5_000);
		const before = process.memoryUsage().rss;
		await expect(encodePicture(bytes)).rejects.toEqual(refusal('picture_pixels'));
		expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
	});

	test('is refused with more megapixels than a camera makes', async () => {
		const bytes = await plain(6000, 4001).png().toBuffer();
		await expect(encodePicture(bytes)).rejects.toEqual(refusal('picture_pixels'));
	});

	test('is refused when it is too heavy', async () => {
		const heavy = new Uint8Array(MAX_UPLOAD_BYTES + 1);
		await expect(encodePicture(heavy)).rejects.toEqual(refusal('picture_too_large'));
	});
});

describe('kept pictures', () => {
	let database: TestDatabase;
	let owner: Actor;
	beforeAll(async () => {
		database = await createTestDatabase();
		owner = asActor(await aPerson(database, { role: 'owner' }));
	});
	afterAll(() => database.close());

	test('are uploaded by owners, written down, and seen by everybody who knows their id', async () => {
		const bytes = await plain(30, 20).png().toBuffer();
		const input = { bytes, alt: ' A red mug ' };
		const made = await uploadPicture({ ctx: database.ctx(owner), input });
		expect(made).toEqual({ id: expect.any(String) as string, width: 30, height: 20 });
		const ctx = database.ctx({ kind: 'visitor' });
		const kept = await readPicture({ ctx, input: { id: made.id } });
		expect(kept.type).toBe('image/webp');
		expect((await sharp(kept.bytes).metadata()).width).toBe(30);
		const { sql } = database.connections;
		expect(await sql`select alt from pictures where id = ${made.id}`).toEqual([
			{ alt: 'A red mug' },
		]);
		expect(await sql`select target from audit_entries where action = 'picture.upload'`).toEqual([
			{ target: `picture:${made.id}` },
		]);
	});

	test('are given as JPEG too, white where nothing was, and once for many who ask at the same time', async () => {
		const clear = { r: 0, g: 0, b: 0, alpha: 0 };
		const bytes = await sharp({ create: { width: 8, height: 6, channels: 4, background: clear } })
			.png()
			.toBuffer();
		const { id } = await uploadPicture({ ctx: database.ctx(owner), input: { bytes } });
		const ctx = database.ctx({ kind: 'visitor' });
		const asked = await Promise.all(
			Array.from({ length: 30 }, () => readPicture({ ctx, input: { id, jpeg: true } })),
		);
		expect(new Set(asked.map((one) => one.bytes)).size).toBe(1);
		const [{ type, bytes: jpeg }] = asked as [(typeof asked)[number]];
		expect(type).toBe('image/jpeg');
		expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 8, height: 6 });
		const { channels } = await sharp(jpeg).stats();
		expect(channels.map(({ min }) => min >= 250)).toEqual([true, true, true]);
		await expect(readPicture({ ctx, input: { id: 'x', jpeg: true } })).rejects.toMatchObject({
			code: 'not_found',
		});
	});

	test('are not uploaded by others', async () => {
		const bytes = await plain(3, 2).png().toBuffer();
		for (const role of ['employee', 'manager'] as const) {
			const ctx = database.ctx(asActor(await aPerson(database), role));
			await expect(uploadPicture({ ctx, input: { bytes } })).rejects.toThrow(/permission/);
		}
	});

	test('are described anew by owners, and by nobody else', async () => {
		const { sql } = database.connections;
		const bytes = await plain(4, 3).png().toBuffer();
		const { id } = await uploadPicture({ ctx: database.ctx(owner), input: { bytes } });
		await describePicture({ ctx: database.ctx(owner), input: { id, alt: ' A blue\u200b mug ' } });
		const manager = database.ctx(asActor(await aPerson(database, { role: 'manager' })));
		await expect(describePicture({ ctx: manager, input: { id, alt: 'Mine' } })).rejects.toThrow(
			/permission/,
		);
		expect(await sql`select alt from pictures where id = ${id}`).toEqual([{ alt: 'A blue mug' }]);
	});

	test('are not found by an id that is none', async () => {
		const ctx = database.ctx({ kind: 'visitor' });
		for (const id of ['x', '0198c0de-0000-7000-8000-000000000000'])
			await expect(readPicture({ ctx, input: { id } })).rejects.toMatchObject({
				code: 'not_found',
			});
	});
});
