import type { RulesInput } from '../contest/rules.ts';
import type { TeamRow } from '../live/events.ts';
import { canonicalJson } from './canonical.ts';
import type { ResultBracket, ResultDraw, ResultImproved, ResultRow, WonPrize } from './view.ts';

/** Names the form of the document: a later form has another name. */
export const DOCUMENT_FORMAT = 'laurel-result/1';

/** Everything that a result fixes. */
export type ResultContent = {
	format: typeof DOCUMENT_FORMAT;
	contest: string;
	name: string;
	/** 1 is the first, what follows are corrections. */
	number: number;
	/** SHA-256 of the result that this one corrects. */
	corrects: string | null;
	/** Why it was corrected. */
	reason: string | null;
	/** External id of the owner who signed it with their password; null where a program or the portal made it. */
	signedBy: string | null;
	rulesVersion: number;
	rules: RulesInput;
	dedupeHours: number;
	facts: { count: number; digest: string };
	/** SHA-256 of the replay file. */
	replay: string;
	table: ResultRow[];
	teams: TeamRow[];
	brackets: ResultBracket[];
	improved: ResultImproved[];
	prizes: WonPrize[];
	draws: ResultDraw[];
};

/** The text whose SHA-256 is the result's: canonical JSON (RFC 8785). No time is in it: the same facts give the same text. */
export function resultDocument(content: ResultContent): string {
	return canonicalJson(content);
}

/** A stored document as it was put in. Throws Error on a form that this version does not know. */
export function readDocument(text: string): ResultContent {
	const content = JSON.parse(text) as ResultContent;
	if (content.format !== DOCUMENT_FORMAT) {
		throw new Error(`This result has the form ${content.format}, which is not known here.`);
	}
	return content;
}
