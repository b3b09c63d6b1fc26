/**
 * Signs that nobody sees and that change how the rest is read: overrides and isolates of direction (UAX 9; "Trojan
 * Source"), zero-width space, word joiner and byte order mark, tags, and control characters other than tab and line
 * ends. Marks of direction (LRM, RLM) and soft hyphens do no harm and stay.
 */
const HIDDEN =
	/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u;

/** What follows a black flag makes it England's, Scotland's or Wales's (Unicode TR 51, emoji tag sequences). */
const FLAG = /\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f}/gu;
const TAG = /[\u{e0000}-\u{e007f}]/u;

/** Joiners are needed inside of emoji (families, professions) and between letters of scripts that join. */
const JOINED =
	/(?<=[\p{Extended_Pictographic}\ufe0f\u{1f3fb}-\u{1f3ff}])\u200d(?=\p{Extended_Pictographic})/gu;
const IN_SCRIPTS =
	/(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Oriya}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}])[\u200c\u200d](?=\p{L})/gu;
const JOINER = /[\u200c\u200d]/u;

/** `text` with line ends as \n and without signs that are hidden, and how many of those there were. */
export function withoutHiddenSigns(text: string): { text: string; removed: number } {
	const lines = text.replace(/\r\n?/g, '\n');
	const kept = new Set<number>();
	for (const pattern of [FLAG, JOINED, IN_SCRIPTS]) {
		for (const { index, 0: match } of lines.matchAll(pattern)) {
			for (let at = index; at < index + match.length; at++) kept.add(at);
		}
	}
	let removed = 0;
	let clean = '';
	let at = 0;
	for (const sign of lines) {
		const hidden = !kept.has(at) && (HIDDEN.test(sign) || TAG.test(sign) || JOINER.test(sign));
		if (hidden) removed++;
		else clean += sign;
		at += sign.length;
	}
	return { text: clean, removed };
}
