/** Coming in, going out, and one's own account. */
import { get, post } from "../http.js";
import { html, useEffect, useLayoutEffect, useState } from "../ui/html.js";
import { LanguageChoice } from "../ui/language.js";
import { t, words } from "../ui/words.js";
import { role } from "../words/studio.js";
import { Field, Form, Problem, useForm } from "./forms.js";
import { Heading, Waiting } from "./pieces.js";
import { router } from "./router.js";
import { session } from "./session.js";

/** @import { ApiError } from "../http.js" */
/** @import { Drawn } from "../ui/html.js" */

/**
 * Who may make an account: `mode` of the service's answer, undefined until it came, and whether it sends `mail`; `error` and `ask`
 * where none came.
 *
 * @param {boolean} wanted
 */
function useRegistration(wanted) {
  const [state, setState] = useState(/** @type {{mode?: string, mail?: boolean, error?: ApiError}} */ ({}));
  const ask = () => {
    setState({});
    get("/auth/registration").then(
      ({ mode, mail }) => setState({ mode, mail }),
      (error) => setState({ error }),
    );
  };
  useEffect(() => void (wanted && ask()), [wanted]);
  return { ...state, ask };
}

/** `invites`: whether who has no account is told how to make one. */
export function SignIn({ invites = true }) {
  const { mode, mail, error } = useRegistration(true);
  const form = useForm("sign-in", ({ email, password }) => session.signIn(email, password));
  return html`<section class="stack narrow">
    <${Heading} title=${t("sign-in-title")} />
    ${session.lapsed && html`<p class="notice" role="status">${t("sign-in-lapsed")}</p>`}
    <${Form} form=${form} button=${t("sign-in-title")} doing=${t("sign-in-doing")}>
      <${Field} form=${form} name="email" label=${t("account-email")} type="email" autocomplete="username" required value=${session.lapsed?.email} />
      <${Field} form=${form} name="password" label=${t("account-password")} type="password" autocomplete="current-password" required />
    <//>
    ${invites && mode === "open" && html`<p>${t("sign-in-new")} <a href="#register">${t("register-title")}</a></p>`}
    ${mail && html`<${Forgotten} />`}
    ${(mail === false || error) && html`<p class="soft small">${t("sign-in-forgotten")}</p>`}
  </section>`;
}

/** A link to a new password, by mail; whether there is such an account is told to nobody. */
function Forgotten() {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState("");
  const form = useForm("forgotten", async ({ email }) => {
    setAsked("");
    await post("/auth/forgot-password", { json: { email, language: words.language } });
    setAsked(email);
  });
  const toggled = (/** @type {{currentTarget: HTMLDetailsElement}} */ { currentTarget }) => setOpen(currentTarget.open);
  return html`<details onToggle=${toggled}>
    <summary>${t("forgotten-title")}</summary>
    ${
      open &&
      html`<div class="stack">
      <p class="soft">${t("forgotten-lead")}</p>
      <${Form} form=${form} button=${t("forgotten-submit")} doing=${t("forgotten-doing")} aria-label=${t("forgotten-title")}>
        <${Field} form=${form} name="email" label=${t("account-email")} type="email" autocomplete="username" required />
        <p role="status" class="good">${asked && t("forgotten-done", { email: asked })}</p>
      <//>
    </div>`
    }
  </details>`;
}

/**
 * `invitation`: the token of the link that brought them here, if it was one.
 *
 * @param {{invitation?: string}} props
 */
export function Register({ invitation }) {
  const [token] = useState(invitation);
  const { mode, error, ask } = useRegistration(!token);
  const signIn = (/** @type {Event} */ event) => {
    event.preventDefault(); // The address may be the sign-in's already.
    router.replace("");
  };
  // The token is for this once, and for nobody who looks through the history.
  useLayoutEffect(() => void (token && router.conceal()), []);
  return html`<section class="stack narrow">
    <${Heading} title=${t("register-title")} />
    ${error && html`<${Problem} error=${error} onRetry=${ask} />`}
    ${!token && !mode && !error && html`<${Waiting} />`}
    ${(token || mode === "open") && html`<${NewAccount} token=${token} />`}
    ${mode === "invitation" && html`<p>${t("error-invitation_required")}</p>`}
    ${mode === "closed" && html`<p>${t("error-registration_closed")}</p>`}
    ${mode && mode !== "open" && html`<p class="soft">${t("register-guests")}</p>`}
    <p>${t("register-known")} <a href="#" onClick=${signIn}>${t("sign-in-title")}</a></p>
  </section>`;
}

/** @param {{token?: string}} props */
function NewAccount({ token }) {
  const register = async (/** @type {any} */ values) => {
    await session.register(values, token);
    router.replace("");
  };
  const form = useForm("register", register, { email_taken: "email", weak_password: "password" });
  return html`
    <p class="soft">${t(token ? "register-invited" : "register-lead")}</p>
    <${Form} form=${form} button=${t("register-submit")} doing=${t("register-doing")}>
      <${Field} form=${form} name="name" label=${t("register-name")} autocomplete="name" maxlength="100" required />
      <${Field} form=${form} name="email" label=${t("account-email")} type="email" pattern="[^@]+@[^@]+\\.[^@.]+" autocomplete="username" required />
      <${Field} form=${form} name="password" label=${t("account-password")} type="password" autocomplete="new-password" minlength="8" required hint=${t("password-hint")} />
    <//>
  `;
}

/**
 * Reached by the link that an administrator hands over.
 *
 * @param {{token?: string}} props
 */
export function Reset({ token }) {
  const [done, setDone] = useState(false);
  const set = async (/** @type {{password: string}} */ { password }) => {
    await post("/auth/password-reset", { json: { token, password } });
    setDone(true);
  };
  const form = useForm("reset", set, { weak_password: "password" });
  // The token is for this once, and for nobody who looks through the history.
  useLayoutEffect(() => router.conceal(), []);
  if (done) {
    return html`<section key="done" class="stack narrow">
      <${Heading} title=${t("reset-done-title")} />
      <p>${t("reset-done-lead")}</p>
      <button class="primary" type="button" onClick=${startAnew}>${t("sign-in-title")}</button>
    </section>`;
  }
  return html`<section key="form" class="stack narrow">
    <${Heading} title=${t("reset-title")} />
    <${Form} form=${form} button=${t("reset-submit")} doing=${t("reset-doing")}>
      <${Field} form=${form} name="password" label=${t("reset-password")} type="password" autocomplete="new-password" minlength="8" required hint=${t("password-hint")} />
    <//>
  </section>`;
}

async function startAnew() {
  await session.open();
  router.replace("");
}

/** @param {{user: Api.User, children?: Drawn}} props */
export function Account({ user, children }) {
  return html`<section class="stack narrow">
    <${Heading} title=${t("account-title")} />
    <dl class="facts">
      <div><dt>${t("account-name")}</dt><dd>${user.name}</dd></div>
      <div><dt>${t("account-email")}</dt><dd>${user.email}</dd></div>
      <div><dt>${t("account-role")}</dt><dd>${role(user.role)}</dd></div>
      <${Language} />
    </dl>
    <${NewPassword} />
    ${children}
  </section>`;
}

/** Which language the studio speaks on this device. */
function Language() {
  const [error, setError] = useState(null);
  return html`<div><dt>${t("language-label")}</dt><dd><${LanguageChoice} onFailed=${setError} /><${Problem} error=${error} /></dd></div>`;
}

function NewPassword() {
  const [changed, setChanged] = useState(false);
  const change = async (
    /** @type {{current: string, password: string}} */ { current, password },
    /** @type {HTMLFormElement} */ element,
  ) => {
    setChanged(false);
    await post("/auth/password", { json: { current, password } });
    element.reset();
    setChanged(true);
  };
  const form = useForm("password", change, { wrong_password: "current", weak_password: "password" });
  return html`<${Form} form=${form} className="panel stack" button=${t("password-submit")} doing=${t("password-doing")} aria-labelledby="password-title">
    <h2 id="password-title">${t("password-title")}</h2>
    <${Field} form=${form} name="current" label=${t("password-current")} type="password" autocomplete="current-password" required />
    <${Field} form=${form} name="password" label=${t("reset-password")} type="password" autocomplete="new-password" minlength="8" required hint=${t("password-hint")} />
    <p role="status" class="good">${changed && t("password-done")}</p>
  <//>`;
}
