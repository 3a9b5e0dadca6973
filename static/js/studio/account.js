/** Coming in, going out, and one's own account. */
import { post } from "../http.js";
import { html, useEffect, useState } from "../ui/html.js";
import { ROLE } from "../words/studio.js";
import { Field, Form, useForm } from "./forms.js";
import { Heading } from "./pieces.js";
import { router } from "./router.js";
import { session } from "./session.js";

const PASSWORD_HINT = "At least 8 characters. A short sentence is easy to remember.";

/** `invites`: whether who has no account is told how to make one. */
export function SignIn({ invites = true }) {
  const form = useForm("sign-in", ({ email, password }) => session.signIn(email, password));
  return html`<section class="stack narrow">
    <${Heading} title="Sign in" />
    ${session.lapsed && html`<p class="notice" role="status">You were signed out. Sign in to go on where you were.</p>`}
    <${Form} form=${form} button="Sign in" doing="Signing in …">
      <${Field} form=${form} name="email" label="E-mail" type="email" autocomplete="username" required value=${session.lapsed?.email} />
      <${Field} form=${form} name="password" label="Password" type="password" autocomplete="current-password" required />
    <//>
    ${invites && html`<p>New here? <a href="#register">Create an account</a>.</p>`}
    <p class="soft small">Forgotten your password? Whoever runs this service can give you a link to set a new one.</p>
  </section>`;
}

export function Register() {
  const register = async (values) => {
    await session.register(values);
    router.replace("");
  };
  const form = useForm("register", register, { email_taken: "email" });
  return html`<section class="stack narrow">
    <${Heading} title="Create an account" />
    <p class="soft">For photographers. Guests need no account, only the link that you give them.</p>
    <${Form} form=${form} button="Create the account" doing="Creating …">
      <${Field} form=${form} name="name" label="Your name" autocomplete="name" maxlength="100" required />
      <${Field} form=${form} name="email" label="E-mail" type="email" autocomplete="username" required />
      <${Field} form=${form} name="password" label="Password" type="password" autocomplete="new-password" minlength="8" required hint=${PASSWORD_HINT} />
    <//>
    <p>You have one? <a href="#">Sign in</a>.</p>
  </section>`;
}

/** Reached by the link that an administrator hands over. */
export function Reset({ token }) {
  const [done, setDone] = useState(false);
  const form = useForm("reset", async ({ password }) => {
    await post("/auth/password-reset", { json: { token, password } });
    setDone(true);
  });
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

export function Account({ user }) {
  return html`<section class="stack narrow">
    <${Heading} title="Your account" />
    <dl class="facts">
      <div><dt>Name</dt><dd>${user.name}</dd></div>
      <div><dt>E-mail</dt><dd>${user.email}</dd></div>
      <div><dt>Role</dt><dd>${ROLE[user.role]}</dd></div>
    </dl>
    <${NewPassword} />
  </section>`;
}

function NewPassword() {
  const [changed, setChanged] = useState(false);
  const change = async ({ current, password }, element) => {
    setChanged(false);
    await post("/auth/password", { json: { current, password } });
    element.reset();
    setChanged(true);
  };
  const form = useForm("password", change, { wrong_password: "current" });
  return html`<${Form} form=${form} className="panel stack" button="Change the password" doing="Changing …" aria-labelledby="password-title">
    <h2 id="password-title">Change your password</h2>
    <${Field} form=${form} name="current" label="Present password" type="password" autocomplete="current-password" required />
    <${Field} form=${form} name="password" label="New password" type="password" autocomplete="new-password" minlength="8" required hint=${PASSWORD_HINT} />
    <p role="status" class="good">${changed && "Your new password holds. You were signed out everywhere else."}</p>
  <//>`;
}
