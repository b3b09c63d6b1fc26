/** Where a story is shared from. */
export const shareAddress = (id: string): string => `/stories/${id}/share`;
