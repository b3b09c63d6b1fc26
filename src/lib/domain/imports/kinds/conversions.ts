import type { ImportKind, Place } from '../kind.ts';
import { AT_COLUMN, ID_COLUMN, PLACE_COLUMNS, PLACES, readPlace } from './place.ts';

/** Leads, signups, sales, … with or without a value. The click before it (`lrl`) says whose it is, or the link does. */
export const conversions: ImportKind = {
	columns: [
		{
			...ID_COLUMN,
			synonyms: [...ID_COLUMN.synonyms, 'orderid', 'leadid', 'dealid'],
			example: 'order-881',
		},
		{ key: 'click', synonyms: ['clickid', 'lrl'], example: '' },
		...PLACE_COLUMNS,
		AT_COLUMN,
		{
			key: 'kind',
			synonyms: ['type', 'event', 'conversion', 'goal', 'stage'],
			needed: true,
			fixable: true,
			example: 'sale',
		},
		{
			key: 'value',
			synonyms: ['amount', 'revenue', 'price', 'sum', 'betrag', 'belopp'],
			example: '149.90',
		},
		{
			key: 'currency',
			synonyms: ['currencycode', 'valuta', 'waehrung'],
			fixable: true,
			example: 'EUR',
		},
	],
	oneOf: [['click'], ...PLACES],
	read(line) {
		const id = line.text('id', { max: 200 });
		const click = line.text('click', { max: 200 });
		const place: Place | null = click === null ? readPlace(line) : { click };
		const at = line.instant('at');
		const kind = line.text('kind', { max: 60, needed: true })?.toLowerCase() ?? null;
		const money = line.money('value', 'currency');
		if (!place || !at || kind === null) return [];
		const { value, currency } = money ?? { value: null, currency: null };
		return [{ type: 'conversion', id, place, at, kind, value, currency }];
	},
};
