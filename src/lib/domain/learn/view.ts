import type { Language } from './languages.ts';
import type { GuidelineTexts } from './guidelines.ts';
import type { LessonText } from './lesson.ts';
import type { LessonKey } from './lessons/registry.ts';

/** A lesson on the overview; instants are RFC 3339 in UTC. */
export type LessonCard = {
	key: LessonKey;
	title: string;
	summary: string;
	minutes: number;
	passedAt: string | null;
};

export type LearningView = {
	language: Language;
	lessons: LessonCard[];
	/** The guidelines in force; null before any are published. */
	guidelines: { version: number; acceptedAt: string | null } | null;
	pledgedAt: string | null;
	certifiedAt: string | null;
};

/** A lesson as its reader has it: which choice is right stays on the server. */
export type LessonView = LessonCard & {
	language: Language;
	/** Of the text that was read, for judging the answers by the same one; 0 is the one that ships. */
	revision: number;
	body: string;
	templates: LessonText['templates'];
	figures: { title: string; sentences: string[] } | null;
	questions: { ask: string; choices: string[] }[];
	/** The lesson after this one; null after the last. */
	next: { key: LessonKey; title: string } | null;
};

export type CertificateView = {
	name: string;
	program: string;
	timeZone: string;
	edition: number;
	/** The version of the guidelines that was accepted for it. */
	guidelines: number | null;
	at: string;
	lessons: string[];
};

/** The guidelines as an owner edits them. */
export type GuidelinesDraft = {
	/** The version in force; 0 before any. */
	version: number;
	texts: GuidelineTexts;
	/** Who accepted the version in force, of how many. */
	accepted: number;
	people: number;
	history: { version: number; note: string; publishedAt: string; by: string | null }[];
};

/** A lesson as an owner edits it. */
export type LessonDraft = {
	key: LessonKey;
	language: Language;
	/** 0: the text that ships. */
	revision: number;
	text: LessonText;
	updatedAt: string | null;
};
