import { CURRENCIES } from '../money.ts';
import type { ContestForm, PrizeRow } from './form.ts';
import { overlapsOf } from './prize-places.ts';
import type { Checker } from './problems.ts';

const MOST_PRIZES = 100;
const PLACES = { min: 1, max: 1_000_000 };
const POINTS = { min: 0, max: 2_000_000_000 };

/** The prizes of the form as prizeSchema takes them; what is wrong goes to `check`, under `prizes.<row>.<field>`. */
export function prizesOf(form: ContestForm, check: Checker): Record<string, unknown>[] {
	if (form.prizes.length > MOST_PRIZES) check.note('prizes', 'too_many', { max: MOST_PRIZES });
	const prizes = form.prizes.map((row, i) => ({
		name: check.text(`prizes.${i}.name`, row.name, 200),
		...moneyOf(row, `prizes.${i}`, check),
		...tableOf(row, `prizes.${i}`, form, check),
		...some('description', check.text(`prizes.${i}.description`, row.description, 1000, true)),
		...some(
			'stock',
			check.whole(`prizes.${i}.stock`, row.stock, { min: 1, max: 100_000, optional: true }),
		),
		...some('picture', pictureOf(row, `prizes.${i}.picture`, check)),
		...kindOf(row, `prizes.${i}`, check),
	}));
	noteOverlaps(form.prizes, check);
	return prizes;
}

const some = (key: string, value: unknown) => (value === undefined ? {} : { [key]: value });

function moneyOf(row: PrizeRow, path: string, check: Checker) {
	const value = row.value.trim();
	const currency = row.currency.trim().toUpperCase();
	if (value !== '' && !/^\d{1,10}(\.\d{1,2})?$/.test(value)) {
		check.note(`${path}.value`, 'not_money');
	} else if (value === '' && currency !== '') {
		check.note(`${path}.value`, 'currency_without_value');
	}
	if (value !== '' && currency === '') check.note(`${path}.currency`, 'value_without_currency');
	if (currency !== '' && !CURRENCIES.has(currency))
		check.note(`${path}.currency`, 'unknown_currency');
	return value === '' ? {} : { value, currency };
}

/** Which table it is won in, and that the contest has this table. */
function tableOf(row: PrizeRow, path: string, form: ContestForm, check: Checker) {
	if (row.ranking === 'improved' && !form.mostImproved) {
		check.note(`${path}.ranking`, 'improved_off');
	}
	if (row.ranking !== 'bracket') return { ranking: row.ranking };
	const bracket = check.text(`${path}.bracket`, row.bracket, 100);
	const { mode, own } = form.brackets;
	const known =
		mode === 'office' ||
		mode === 'team' ||
		(mode === 'own' && own.some(({ name }) => name.trim() === bracket));
	if (bracket !== undefined && !known) check.note(`${path}.bracket`, 'bracket_unknown');
	return { ranking: row.ranking, bracket };
}

const UUID = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i;

function pictureOf(row: PrizeRow, path: string, check: Checker): string | undefined {
	const picture = row.picture.trim();
	if (picture === '') return undefined;
	if (!UUID.test(picture)) check.note(path, 'picture_unknown');
	return picture;
}

function kindOf(row: PrizeRow, path: string, check: Checker): Record<string, unknown> {
	const { kind } = row;
	switch (kind) {
		case 'place': {
			const fromPlace = check.whole(`${path}.fromPlace`, row.fromPlace, PLACES);
			const toPlace = check.whole(`${path}.toPlace`, row.toPlace, { ...PLACES, optional: true });
			if (fromPlace !== undefined && toPlace !== undefined && toPlace < fromPlace) {
				check.note(`${path}.toPlace`, 'places_backwards');
			}
			return { kind, fromPlace, ...some('toPlace', toPlace) };
		}
		case 'threshold':
			return { kind, minPoints: check.whole(`${path}.minPoints`, row.minPoints, POINTS) };
		case 'draw': {
			const winners = check.whole(`${path}.winners`, row.winners, { min: 1, max: 10_000 });
			const minPoints = check.whole(`${path}.minPoints`, row.minPoints, {
				...POINTS,
				optional: true,
			});
			const { excludePlaceWinners } = row;
			return { kind, winners, ...some('minPoints', minPoints), excludePlaceWinners };
		}
	}
}

function noteOverlaps(rows: readonly PrizeRow[], check: Checker): void {
	const readable = rows.map((row, i) => {
		const fromPlace = Number(row.fromPlace);
		const toPlace = row.toPlace.trim() === '' ? fromPlace : Number(row.toPlace);
		const wrong = check.has(`prizes.${i}.fromPlace`) || !(fromPlace >= 1 && toPlace >= fromPlace);
		if (row.kind !== 'place' || wrong) return null;
		const { kind, name, ranking, bracket } = row;
		return { kind, name, fromPlace, toPlace, ranking, bracket: bracket.trim() };
	});
	for (const { index, other } of overlapsOf(readable)) {
		check.note(`prizes.${index}.fromPlace`, 'places_overlap', { name: rows[other]!.name.trim() });
	}
}
