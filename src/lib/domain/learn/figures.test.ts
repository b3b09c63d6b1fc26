import { expect, test } from 'vitest';
import { figureSentences, type CompanyFigures } from './figures.ts';
import { LANGUAGES } from './languages.ts';

const words = {
	title: 'Here',
	enough: '{weekday} {weekdayClicks} {from} {to} {hourClicks} of {clicks} in {days} {unknown}',
	few: 'only {clicks}{links}',
};
const networkWords = { ...words, enough: '{network} {clicks}/{links} = {each}' };
const none: CompanyFigures = { days: 90, hours: [], networks: [] };

test('the best weekday and hour are named with their numbers', () => {
	const hours = [
		{ weekday: 1, hour: 9, clicks: 900 },
		{ weekday: 1, hour: 23, clicks: 300 },
		{ weekday: 4, hour: 23, clicks: 700 },
	];
	expect(figureSentences('hours', { ...none, hours }, words, 'en')?.sentences).toEqual([
		'Tuesday 1,200 23:00 0:00 1,000 of 1,900 in 90 {unknown}',
	]);
	expect(figureSentences('hours', { ...none, hours }, words, 'sv')?.sentences[0]).toMatch(
		/^tisdag/,
	);
	expect(figureSentences('hours', { ...none, hours }, words, 'it')?.sentences[0]).toMatch(
		/^martedì/,
	);
});

test('of equal hours the earlier one is named', () => {
	const hours = [
		{ weekday: 3, hour: 15, clicks: 100 },
		{ weekday: 0, hour: 8, clicks: 100 },
	];
	expect(figureSentences('hours', { ...none, hours }, words, 'en')?.sentences[0]).toMatch(
		/^Monday 100 8:00 9:00/,
	);
});

test('under 200 clicks nothing is claimed', () => {
	const few = [{ weekday: 0, hour: 8, clicks: 199 }];
	expect(figureSentences('hours', { ...none, hours: few }, words, 'en')).toEqual({
		title: 'Here',
		sentences: ['only 199{links}'],
	});
	expect(figureSentences('hours', none, words, 'en')?.sentences).toEqual(['only 0{links}']);
});

test('networks with ten links and more are compared by what each link brought', () => {
	const networks = [
		{ network: 'x', links: 20, clicks: 30 },
		{ network: 'linkedin', links: 10, clicks: 45 },
		{ network: 'bluesky', links: 9, clicks: 900 },
	];
	expect(figureSentences('networks', { ...none, networks }, networkWords, 'en')?.sentences).toEqual(
		['LinkedIn 45/10 = 4.5', 'X 30/20 = 1.5'],
	);
	const young = { ...none, networks: networks.slice(2) };
	expect(figureSentences('networks', young, networkWords, 'en')?.sentences).toEqual([
		'only {clicks}9',
	]);
});

test('the copied link is called in the lesson’s language what the portal calls it', () => {
	const copied = { ...none, networks: [{ network: 'link', links: 10, clicks: 20 }] };
	const said = LANGUAGES.map(
		(language) => figureSentences('networks', copied, networkWords, language)!.sentences[0],
	);
	expect(said).toEqual(
		['Copied link', 'Kopierad länk', 'Link copiato'].map((name) => `${name} 20/10 = 2`),
	);
});

test('a lesson without such words shows none', () => {
	expect(figureSentences('hours', none, null, 'en')).toBeNull();
});
