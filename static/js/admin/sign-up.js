/** Who may make an account of their own accord: said, and chosen where no setting says it. */
import { get, request } from "../http.js";
import { Choice, Problem, useAct } from "../studio/forms.js";
import { Loaded } from "../studio/pieces.js";
import { useRefreshed } from "../studio/refreshed.js";
import { html } from "../ui/html.js";
import { t } from "../ui/words.js";

const EVERY_MS = 60_000;
const MODES = ["open", "invitation", "closed"];

export function SignUp() {
  const store = useRefreshed(
    "sign-up",
    /** @returns {Promise<Api.RegistrationRule>} */ () => get("/admin/registration"),
    EVERY_MS,
  );
  const mode = store.value?.mode;
  return html`<details class="panel sign-up">
    <summary>${t("signup-title")} ${mode && html`<strong>${t(`signup-${mode}`)}</strong>`}</summary>
    <div class="stack"><${Loaded} store=${store}>${(/** @type {Api.RegistrationRule} */ rule) => html`<${Rule} rule=${rule} onChosen=${(/** @type {Api.RegistrationRule} */ now) => store.put(now)} />`}<//></div>
  </details>`;
}

/** @param {{rule: Api.RegistrationRule, onChosen: (rule: Api.RegistrationRule) => void}} props */
function Rule({ rule, onChosen }) {
  const choosing = useAct();
  if (rule.fixed) return html`<p>${t(`signup-${rule.mode}-means`)} ${t("signup-fixed")}</p>`;
  const options = [
    {
      value: "usual",
      label: t("signup-usual"),
      means: t(`signup-usual-means-${rule.public ? "public" : "local"}`, { mode: t(`signup-${rule.usual}`) }),
    },
    ...MODES.map((value) => ({ value, label: t(`signup-${value}`), means: t(`signup-${value}-means`) })),
  ];
  const choose = (/** @type {string} */ value) =>
    choosing.run(async () => {
      const answer = await request("PUT", "/admin/registration", { json: { mode: value === "usual" ? null : value } });
      onChosen(answer);
    });
  return html`
    <${Choice} name="sign-up" legend=${t("signup-legend")} options=${options} value=${rule.chosen ?? "usual"} onChoose=${choose} />
    <${Problem} error=${choosing.error} />
  `;
}
