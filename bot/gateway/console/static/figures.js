// Draws each chart from the table beside it. What the table hides is a gap in the chart.

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const texts = (cells) => [...cells].map((cell) => cell.textContent);
const count = (cell) => (cell.dataset.count === undefined ? null : Number(cell.dataset.count));

// Told apart by brightness as well as by hue.
const SERIES = ["--accent", "--edge", "--warn", "--good", "--alarm", "--muted", "--text"];

function series(table, rows) {
  const labels = [...table.tHead.rows[0].cells].slice(1).filter((cell) => !("total" in cell.dataset));
  return texts(labels).map((label, column) => ({
    label,
    data: rows.map((row) => count(row.cells[column + 1])),
    backgroundColor: color(SERIES[column]),
    borderColor: color(SERIES[column]),
    borderWidth: 2,
    borderDash: column % 2 ? [6, 4] : [],
  }));
}

function draw(canvas) {
  const table = document.getElementById(canvas.dataset.table);
  const kind = table.dataset.kind;
  const lying = kind === "bar";
  const rows = [...table.tBodies[0].rows].filter((row) => !lying || drawn(row));
  canvas.parentElement.hidden = rows.length === 0;
  if (rows.length === 0) return [];
  const datasets = series(table, rows);
  if (lying) canvas.parentElement.style.height = `${4 + rows.length * 1.75}rem`;
  const grid = { color: color("--line") };
  const ticks = { color: color("--text"), precision: 0 };
  const along = { grid, ticks, beginAtZero: true, stacked: lying };
  const across = { grid: { display: false }, ticks: { ...ticks, autoSkip: !lying }, stacked: lying };
  return [new Chart(canvas, {
    type: kind,
    data: { labels: rows.map((row) => shortened(row.cells[0].textContent)), datasets },
    options: {
      animation: false,
      maintainAspectRatio: false,
      indexAxis: lying ? "y" : "x",
      scales: lying ? { x: along, y: across } : { x: across, y: along },
      plugins: { legend: { display: datasets.length > 1, labels: { color: color("--text") } } },
    },
  })];
}

// A row of sums, or one in which nothing shows, is no bar.
const drawn = (row) => !("total" in row.dataset) && [...row.cells].some((cell) => count(cell) > 0);

const shortened = (label) => (label.length > 34 ? `${label.slice(0, 33)}…` : label);

document.addEventListener("DOMContentLoaded", () => {
  Chart.defaults.font.family = color("--font");
  let charts = [];
  const all = () => {
    charts.forEach((chart) => chart.destroy());
    charts = [...document.querySelectorAll("canvas[data-table]")].flatMap(draw);
  };
  all();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
  addEventListener("beforeprint", () => charts.forEach((chart) => chart.resize(600, chart.height)));
  addEventListener("afterprint", () => charts.forEach((chart) => chart.resize()));
});
