// What a page may turn into elements, addresses of programs, or programs: the one gate for
// Trusted Types. Everything of ours and htmx passes here; what could run is refused, and the
// browser tells the site (Content-Security-Policy: report-uri). Loaded before all else.
(() => {
  if (!window.trustedTypes?.createPolicy) return;
  const inert = trustedTypes.createPolicy("sidang-baca", { createHTML: (text) => text });
  const FRAMES = "iframe, frame, object, embed, base, meta[http-equiv], [srcdoc]";
  const LEADING = ["href", "src", "action", "formaction", "xlink:href", "data"];
  const UNREAD = /[\u0000-\u0020]+/g; // browsers read a scheme past these
  const WORKER = /^\/(?:sidang\/[\w-]+\/rekam|verifikasi)\/pekerja\.js$/;

  const ours = (address, isProgram) => {
    const place = new URL(address, document.baseURI);
    if (place.origin !== location.origin) return false;
    return place.pathname.startsWith("/static/") || (isProgram && WORKER.test(place.pathname));
  };

  const runs = (element) =>
    element.matches(FRAMES) ||
    (element.localName === "script" && !isData(element)) ||
    [...element.attributes].some(({ name, value }) =>
      /^(on|hx-on|data-hx-on)/i.test(name) ||
      (LEADING.includes(name.toLowerCase()) && /^(javascript|vbscript):/i.test(value.replace(UNREAD, ""))));

  const isData = (script) =>
    script.type === "application/ld+json" || (script.hasAttribute("src") && !script.textContent.trim() && ours(script.getAttribute("src"), false));

  const hasWhatRuns = (part) =>
    [...part.querySelectorAll("*")].some((element) => runs(element) || (element.localName === "template" && hasWhatRuns(element.content)));

  trustedTypes.createPolicy("default", {
    createHTML(text) {
      const held = document.createElement("template");
      held.innerHTML = inert.createHTML(text);
      return hasWhatRuns(held.content) ? null : text;
    },
    createScriptURL: (address) => (ours(address, true) ? address : null),
  });
})();
