/** Wordings as a form has them, one language a line: `sv: Jag arbetar här.` A line without a language is left for the schema to refuse. */
export function readWordings(text: string): { language: string; text: string }[] {
	return text
		.split(/\r\n?|\n/)
		.filter((line) => line.trim() !== '')
		.map((line) => {
			const [, language = '', wording = ''] = /^\s*([^\s:]*)\s*:(.*)$/.exec(line) ?? [];
			return { language, text: wording.trim() };
		});
}

/** The same as the form shows them. */
export const writeWordings = (list: readonly { language: string; text: string }[]): string =>
	list.map(({ language, text }) => `${language}: ${text}`).join('\n');
