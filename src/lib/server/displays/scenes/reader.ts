import type { SceneContents } from '#lib/domain/displays/content.ts';
import type { SceneKey } from '#lib/domain/displays/scenes/keys.ts';
import type { SceneSettings } from '#lib/domain/displays/scenes/registry.ts';
import type { Screen } from '#lib/domain/displays/screen.ts';
import type { Ctx } from '../../context.ts';

/** For which display a scene is read. The actor of `ctx` is that display, so it sees what displays may see. */
export type Asked = {
	ctx: Ctx;
	/** Its IANA zone. */
	zone: string;
	office: string | null;
	/** The portal's address without a trailing slash. */
	origin: string;
	/** The contest that it shows, as it stands now. */
	screen: Pick<Screen, 'contest' | 'board' | 'post'> | null;
};

/** Reads what a scene shows; null leaves the scene out this time, because there is nothing to show. */
export type Reader<Key extends SceneKey> = (
	asked: Asked,
	settings: SceneSettings[Key],
) => Promise<SceneContents[Key] | null> | SceneContents[Key] | null;

/** The result is there for everybody to see: final, and not held back for its reveal. */
export const isWon = ({ board }: Pick<Screen, 'board'>): boolean =>
	board.phase === 'final' && !board.frozen;

/** Whether a table means anything yet, or any more. */
export const hasTable = ({ board }: Pick<Screen, 'board'>): boolean =>
	board.rows.length > 0 && board.phase !== 'cancelled';
