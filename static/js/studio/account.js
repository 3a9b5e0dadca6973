/** Coming in, going out, and one's own account. */
import { get, post } from "../http.js";
import { html, useEffect, useState } from "../ui/html.js";
import { ROLE } from "../words/studio.js";
import { Field, Form, Problem, useForm } from "./forms.js";
import { Heading, Waiting } from "./pieces.js";
import { router } from "./router.js";
import { session } from "./session.js";

/** @import { ApiError } from "../http.js" */
/** @import { Drawn } from "../ui/html.js" */

const PASSWORD_HINT = "At least 8 characters. A short sentence is easy to remember.";

/**
 * Who may make an account: `mode` of the service's answer, undefined until it came; `error` and `ask` where none came.
 *
 * @param {boolean} wanted
 */
function useRegistration(wanted) {
  const [state, setState] = useState(/** @type {{mode?: string, error?: ApiError}} */ ({}));
  const ask = () => {
    setState({});
    get("/auth/registration").then(
      ({ mode }) => setState({ mode }),
      (error) => setState({ error }),
    );
  };
  useEffect(() => void (wanted && ask()), [wanted]);
  return { ...state, ask };
}

/** `invites`: whether who has no account is told how to make one. */
export function SignIn({ invites = true }) {
  const { mode } = useRegistration(invites);
  const form = useForm("sign-in", ({ email, password }) => session.signIn(email, password));
  return html`<section class="stack narrow">
    <${Heading} title="Sign in" />
    ${session.lapsed && html`<p class="notice" role="status">You were signed out. Sign in to go on where you were.</p>`}
    <${Form} form=${form} button="Sign in" doing="Signing in …">
      <${Field} form=${form} name="email" label="E-mail" type="email" autocomplete="username" required value=${session.lapsed?.email} />
      <${Field} form=${form} name="password" label="Password" type="password" autocomplete="current-password" required />
    <//>
    ${mode === "open" && html`<p>New here? <a href="#register">Create an account</a>.</p>`}
    <p class="soft small">Forgotten your password? Whoever runs this service can give you a link to set a new one.</p>
  </section>`;
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
  useEffect(() => void (token && router.conceal()), []);
  return html`<section class="stack narrow">
    <${Heading} title="Create an account" />
    ${error && html`<${Problem} error=${error} onRetry=${ask} />`}
    ${!token && !mode && !error && html`<${Waiting} />`}
    ${(token || mode === "open") && html`<${NewAccount} token=${token} />`}
    ${mode === "invitation" && html`<p>You need an invitation here. Whoever runs this service can give you a link.</p>`}
    ${mode === "closed" && html`<p>Accounts are made by the administrator here. Ask whoever runs this service for one.</p>`}
    ${mode && mode !== "open" && html`<p class="soft">Guests need no account, only the link of their event.</p>`}
    <p>You have one? <a href="#" onClick=${signIn}>Sign in</a>.</p>
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
    <p class="soft">${token ? "You were invited. The link works once: choose a password, and the account is yours." : "For photographers. Guests need no account, only the link that you give them."}</p>
    <${Form} form=${form} button="Create the account" doing="Creating …">
      <${Field} form=${form} name="name" label="Your name" autocomplete="name" maxlength="100" required />
      <${Field} form=${form} name="email" label="E-mail" type="email" autocomplete="username" required />
      <${Field} form=${form} name="password" label="Password" type="password" autocomplete="new-password" minlength="8" required hint=${PASSWORD_HINT} />
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
  useEffect(() => router.conceal(), []);
  if (done) {
    return html`<section key="done" class="stack narrow">
      <${Heading} title="Your new password holds" />
      <p>You were signed out everywhere. Sign in with it now.</p>
      <button class="primary" type="button" onClick=${startAnew}>Sign in</button>
    </section>`;
  }
  return html`<section key="form" class="stack narrow">
    <${Heading} title="Set a new password" />
    <${Form} form=${form} button="Set the password" doing="Setting …">
      <${Field} form=${form} name="password" label="New password" type="password" autocomplete="new-password" minlength="8" required hint=${PASSWORD_HINT} />
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
    <${Heading} title="Your account" />
    <dl class="facts">
      <div><dt>Name</dt><dd>${user.name}</dd></div>
      <div><dt>E-mail</dt><dd>${user.email}</dd></div>
      <div><dt>Role</dt><dd>${ROLE[user.role]}</dd></div>
    </dl>
    <${NewPassword} />
    ${children}
  </section>`;
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
  return html`<${Form} form=${form} className="panel stack" button="Change the password" doing="Changing …" aria-labelledby="password-title">
    <h2 id="password-title">Change your password</h2>
    <${Field} form=${form} name="current" label="Present password" type="password" autocomplete="current-password" required />
    <${Field} form=${form} name="password" label="New password" type="password" autocomplete="new-password" minlength="8" required hint=${PASSWORD_HINT} />
    <p role="status" class="good">${changed && "Your new password holds. You were signed out everywhere else, and your access tokens have ended."}</p>
  <//>`;
}
