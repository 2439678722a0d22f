// Where a form has its YAML beside it, the YAML follows the form: what is written there is what would be run.

export function yamlFollowsForm(page) {
  const form = page.querySelector("form[data-yaml]");
  if (!form) return;
  const text = form.querySelector("textarea[name=yaml]");
  form.addEventListener("change", async (event) => {
    if (event.target === text) return;
    const entered = new FormData(form);
    entered.set("act", "show");
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: entered });
    if (!answer.ok) return;
    const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
    text.value = shown.querySelector("textarea[name=yaml]").value;
  });
}
