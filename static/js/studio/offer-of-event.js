/** What an event offers its guests: a selfie search, a gallery, both, or nothing. */

/**
 * Everybody may look through all photos, with or without a link.
 *
 * @param {{visibility: Api.Visibility, open_gallery: boolean}} event
 */
export const everybodyBrowses = ({ visibility, open_gallery: open }) => visibility === "public" && open;

/**
 * Whoever opens a link finds neither a search nor photos there.
 *
 * @param {{visibility: Api.Visibility, open_gallery: boolean, link_gallery: boolean, selfie_search: boolean}} event
 */
export const leadsToNothing = (event) => !event.selfie_search && !event.link_gallery && !everybodyBrowses(event);
