import { describe, expect, it } from 'vitest';
import { awardsCsv, type CsvAward } from './csv.ts';

const award: CsvAward = {
	contest: { slug: 'autumn', name: 'Autumn "26"' },
	prize: { name: 'Mug, red', value: '12.50', currency: 'EUR' },
	person: { externalId: 'anna', name: 'Anna', team: 'North', email: 'anna@example.com' },
	slot: 2,
	place: null,
	state: 'accepted',
	delivery: 'Second floor\nDesk 4',
	note: null,
	updatedAt: '2026-11-23T10:00:00.000Z',
};
const named = (name: string) =>
	awardsCsv([{ ...award, person: { ...award.person, name } }], { delivery: false })
		.split('\r\n')[1]!
		.split('","')[7];

describe('the list as CSV', () => {
	it('has a heading and a line per award, every cell quoted', () => {
		expect(awardsCsv([award], { delivery: false })).toBe(
			'\uFEFF"contest","prize","value","currency","piece","place","person_id","person","team","email","state","note","changed_at"\r\n' +
				'"Autumn ""26""","Mug, red","12.50","EUR","2","","anna","Anna","North","anna@example.com","accepted","","2026-11-23T10:00:00.000Z"\r\n',
		);
	});

	it('numbers no piece where none is left', () => {
		const line = awardsCsv([{ ...award, slot: 0 }], { delivery: false }).split('\r\n')[1];
		expect(line).toContain('"EUR","","","anna"');
	});

	it('bears what is needed for the delivery only when asked for', () => {
		const [heading, line] = awardsCsv([award], { delivery: true }).split('\r\n');
		expect(heading?.endsWith(',"changed_at","delivery"')).toBe(true);
		expect(line?.endsWith(',"Second floor\nDesk 4"')).toBe(true);
	});

	it.each([
		'=1+1',
		'+46 70 123',
		'-2',
		'@SUM(A1)',
		' =1+1',
		'\t=1+1',
		'\tx',
		'\rx',
		'\nx',
		'\u00A0=1',
		'\uFEFF=1',
		'|calc',
		'%x',
		'\uFF1D1',
		'\uFF0B1',
		'\uFF0D1',
		'\uFF201',
	])('does not let a spreadsheet run %j', (name) => {
		expect(named(name)).toBe(`'${name}`);
	});

	it.each(['Anna', 'Anna=1', 'a-b', "'x", 'Åsa', '', ' Anna'])('leaves %j as it is', (name) => {
		expect(named(name)).toBe(name);
	});

	it('cannot be left through a quote', () => {
		expect(named('",=1')).toBe('"",=1');
	});
});
