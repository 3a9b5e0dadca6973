/** Links that are handed over can be mailed as well, where the service sends mail. */
import { get } from "../http.js";
import { html, useEffect, useState, useStore } from "../ui/html.js";
import { t, words } from "../ui/words.js";
import { Field } from "./forms.js";
import { session } from "./session.js";

/** Whether the service sends mail; not as long as that is not known. */
export function useSendsMail() {
  const [sends, setSends] = useState(false);
  useEffect(() => {
    get("/auth/registration").then(
      ({ mail }) => setSends(mail),
      () => setSends(false), // The link can be handed over all the same.
    );
  }, []);
  return sends;
}

/**
 * To whom the link is mailed; nothing where no mail is sent, or not yet for this account.
 *
 * @param {{form: any}} props
 */
export function MailTo({ form }) {
  useStore(session);
  if (!useSendsMail() || !session.user?.confirmed) return null;
  return html`<${Field} form=${form} name="mail_to" label=${t("mail-to")} hint=${t("mail-to-hint")} type="email" autocomplete="off" />`;
}

/**
 * What a form with `MailTo` says of it to the service.
 *
 * @param {string | undefined} typed
 */
export const mailTo = (typed) => (typed?.trim() ? { mail_to: typed.trim(), language: words.language } : {});
