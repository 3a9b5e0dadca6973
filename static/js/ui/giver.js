/** Who gave a photo, at its foot; nothing on those of photographers. */
import { html } from "./html.js";
import { t } from "./words.js";

/** @param {{photo: Api.GalleryPhoto}} props */
export const Giver = ({ photo: { given, giver_name: name } }) =>
  given && html`<span class="giver"><bdi>${name ? t("given-from", { name }) : t("given-from-guest")}</bdi></span>`;
