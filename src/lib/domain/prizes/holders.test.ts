import { describe, expect, it } from 'vitest';
import type { PrizeView } from '../contest/view.ts';
import type { BoardRow } from '../live/events.ts';
import { holderNames } from './holders.ts';

const row = (name: string, rank: number | null) => ({ rank, person: { name } }) as BoardRow;
const prize = (fromPlace: number, toPlace: number | null): PrizeView => ({
	id: 'prize',
	kind: 'place',
	name: 'A prize',
	value: null,
	currency: null,
	fromPlace,
	toPlace,
	minPoints: null,
	winners: null,
	excludePlaceWinners: false,
	ranking: 'main',
	bracket: null,
	description: null,
	stock: null,
	picture: null,
});

describe('a prize for places', () => {
	const rows = [row('Mira', 1), row('Jonas', 2), row('Ana', 2), row('Tom', 4), row('Elif', null)];
	const names = (of: PrizeView) => holderNames(of, rows);

	it('is held by everyone who shares the place', () => {
		expect(names(prize(2, 2))).toEqual(['Jonas', 'Ana']);
	});

	it('is held by nobody when the place is skipped', () => {
		expect(names(prize(3, null))).toEqual([]);
	});

	it('never goes to who has no rank, nor when it is for a draw', () => {
		expect(names(prize(4, 9))).toEqual(['Tom']);
		expect(names({ ...prize(1, 9), kind: 'draw' })).toEqual([]);
		expect(names({ ...prize(1, 9), fromPlace: null })).toEqual([]);
	});

	it('is not told by this table when it is won in another', () => {
		expect(names({ ...prize(1, null), ranking: 'bracket', bracket: 'Newcomers' })).toEqual([]);
		expect(names({ ...prize(1, null), ranking: 'improved' })).toEqual([]);
	});

	it('belongs to those who were drawn, in the order of their lots', () => {
		const drawn = { ...prize(1, null), kind: 'draw' as const, drawn: ['Tom', 'Mira'] };
		expect(names(drawn)).toEqual(['Tom', 'Mira']);
	});
});
