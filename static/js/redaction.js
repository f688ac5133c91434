// Boxes are drawn with a pointer; what is drawn stands in the fields, where it can be typed too.
const WHOLE = 10000;
const place = document.querySelector("[data-redact]");
const form = document.querySelector("[data-redact-form]");
const preview = document.querySelector("[data-redact-preview]");

class Drawing {
  constructor(svg, fields) {
    this.svg = svg;
    this.fields = fields;
    this.box = svg.querySelector(".redact__new");
    svg.addEventListener("pointerdown", (event) => this.begin(event));
    svg.addEventListener("pointermove", (event) => this.go(event));
    svg.addEventListener("pointerup", (event) => this.end(event));
    svg.addEventListener("pointercancel", () => { this.from = null; });
    for (const field of ["x", "y", "lebar", "tinggi"]) {
      fields[field].addEventListener("input", () => this.typed());
    }
    this.typed();
  }

  at(event) {
    const area = this.svg.getBoundingClientRect();
    const inside = (part) => Math.round(Math.min(Math.max(part, 0), 1) * WHOLE);
    return [inside((event.clientX - area.left) / area.width), inside((event.clientY - area.top) / area.height)];
  }

  begin(event) {
    if (event.button) return;
    this.from = this.at(event);
    this.svg.setPointerCapture(event.pointerId);
    event.preventDefault();
  }

  go(event) {
    if (!this.from) return;
    const [x, y] = this.at(event);
    const [left, top] = this.from;
    this.show(Math.min(left, x), Math.min(top, y), Math.abs(x - left), Math.abs(y - top));
  }

  end(event) {
    if (!this.from) return;
    this.go(event);
    this.from = null;
    const told = ["x", "y", "width", "height"].map((name) => this.box.getAttribute(name) / (WHOLE / 100));
    ["x", "y", "lebar", "tinggi"].forEach((name, no) => { this.fields[name].value = told[no].toFixed(2); });
    this.fields.alasan.focus();
  }

  typed() {
    this.show(...["x", "y", "lebar", "tinggi"].map((name) => Number(this.fields[name].value || 0) * (WHOLE / 100)));
  }

  show(x, y, width, height) {
    Object.entries({ x, y, width, height }).forEach(([name, value]) => this.box.setAttribute(name, value));
  }
}

if (place && form) new Drawing(place.querySelector("svg"), form.elements);
if (place && preview) {
  preview.hidden = false;
  preview.addEventListener("click", () => {
    const isOn = place.toggleAttribute("data-preview");
    preview.setAttribute("aria-pressed", String(isOn));
  });
}
