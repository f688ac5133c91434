// Says which part of the page is being read.
export function toc() {
  for (const list of document.querySelectorAll("[data-toc]")) {
    const links = new Map();
    for (const link of list.querySelectorAll('a[href^="#"]')) {
      const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (part) links.set(part, link);
    }
    const parts = [...links.keys()];
    if (!parts.length || !("IntersectionObserver" in window)) continue;
    const mark = () => {
      const line = innerHeight * 0.3;
      const read = parts.filter((part) => part.getBoundingClientRect().top <= line).pop() ?? parts[0];
      for (const [part, link] of links) {
        if (part === read) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    };
    let waiting = false;
    addEventListener(
      "scroll",
      () => {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          mark();
        });
      },
      { passive: true },
    );
    mark();
  }
}
