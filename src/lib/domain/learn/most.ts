/** Bounds of what an owner may write. */
export const MOST = { questions: 8, choices: 5, templates: 6 } as const;
