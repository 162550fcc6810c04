// The table twin: the same rows as the drawing, sortable, filterable, ready for a spreadsheet.

function table({ table: told }) {
  const place = byId("tableau");
  place.hidden = !told;
  if (!told) return void fill(place);
  let rows = [...told.rows];
  const body = el("tbody", null);
  const total = el("p", { class: "total", role: "status" });
  const filter = el("input", { type: "search", "aria-label": "Filtrer les lignes", placeholder: "Filtrer les lignes" });
  const draw = () => {
    const wanted = folded(filter.value);
    const kept = rows.filter((row) => folded(row.cells.join(" ")).includes(wanted));
    fill(body, kept.map((row) => tableRow(row, told)));
    total.textContent = `${kept.length} sur ${rows.length}`;
  };
  const sort = (column, button) => {
    const down = button.parentElement.getAttribute("aria-sort") === "ascending";
    place.querySelectorAll("th[aria-sort]").forEach((head) => head.removeAttribute("aria-sort"));
    button.parentElement.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.sort((one, other) => compare(one.cells[column], other.cells[column]) * (down ? -1 : 1));
    draw();
  };
  const heads = told.columns.map((name, column) => el("th", { scope: "col" }, el("button", { type: "button", class: "sort", onclick: (event) => sort(column, event.currentTarget) }, name)));
  filter.addEventListener("input", draw);
  draw();
  fill(place, el("div", { class: "table-head" }, filter, total), el("table", null, el("caption", null, told.caption), el("thead", null, el("tr", null, heads)), body));
}

function compare(one, other) {
  return typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other), "fr");
}

function tableRow(row, { numeric }) {
  const cells = row.cells.map((cell, column) => {
    const inside = column ? cell : [row.shape ? sign(row) : null, " ", row.href && !alone ? el("a", { href: row.href }, cell) : cell];
    return el(column ? "td" : "th", { scope: column ? null : "row", class: (numeric || []).includes(column) ? "n" : null }, inside);
  });
  return el("tr", { onmouseenter: () => shown.has(row.id) && point(row.id), onfocusin: () => shown.has(row.id) && point(row.id) }, cells);
}

/** Give the table as CSV that Excel opens: semicolons, a byte order mark, no formulas. */
function exportTable() {
  const told = current.table;
  const lines = [told.columns, ...told.rows.map((row) => row.cells)].map((cells) => cells.map(cellOf).join(";"));
  const file = new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv;charset=utf-8" });
  const link_ = el("a", { href: URL.createObjectURL(file), download: "galaxie.csv" });
  link_.click();
  setTimeout(() => URL.revokeObjectURL(link_.href), 1000);
  announce("Tableau exporté");
}

function cellOf(value) {
  const text = String(value);
  const calm_ = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${calm_.replaceAll('"', '""')}"`;
}
