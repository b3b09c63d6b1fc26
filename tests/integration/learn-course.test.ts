import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LESSON_KEYS, LESSONS, type LessonKey } from '#lib/domain/learn/lessons/registry.ts';
import { acceptGuidelines } from '#lib/server/learning/accept-guidelines.ts';
import { answerLesson } from '#lib/server/learning/answer-lesson.ts';
import { pledgeDisclosure } from '#lib/server/learning/pledge-disclosure.ts';
import { publishGuidelines } from '#lib/server/learning/publish-guidelines.ts';
import {
	readCertificate,
	readGuidelines,
	readLearning,
	readLesson,
} from '#lib/server/learning/queries.ts';
import { resetLesson, saveLesson } from '#lib/server/learning/save-lesson.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, aProgram, asActor, type APerson } from '#tests/support/people.ts';

let database: TestDatabase;
let owner: APerson;
let ada: APerson;
beforeAll(async () => {
	database = await createTestDatabase({ max: 10 });
	await aProgram(database);
	owner = await aPerson(database, { role: 'owner', name: 'Olga' });
});
beforeEach(async () => {
	ada = await aPerson(database, { name: 'Ada' });
});
afterAll(() => database.close());

const as = (person: APerson) => database.ctx(asActor(person));
const en = { language: 'en' as const };
const rightAnswers = (lesson: LessonKey) =>
	LESSONS[lesson].texts.en.questions.map(({ right }) => right);
const answer = (
	person: APerson,
	lesson: LessonKey,
	answers: (number | null)[] = rightAnswers(lesson),
) => answerLesson({ ctx: as(person), input: { lesson, ...en, revision: 0, answers } });
const marksOf = async (person: APerson) =>
	(
		await database.connections.sql<{ n: number }[]>`
			select count(*)::int as n from marks where person_id = ${person.id} and metric = 'requirement'`
	)[0]!.n;

let version = 0;
const publish = async (text: string, note = 'New.', from = version) => {
	const texts = { en: text, sv: null, it: null };
	const made = await publishGuidelines({ ctx: as(owner), input: { from, texts, note } });
	version = made.version;
	return made.version;
};

describe('guidelines', () => {
	test('before any are published there are none, and nothing can be accepted', async () => {
		const fresh = await createTestDatabase();
		await aProgram(fresh);
		const bo = await aPerson(fresh);
		const ctx = fresh.ctx(asActor(bo));
		expect(await readGuidelines({ ctx, input: en })).toBeNull();
		await expect(acceptGuidelines({ ctx, input: { version: 1, ...en } })).rejects.toMatchObject({
			code: 'conflict',
			reason: 'changed',
		});
		await fresh.close();
	});

	test('are accepted per version; a new one asks again and shows what it changes', async () => {
		const first = await publish('Say who you are.');
		expect(await readGuidelines({ ctx: as(ada), input: en })).toMatchObject({
			...{ version: first, acceptedAt: null, since: null, text: 'Say who you are.' },
		});
		await acceptGuidelines({ ctx: as(ada), input: { version: first, ...en } });
		await acceptGuidelines({ ctx: as(ada), input: { version: first, ...en } });
		expect((await readGuidelines({ ctx: as(ada), input: en }))?.acceptedAt).not.toBeNull();
		expect(await marksOf(ada)).toBe(1);

		const second = await publish('Always say who you are.', 'Always, that is.');
		const asked = await readGuidelines({ ctx: as(ada), input: { language: 'sv' } });
		expect(asked).toMatchObject({
			...{ version: second, acceptedAt: null, note: 'Always, that is.', language: 'en' },
			since: { version: first },
		});
		expect(asked?.since?.changes[0]).toEqual({ kind: 'removed', text: 'Say ' });
		await expect(
			acceptGuidelines({ ctx: as(ada), input: { version: first, ...en } }),
		).rejects.toMatchObject({ code: 'conflict', reason: 'changed' });
	});

	test('of two owners who publish at once one does, the other is told', async () => {
		const from = version;
		const texts = ['One text.', 'Another text.'];
		const both = await Promise.allSettled(texts.map((text) => publish(text, 'n', from)));
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(both.find((one) => one.status === 'rejected')).toMatchObject({
			reason: { code: 'conflict', reason: 'stale' },
		});
		expect(version).toBe(from + 1);
	});

	test('that are not changed are not published, nor is a text with hidden characters', async () => {
		await publish('As it is.');
		await expect(publish('As it is.')).rejects.toMatchObject({ reason: 'same' });
		for (const bad of ['a\u202eb', '', 'x'.repeat(100_000)])
			await expect(publish(bad)).rejects.toMatchObject({ code: 'invalid' });
		await expect(
			publishGuidelines({
				ctx: as(ada),
				input: { from: version, texts: { en: 'x', sv: null, it: null }, note: 'n' },
			}),
		).rejects.toMatchObject({ code: 'not_allowed' });
	});
});

describe('lessons', () => {
	test('do not tell the right answers', async () => {
		const lesson = await readLesson({ ctx: as(ada), input: { lesson: 'disclosure', ...en } });
		expect(lesson.questions[0]?.choices.length).toBeGreaterThan(1);
		for (const question of LESSONS.disclosure.texts.en.questions) {
			for (const { why } of question.choices) expect(JSON.stringify(lesson)).not.toContain(why);
		}
	});

	test('are passed with every answer right, after a wrong one that is explained', async () => {
		const { questions } = LESSONS.disclosure.texts.en;
		const wrong = await answer(ada, 'disclosure', [0, 2, 0]);
		expect(wrong).toMatchObject({ passed: false, certified: false });
		expect(wrong.answers[0]).toEqual({
			...{ chosen: 0, right: false, why: questions[0]!.choices[0]!.why },
		});
		const stored = async () =>
			(await readLearning({ ctx: as(ada), input: en })).lessons.find(
				({ key }) => key === 'disclosure',
			)?.passedAt;
		expect(await stored()).toBeNull();
		expect(await answer(ada, 'disclosure')).toMatchObject({ passed: true });
		const passedAt = await stored();
		expect(passedAt).not.toBeNull();
		await answer(ada, 'disclosure', [null]);
		expect(await stored()).toBe(passedAt);
	});

	test('with few clicks of the company’s own say so instead of naming an hour', async () => {
		const lesson = await readLesson({ ctx: as(ada), input: { lesson: 'timing', ...en } });
		expect(lesson.figures?.sentences).toEqual([
			expect.stringMatching(/^There were 0 clicks in the last 90 days\. That is too few/),
		]);
	});

	test('are edited by owners in one language and go back to what ships', async () => {
		const lesson = 'confidential';
		const text = { ...LESSONS[lesson].texts.sv, title: 'Vårt eget' };
		const input = { lesson, language: 'sv', revision: 0, text } as const;
		expect(await saveLesson({ ctx: as(owner), input })).toEqual({ revision: 1 });
		await expect(saveLesson({ ctx: as(owner), input })).rejects.toMatchObject({ reason: 'stale' });
		await expect(saveLesson({ ctx: as(ada), input })).rejects.toMatchObject({
			code: 'not_allowed',
		});
		const read = (language: 'sv' | 'en') =>
			readLesson({ ctx: as(ada), input: { lesson, language } });
		expect(await read('sv')).toMatchObject({ title: 'Vårt eget', revision: 1 });
		expect((await read('en')).revision).toBe(0);
		// Who read the text that ships is not judged by another one.
		const answers = rightAnswers(lesson);
		await expect(
			answerLesson({ ctx: as(ada), input: { lesson, language: 'sv', revision: 0, answers } }),
		).rejects.toMatchObject({ reason: 'changed' });
		const next = { ...input, revision: 1 };
		// No revision is that high, and the database's numbers end before it.
		await expect(
			saveLesson({ ctx: as(owner), input: { ...input, revision: 2 ** 31 } }),
		).rejects.toMatchObject({ code: 'invalid' });
		expect(await saveLesson({ ctx: as(owner), input: next })).toEqual({ revision: 2 });
		const which = { lesson, language: 'sv' } as const;
		await expect(
			resetLesson({ ctx: as(owner), input: { ...which, revision: 1 } }),
		).rejects.toMatchObject({ reason: 'stale' });
		await resetLesson({ ctx: as(owner), input: { ...which, revision: 2 } });
		expect((await read('sv')).title).toBe(LESSONS[lesson].texts.sv.title);
	});
});

describe('the certificate', () => {
	test('comes with the last part, whichever it is, once', async () => {
		const current = await publish(`Rules of ${ada.id}.`);
		const [first, ...others] = LESSON_KEYS;
		for (const lesson of others) expect((await answer(ada, lesson)).certified).toBe(false);
		expect(
			(await acceptGuidelines({ ctx: as(ada), input: { version: current, ...en } })).certified,
		).toBe(false);
		await expect(readCertificate({ ctx: as(ada), input: en })).rejects.toMatchObject({
			code: 'not_found',
		});
		const twice = await Promise.all([answer(ada, first!), answer(ada, first!)]);
		expect(twice.map(({ certified }) => certified).sort()).toEqual([false, true]);
		expect(await readCertificate({ ctx: as(ada), input: en })).toMatchObject({
			...{ name: 'Ada', program: 'Northwind', edition: 1, guidelines: current },
			lessons: LESSON_KEYS.map((key) => LESSONS[key].texts.en.title),
		});
		expect(await marksOf(ada)).toBeGreaterThan(0);

		// Who accepts last is certified by accepting.
		const bo = await aPerson(database, { name: 'Bo' });
		for (const lesson of LESSON_KEYS) await answer(bo, lesson);
		const accepted = await acceptGuidelines({ ctx: as(bo), input: { version: current, ...en } });
		expect(accepted.certified).toBe(true);
		// A new version asks again, and the certificate stays.
		await publish(`More rules of ${ada.id}.`);
		const learning = await readLearning({ ctx: as(bo), input: en });
		expect(learning.guidelines?.acceptedAt).toBeNull();
		expect(learning.certifiedAt).not.toBeNull();
	});

	test('is a person’s own, as the promise is, which is given once', async () => {
		await pledgeDisclosure({ ctx: as(ada), input: {} });
		const { pledgedAt } = await readLearning({ ctx: as(ada), input: en });
		await pledgeDisclosure({ ctx: as(ada), input: {} });
		expect((await readLearning({ ctx: as(ada), input: en })).pledgedAt).toBe(pledgedAt);
		expect(await marksOf(ada)).toBe(1);
		await expect(pledgeDisclosure({ ctx: database.ctx(), input: {} })).rejects.toMatchObject({
			code: 'not_allowed',
		});
	});
});
