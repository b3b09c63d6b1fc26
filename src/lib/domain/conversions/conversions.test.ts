import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canConvert, readBeacon } from './beacon.ts';
import { kindSettingsSchema, worthOf } from './kind.ts';
import { originOf } from './origin.ts';
import { conversionSettingsSchema } from './settings.ts';
import { isLate } from './window.ts';

describe('an origin', () => {
	it.each([
		['https://www.example.com', 'https://www.example.com'],
		[' HTTPS://WWW.Example.com:443/shop?x=1#y ', 'https://www.example.com'],
		['http://localhost:8080/', 'http://localhost:8080'],
		['https://bücher.example', 'https://xn--bcher-kva.example'],
	])('of %j is %s', (address, origin) => {
		expect(originOf(address)).toBe(origin);
	});

	it.each([
		'',
		'null',
		'example.com',
		'*',
		'https://',
		'ftp://a.example',
		'javascript:alert(1)',
		'https://a:b@c.example',
		`https://${'a'.repeat(200)}.example`,
	])('is none of %j', (address) => {
		expect(originOf(address)).toBeNull();
	});

	it('stays as it is when it is read again', () => {
		fc.assert(
			fc.property(fc.nat(70_000), fc.stringMatching(/^[a-z0-9.-]{1,30}$/), (port, host) => {
				const origin = originOf(`https://${host}:${port}/shop`);
				if (origin !== null) expect(originOf(origin)).toBe(origin);
			}),
		);
	});
});

describe('the program’s settings', () => {
	it('keep each origin once, in order', () => {
		const origins = ['https://b.example/x', 'https://a.example', 'https://b.example'];
		expect(conversionSettingsSchema.parse({ days: 30, click: 'first', origins })).toEqual({
			...{ days: 30, click: 'first' },
			origins: ['https://a.example', 'https://b.example'],
		});
	});

	it.each([
		{ days: 0, click: 'last', origins: [] },
		{ days: 366, click: 'last', origins: [] },
		{ days: 1.5, click: 'last', origins: [] },
		{ days: 30, click: 'best', origins: [] },
		{ days: 30, click: 'last', origins: ['everybody'] },
	])('refuse %j', (settings) => {
		expect(conversionSettingsSchema.safeParse(settings).success).toBe(false);
	});
});

describe('the window from click to conversion', () => {
	const click = new Date('2026-06-01T12:00:00Z');
	it.each([
		[0, false],
		[-60_000, false],
		[30 * 86_400_000, false],
		[30 * 86_400_000 + 1, true],
	])('of 30 days, %d ms after the click, is over: %s', (ms, late) => {
		expect(isLate(click, new Date(click.getTime() + ms), 30)).toBe(late);
	});
});

describe('what a conversion is worth', () => {
	const kind = { value: '10.00', currency: 'EUR' };
	it('is what its sender said, else what its kind says, else nothing', () => {
		expect(worthOf({ value: '3', currency: 'SEK' }, kind)).toEqual({ value: '3', currency: 'SEK' });
		expect(worthOf({}, kind)).toEqual(kind);
		expect(worthOf({ value: '3' }, undefined)).toEqual({ value: null, currency: null });
		expect(worthOf({}, undefined)).toEqual({ value: null, currency: null });
	});

	it('of a kind comes with its currency', () => {
		const sale = { kind: 'sale', name: 'Sale', expectsValue: true, active: true };
		expect(kindSettingsSchema.safeParse({ ...sale, ...kind }).success).toBe(true);
		for (const half of [
			{ value: '1', currency: null },
			{ value: null, currency: 'EUR' },
			{ value: '-1', currency: 'EUR' },
			{ value: '1', currency: 'XXQ' },
		])
			expect(kindSettingsSchema.safeParse({ ...sale, ...half }).success).toBe(false);
	});
});

describe('a message of the script', () => {
	const click = '01930000-0000-7000-8000-00000000000a';
	const read = (more: object) => readBeacon(JSON.stringify({ click, kind: 'sale', ...more }));

	it('is read, without the dust of a cart that adds up floating-point numbers', () => {
		expect(read({ value: String(0.1 + 0.2), currency: 'EUR', id: '7' })).toEqual({
			...{ click, kind: 'sale', value: '0.3', currency: 'EUR', id: '7' },
		});
		expect(read({ value: '12.3456' })?.value).toBe('12.3456');
		expect(read({ later: 'fields are for later scripts' })).toEqual({ click, kind: 'sale' });
	});

	it.each([
		{ click: 'x' },
		{ kind: '' },
		{ kind: 'a\0b' },
		{ value: '-1' },
		{ value: '1e5' },
		{ value: '1'.repeat(15) },
		{ value: `${'9'.repeat(14)}.99999` },
		{ currency: 'euro' },
		{ id: 'x'.repeat(201) },
	])('is none with %j', (wrong) => {
		expect(read(wrong)).toBeNull();
	});

	it.each(['', '[]', 'null', '{', '"x"'])('is none as %j', (body) => {
		expect(readBeacon(body)).toBeNull();
	});

	it('counts after a visitor’s click alone', () => {
		expect(
			['valid', 'duplicate', 'bot', 'prefetch', 'self', 'internal'].filter(canConvert),
		).toEqual(['valid', 'duplicate']);
	});
});
