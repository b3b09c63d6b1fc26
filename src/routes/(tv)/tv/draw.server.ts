import { createHash } from 'node:crypto';
import { render } from 'svelte/server';
import { version } from '$app/environment';
import Drawn from '#lib/components/display/scenes/Drawn.svelte';
import type { SceneContent } from '#lib/domain/displays/content.ts';
import type { Alive, DrawnScene, Show } from '#lib/domain/displays/show.ts';
import type { Ctx } from '#lib/server/context.ts';
import { readShow, type ReadShow } from '#lib/server/displays/show.ts';

/** What of a scene the screen draws itself, because it moves. */
function aliveOf(content: SceneContent): Alive | null {
	if (content.scene === 'board' && content.shown.of === null)
		return { kind: 'board', top: content.shown.top };
	if (content.scene === 'countdown') return { kind: 'countdown', ...content.shown };
	return content.scene === 'clock' ? { kind: 'clock' } : null;
}

/** Displays that show the same share what was read for a second (server/displays/show.ts), and so its drawing, too. */
const drawings = new WeakMap<SceneContent, { key: string; drawn: DrawnScene }>();

function drawn(
	content: SceneContent,
	about: { contest: string; zone: string },
	now: Date,
): DrawnScene {
	const alive = aliveOf(content);
	if (alive) return { scene: content.scene, html: '', alive };
	const key = JSON.stringify(about);
	const before = drawings.get(content);
	if (before?.key === key) return before.drawn;
	const props = { content, ...about, now: now.getTime() };
	const drawing = { scene: content.scene, html: render(Drawn, { props }).body, alive };
	drawings.set(content, { key, drawn: drawing });
	return drawing;
}

/** A display's show with its scenes drawn. `host` is the portal's, for people to type. */
export function drawShow(read: ReadShow, host: string, now: Date): Show {
	const { display } = read.programme;
	const shown = { contest: read.screen?.contest.name ?? host, zone: display.timeZone };
	const about = { host, now: now.toISOString(), build: version };
	return {
		display,
		items: read.items.map(({ id, seconds, hours, weekdays, content }) => ({
			...{ id, seconds, hours, weekdays },
			...drawn(content, shown, now),
		})),
		takeovers: read.takeovers.map(({ content, ...when }) => ({
			...when,
			...drawn(content, shown, now),
		})),
		screen: read.screen && { ...read.screen, office: display.office, ...about },
		...about,
	};
}

/** What the asking display shows now, drawn. Throws Failure `not_found` once it is revoked. */
export async function drawnShow(ctx: Ctx, host: string): Promise<Show> {
	return drawShow(await readShow({ ctx, input: {} }), host, ctx.now);
}

/** A header that changes with what is shown of the showcase: the screen's worker keeps no page with another. */
export function showcaseMark({ items, takeovers }: Pick<Show, 'items' | 'takeovers'>) {
	const shown = [...items, ...takeovers].flatMap(({ scene, html }) =>
		scene === 'showcase' ? [html] : [],
	);
	const mark = createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22);
	return { 'x-laurel-showcase': mark };
}
