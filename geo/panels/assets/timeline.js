// Reports and changes over time as bars. Drag across them, click one, or move the two handles with the arrow keys.
// The page is told the chosen days as "first/last", or "" for all; words are only ever set as text.
const HEIGHT = 62, TOP = 16, BASE = 44, LEFT = 30;
const SVG = "http://www.w3.org/2000/svg";

export default function ({ parentElement, data, setTriggerValue }) {
  const state = parentElement.dlTime || build(parentElement);
  state.send = (days) => setTriggerValue("days", days);
  const same = state.written === JSON.stringify(data);
  if (!same) {
    Object.assign(state, { data: data, written: JSON.stringify(data), chosen: chosenBars(data) });
    draw(state);
  }
}

function build(parent) {
  const state = (parent.dlTime = { data: { bars: [] }, chosen: null });
  state.box = parent.querySelector(".dl-time");
  state.svg = state.box.querySelector("svg");
  state.tip = state.box.querySelector("output");
  state.clear = state.box.querySelector("button");
  state.clear.onclick = () => state.send("");
  state.handles = [0, 1].map((end) => {
    const handle = element("rect", { class: "handle", width: 8, height: BASE - TOP, y: TOP, rx: 3, tabindex: 0, role: "slider" });
    handle.setAttribute("aria-label", end ? "Last day shown" : "First day shown");
    handle.onkeydown = (event) => press(state, end, event);
    return handle;
  });
  const svg = state.svg;
  state.art = svg.appendChild(element("g", {}));
  svg.append(...state.handles); // they stay where they are while the bars are drawn anew, and keep the focus
  svg.onpointerdown = (event) => start(state, event);
  svg.onpointermove = (event) => move(state, event);
  svg.onpointerup = (event) => finish(state, event);
  svg.onpointercancel = () => { state.drag = null; paint(state); };
  svg.onpointerleave = () => { if (!state.drag) state.tip.textContent = state.rest || ""; };
  new ResizeObserver(() => draw(state)).observe(state.box);
  return state;
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

const time = (day) => Date.parse(day + "T00:00:00Z");
const DAY = 86400000;
const lastDay = (bar) => new Date(time(bar[1]) - DAY).toISOString().slice(0, 10);
const write = (day) => new Date(time(day)).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/* The bars that the chosen days touch, [first, last]; null while all are shown. */
function chosenBars(data) {
  if (!data.bars.length || (!data.from && !data.to)) return null;
  const from = data.from || data.bars[0][0], to = data.to || lastDay(data.bars[data.bars.length - 1]);
  const first = data.bars.findIndex((bar) => lastDay(bar) >= from);
  let last = data.bars.length - 1;
  while (last >= 0 && data.bars[last][0] > to) last--;
  return first < 0 || last < first ? null : [first, last];
}

function draw(state) {
  const { svg, art, data } = state, width = Math.max(state.box.clientWidth, 120), bars = data.bars;
  art.replaceChildren();
  svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
  if (!bars.length) return;
  const begin = time(bars[0][0]), span = Math.max(time(bars[bars.length - 1][1]) - begin, DAY);
  state.x = (day) => LEFT + ((time(day) - begin) / span) * (width - LEFT - 10);
  const most = Math.max(1, ...bars.map((bar) => Math.max(bar[2], bar[3])));
  state.shade = art.appendChild(element("rect", { class: "shade", y: TOP - 4, height: BASE - TOP + 4 }));
  bars.forEach((bar, index) => drawBar(state, bar, index, most));
  drawAxis(state, begin, span, width, most);
  paint(state);
}

function drawBar(state, bar, index, most) {
  const left = state.x(bar[0]), wide = Math.max(state.x(bar[1]) - left - 0.6, 1);
  const tall = (n) => (n ? Math.max((n / most) * (BASE - TOP), 1.5) : 0);
  const grow = (n, css, from, width) =>
    state.art.append(element("rect", { class: css, "data-bar": index, x: from, width: Math.max(width, 0.8), y: BASE - tall(n), height: tall(n) }));
  grow(bar[2], "reports", left, wide);
  grow(bar[3], "changes", left + wide * 0.22, wide * 0.56);
}

function drawAxis(state, begin, span, width, most) {
  const svg = state.art;
  const label = (words, x, y, anchor) => { svg.appendChild(element("text", { x: x, y: y, "text-anchor": anchor })).textContent = words; };
  svg.append(element("line", { class: "axis", x1: LEFT, x2: width - 10, y1: BASE, y2: BASE }));
  label(String(most), LEFT - 5, TOP + 8, "end");
  label("0", LEFT - 5, BASE, "end");
  const marks = ticks(begin, begin + span, Math.max(2, Math.floor(width / 95)));
  for (const [at, words] of marks) {
    const x = LEFT + ((at - begin) / span) * (width - LEFT - 10);
    svg.append(element("line", { class: "axis", x1: x, x2: x, y1: BASE, y2: BASE + 4 }));
    label(words, Math.min(x, width - 30), BASE + 17, "middle");
  }
}

/* Round days: years, or months where there are few years; never more than `most`. */
function ticks(begin, end, most) {
  const months = (end - begin) / (30.44 * DAY), step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600].find((n) => months / n <= most) || 1200;
  const date = new Date(begin), found = [];
  let month = date.getUTCFullYear() * 12 + date.getUTCMonth();
  for (month = Math.ceil(month / step) * step; ; month += step) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (at > end) return found;
    if (at < begin) continue;
    const named = { year: "numeric", timeZone: "UTC", ...(step < 12 ? { month: "short" } : {}) };
    found.push([at, new Date(at).toLocaleDateString("en-GB", named)]);
  }
}

/* The shade and the handles where the chosen bars are, and what is chosen in words. */
function paint(state) {
  const { data, svg } = state, [first, last] = state.chosen || [0, data.bars.length - 1];
  const low = state.x(data.bars[first][0]), high = state.x(data.bars[last][1]);
  state.shade.setAttribute("x", low);
  state.shade.setAttribute("width", Math.max(high - low, 1));
  svg.classList.toggle("some", Boolean(state.chosen));
  state.handles.forEach((handle, end) => {
    handle.setAttribute("x", (end ? high : low) - 4);
    for (const [key, value] of [["min", 0], ["max", data.bars.length - 1], ["now", end ? last : first]]) handle.setAttribute("aria-value" + key, value);
    handle.setAttribute("aria-valuetext", write(end ? lastDay(data.bars[last]) : data.bars[first][0]));
  });
  const shown = [data.from || data.bars[0][0], data.to || lastDay(data.bars[data.bars.length - 1])];
  const days = state.drag || state.typing ? [data.bars[first][0], lastDay(data.bars[last])] : shown;
  state.rest = state.chosen ? write(days[0]) + " – " + write(days[1]) : "";
  state.tip.textContent = state.rest;
  state.clear.hidden = !state.chosen && !data.from && !data.to;
}

function barAt(state, event) {
  const box = state.svg.getBoundingClientRect(), x = event.clientX - box.left, bars = state.data.bars;
  let best = 0;
  for (let i = 0; i < bars.length && state.x(bars[i][0]) <= x; i++) best = i;
  return best;
}

function start(state, event) {
  if (event.button || !state.data.bars.length) return;
  state.svg.setPointerCapture(event.pointerId);
  const bar = barAt(state, event), [first, last] = state.chosen || [0, state.data.bars.length - 1];
  const end = state.handles.indexOf(event.target);
  // Dragging a handle keeps the other end where it is.
  state.drag = { from: end < 0 ? bar : end ? first : last, before: state.chosen };
  if (end < 0) state.chosen = [bar, bar];
  paint(state);
}

function move(state, event) {
  if (!state.data.bars.length) return;
  const bar = barAt(state, event);
  if (state.drag) {
    state.chosen = [Math.min(state.drag.from, bar), Math.max(state.drag.from, bar)];
    paint(state);
    return;
  }
  const [begin, , reports, changes] = state.data.bars[bar], last = lastDay(state.data.bars[bar]);
  const days = begin === last ? write(begin) : write(begin) + " – " + write(last);
  state.tip.textContent = `${days}: ${reports} ${reports === 1 ? "report" : "reports"}, ${changes} ${changes === 1 ? "change" : "changes"}`;
}

function finish(state, event) {
  if (!state.drag) return;
  move(state, event);
  state.drag = null;
  tell(state);
}

function tell(state) {
  const [first, last] = state.chosen;
  state.send(state.data.bars[first][0] + "/" + lastDay(state.data.bars[last]));
}

/* Arrow keys move a handle bar by bar; the page is told once they rest. Escape shows all days again. */
function press(state, end, event) {
  const most = state.data.bars.length - 1, range = state.chosen ? [...state.chosen] : [0, most];
  const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -most, End: most };
  if (event.key === "Escape") return state.send("");
  if (!(event.key in steps)) return undefined;
  event.preventDefault();
  range[end] = Math.min(Math.max(range[end] + steps[event.key], end ? range[0] : 0), end ? most : range[1]);
  Object.assign(state, { chosen: range, typing: true });
  paint(state);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => { state.typing = false; tell(state); }, 500);
  return undefined;
}
