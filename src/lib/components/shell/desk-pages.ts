import type { DeskHub } from '#lib/domain/people/shell.ts';

/** Every beginning of a route that belongs to a hub. */
export const routesOf = ({ pages }: DeskHub): string[] => pages.flatMap(({ routes }) => routes);

/** Whether the route of that id belongs to one of these beginnings. */
export const isAmong = (routes: readonly string[], id: string | null): boolean =>
	routes.some((begin) => id === begin || id?.startsWith(`${begin}/`) === true);
