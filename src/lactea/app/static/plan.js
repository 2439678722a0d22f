// In the form of a plan only what belongs to the chosen goal, past and infant is shown.

export function showWhatBelongs(page) {
  for (const chooser of page.querySelectorAll("select[data-chooses]")) {
    const entries = chooser.form.querySelectorAll(`[data-${chooser.dataset.chooses}]`);
    const show = () => entries.forEach((entry) => {
      entry.hidden = !entry.dataset[chooser.dataset.chooses].split(" ").includes(chooser.value);
    });
    chooser.addEventListener("change", show);
    show();
  }
}
