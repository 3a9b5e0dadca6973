/** Texts of the review of photos that are put together of several. */
import { t } from "../ui/words.js";
import { faces } from "./studio.js";

/**
 * Where one is among the photos of a stack; nothing for one that is alone.
 *
 * @param {number} index
 * @param {number} total
 */
export const inStack = (index, total) => (total > 1 ? t("review-in-stack", { index: index + 1, total }) : "");

/**
 * What is to be known of a photo at a glance.
 *
 * @param {{soft: boolean, dark: boolean}} photo
 */
export const marksOf = ({ soft, dark }) => [soft && t("review-soft"), dark && t("review-dark")].filter(Boolean);

/** @param {number} value */
export const starsSaid = (value) => (value === 0 ? t("review-no-stars") : t("review-stars", { count: value }));

/**
 * A photo for those who listen.
 *
 * @param {Api.Photo} photo
 * @param {{index: number, total: number, suggested: boolean}} place
 */
export function photoSaid(photo, { index, total, suggested }) {
  const said = [photo.name, inStack(index, total), suggested && t("review-sharpest"), ...marksOf(photo), faces(photo.faces)];
  return said.filter(Boolean).join(", ");
}
