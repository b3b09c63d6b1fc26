/** The words of a field in which somebody wrote hashtags, however they were separated. */
export function splitHashtags(text: string): string[] {
	return text
		.split(/[\s,;]+/)
		.flatMap((word) => word.split(/(?<=[^#])(?=#)/))
		.filter(Boolean);
}
