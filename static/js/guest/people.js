/** What the people of a visit are called. */
import { t } from "../ui/words.js";

/** @import { Person, Visit } from "./visit.js" */

/**
 * The name that was typed; a number for who came from a kiosk, where nobody types; null for the guest herself.
 *
 * @param {Visit} visit
 * @param {Person | undefined} person
 */
export function nameOf({ people }, person) {
  const before = person ? people.indexOf(person) : 0;
  return person?.name ?? (before > 0 ? t("person-number", { number: before + 1 }) : null);
}
