// Copying, with an answer that is heard as well as seen.
let status;

function say(words) {
  if (!status) {
    status = document.createElement("div");
    status.className = "vh";
    status.setAttribute("role", "status");
    document.body.append(status);
  }
  status.textContent = words;
}

export async function copy(text, button, what = `${text}: `) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return;
  }
  say(`${what}${button.dataset.copied}`);
  button.dataset.state = "copied";
  setTimeout(() => delete button.dataset.state, 1800);
}

export function copyButtons() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button.dataset.copy, button));
  }
  for (const button of document.querySelectorAll("[data-copy-from]")) {
    const box = document.getElementById(button.dataset.copyFrom);
    button.hidden = false;
    button.addEventListener("click", () => copy(box.value, button, ""));
  }
}
