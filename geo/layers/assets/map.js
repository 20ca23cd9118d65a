/* What varies on the map. `dateline.draw` is called once a change, with numbers, colours and encoded place names.
   Words are only ever set as text. */
"use strict";

dateline.CROWDED = 1500; // more circles than this in view are drawn as cells of CELL pixels
dateline.CELL = 26;
dateline.LABELS = 60;

dateline.draw = function (group, data) {
  window.feature_group = []; // streamlit-folium only ever adds to it; it would hold every earlier drawing
  const themed = dateline.theme !== data.theme;
  dateline.theme = data.theme;
  Object.assign(dateline, { data: data, group: group, places: dateline.unpack(data), dots: null });
  if (themed) dateline.paintGround();
  dateline.listTheatres(data.theatres);
  dateline.goWhereAsked(data);
  dateline.offerPlayback(data.control || null);
  dateline.offerSwipe(data.swipe || null);
  dateline.layOut();
  if (!dateline.listening) dateline.listen(dateline.map);
  if (data.ask && data.ask !== dateline.asked) dateline.tellView(data);
  requestAnimationFrame(() => requestAnimationFrame(() => { window.__rev = data.rev; }));
};

/* 10 bytes a place: latitude and longitude in 2^24 steps, mentions, two colours' numbers in one byte, flags. */
dateline.unpack = function (data) {
  const bytes = Uint8Array.from(atob(data.places), (c) => c.charCodeAt(0)), view = new DataView(bytes.buffer);
  const names = data.names ? data.names.split("\n") : [], steps = 2 ** 24 - 1;
  const three = (at) => view.getUint16(at, true) + bytes[at + 2] * 65536;
  return Array.from({ length: bytes.length / 10 }, (_, i) => ({
    index: i, name: names[i] || "", lat: (three(i * 10) / steps) * 180 - 90, lon: (three(i * 10 + 3) / steps) * 360 - 180,
    mentions: view.getUint16(i * 10 + 6, true), colour: bytes[i * 10 + 8] >> 4, second: bytes[i * 10 + 8] & 15, flags: bytes[i * 10 + 9],
  }));
};

/* The first drawing goes to the link's view or to all places; later ones move only when asked to. */
dateline.goWhereAsked = function (data) {
  const map = dateline.map;
  if (!dateline.begun) {
    dateline.begun = true;
    const start = () => (data.view ? map.setView([data.view[0], data.view[1]], data.view[2], { animate: false }) : dateline.fitAll(false));
    start();
    const settle = () => map.off("resize", start);
    map.on("resize", start).once("mousedown keydown", settle); // the frame gets its size only after the first drawing
    setTimeout(settle, 2000);
    dateline.went = data.go ? data.go[3] : 0;
    dateline.shown = data.rev;
    map.whenReady(() => setTimeout(() => { dateline.home = [map.getCenter(), map.getZoom()]; }, 2100));
  } else if (data.go && data.go[3] !== dateline.went) {
    dateline.went = data.go[3];
    if (data.go[2]) map.flyTo([data.go[0], data.go[1]], Math.max(map.getZoom(), data.go[2]), { duration: 0.6 });
    else dateline.fitAll(true);
  } else if (dateline.shown !== data.rev && !dateline.seesSome(map)) dateline.fitAll(true); // other filters, and nothing of it in view
  dateline.shown = data.rev;
};

dateline.seesSome = function (map) {
  const seen = map.getBounds(), there = dateline.places.filter((p) => p.flags !== dateline.HIDDEN);
  return !there.length || there.some((p) => seen.contains([p.lat, p.lon]));
};

/* The box in which nine tenths of what is said lies: one far-off capital does not make a map of the world. */
dateline.fitAll = function (animate) {
  const points = dateline.places.filter((p) => !(p.flags & dateline.FLAG.area));
  const chosen = points.length ? points : dateline.places;
  if (!chosen.length) return dateline.map.setView([30, 20], 3, { animate: false });
  const look = dateline.data.look;
  const [south, north] = look ? [look[0], look[2]] : dateline.middle(chosen, "lat");
  const [west, east] = look ? [look[1], look[3]] : dateline.middle(chosen, "lon");
  const box = L.latLngBounds([south, west], [north, east]).pad(look ? 0 : 0.08);
  const below = dateline.data.control ? 70 : 20; // the bar of the days lies on the map
  return dateline.map.fitBounds(box, { animate, maxZoom: 9, paddingTopLeft: [20, 20], paddingBottomRight: [20, below] });
};

dateline.middle = function (places, axis) {
  const sorted = [...places].sort((a, b) => a[axis] - b[axis]);
  const all = sorted.reduce((sum, p) => sum + p.mentions, 0);
  let seen = 0;
  const inside = sorted.filter((p) => { seen += p.mentions; return seen >= all * 0.05 && seen - p.mentions <= all * 0.95; });
  return [inside[0][axis], inside[inside.length - 1][axis]];
};

dateline.listen = function (map) {
  dateline.listening = true;
  dateline.hover = L.tooltip({ className: "hover", direction: "top", offset: [0, -6], opacity: 1 });
  map.on("moveend zoomend", () => dateline.layOut());
  map.on("zoomstart", () => map.getPane("labels").replaceChildren());
};

dateline.layOut = function () {
  const map = dateline.map, group = dateline.group, seen = map.getBounds().pad(0.25);
  group.clearLayers();
  dateline.dots = new Map();
  const near = dateline.places.filter((p) => seen.contains([p.lat, p.lon]));
  dateline.drawLines(group);
  dateline.drawRings(group, near);
  const marks = near.length > dateline.CROWDED ? dateline.gather(near.filter((p) => p.flags !== dateline.HIDDEN)) : near;
  marks.sort((a, b) => b.mentions - a.mentions);
  for (const place of marks) {
    const dots = dateline.makeDots(place);
    dots.forEach((dot) => group.addLayer(dot));
    if (!place.members) dateline.dots.set(place.index, dots[dots.length - 1]);
  }
  dateline.gathered = near.length > dateline.CROWDED;
  dateline.marks = marks;
  dateline.nameMarks(marks);
};

/* Places of one cell together; the colour is that of most mentions among those that have one. */
dateline.gather = function (places) {
  const cells = new Map();
  for (const place of places) {
    const at = dateline.map.latLngToLayerPoint([place.lat, place.lon]);
    const key = Math.floor(at.x / dateline.CELL) + ":" + Math.floor(at.y / dateline.CELL);
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(place);
  }
  return [...cells.values()].map((members) => {
    const first = members.reduce((a, b) => (b.mentions > a.mentions ? b : a));
    const mentions = members.reduce((sum, p) => sum + p.mentions, 0);
    return members.length === 1 ? first : { ...first, mentions: mentions, members: members };
  });
};

dateline.radius = function (mentions) {
  const zoom = dateline.map.getZoom(), near = zoom < 4 ? 0.55 : zoom < 5.5 ? 0.7 : zoom < 7 ? 0.85 : 1; // a continent is no blob
  return Math.min(30, Math.max(zoom < 5.5 ? 3.5 : 4.5, near * 24 * Math.sqrt(mentions / Math.max(dateline.data.most, 40))));
};

dateline.makeMark = function (place) {
  const data = dateline.data;
  return { fill: data.palette[place.colour], second: data.palette[place.second], flags: place.flags,
           selected: place.index === data.selected };
};

dateline.makeDot = function (place, canvas) {
  const options = { radius: dateline.radius(place.mentions), mark: dateline.makeMark(place), ...(canvas ? { renderer: canvas } : {}) };
  const dot = new dateline.Dot([place.lat, place.lon], options);
  dot.on("click", (event) => dateline.pick(dot, place, event));
  dot.on("mouseover mousemove", (event) => dateline.hint(place, event));
  dot.on("mouseout", () => dateline.hover.remove());
  return dot;
};

dateline.STATES = [["contested", "contested"], ["besieged", "besieged"], ["claimed", "claimed by one side"], ["stale", "no recent report"],
  ["changed", "changed between the two days"], ["inferred", "inferred: no report says so outright"]];
dateline.ASSUMED = new Set(["claimed", "inferred"]);

dateline.describe = function (place) {
  const lines = [];
  if (place.members) lines.push(place.members.length + " places here; click to come closer");
  else lines.push(place.name || place.lat.toFixed(2) + ", " + place.lon.toFixed(2));
  lines.push(place.mentions === 1 ? "1 mention" : place.mentions ? place.mentions + " mentions" : "no report names it");
  const assumed = dateline.isAssumed(place.flags);
  if (assumed) lines.push("assumed: no report says so");
  for (const [flag, words] of dateline.STATES) {
    if (place.flags & dateline.FLAG[flag] && !(assumed && dateline.ASSUMED.has(flag))) lines.push(words);
  }
  if (place.flags & dateline.FLAG.area && !place.members) lines.push("a whole area; the ring marks its middle");
  return lines;
};

/* What a click here would open, and how many more it would offer. */
dateline.hint = function (place, event) {
  const under = place.members ? [place] : dateline.under(place, event.layerPoint), first = under[0];
  const more = under.length > 1 ? ["and " + (under.length - 1) + " more here"] : [];
  dateline.tell([first.lat, first.lon], dateline.describe(first).concat(more));
};

dateline.tell = function (at, lines) {
  const box = document.createElement("div");
  for (const words of lines) {
    const line = document.createElement("div");
    line.textContent = words;
    box.append(line);
  }
  dateline.hover.setLatLng(at).setContent(box).addTo(dateline.map);
};

/* The places under a point of a place's dot: nearest middle first, and of those about as near the most mentioned. */
dateline.under = function (place, point) {
  const far = (p) => dateline.map.latLngToLayerPoint([p.lat, p.lon]).distanceTo(point);
  return dateline.places.map((p) => (p.index === place.index ? place : p)).filter((p) => p.flags !== dateline.HIDDEN)
    .map((p) => [p, far(p)]).filter(([p, d]) => p === place || d <= dateline.radius(p.mentions) + 2)
    .sort(([p, d], [q, e]) => Math.floor(d / 6) - Math.floor(e / 6) || q.mentions - p.mentions).map(([p]) => p);
};

/* A click picks every place under it; a cell comes closer instead. */
dateline.pick = function (dot, place, event) {
  const map = dateline.map;
  if (place.members && map.getZoom() < 12) {
    dot.feature = { type: "Feature", properties: {} };
    return map.setView([place.lat, place.lon], map.getZoom() + 2);
  }
  const picked = dateline.under(place, event.layerPoint).slice(0, 8).map((p) => p.index);
  dot.feature = { type: "Feature", properties: dateline.answer({ picked: picked }) };
  setTimeout(dateline.sendNow); // once streamlit-folium has heard of the click
  return dot;
};

/* What goes back to the page: which drawing it is about, the view, and a number that makes each answer a new one. */
dateline.answer = function (more) {
  const map = dateline.map, middle = map.getCenter().wrap();
  return { rev: dateline.data.rev, view: [middle.lat, middle.lng, map.getZoom()], turn: Date.now(), ...more };
};

dateline.tellView = function (data) {
  dateline.asked = data.ask;
  dateline.send({ ask: data.ask });
};

dateline.send = function (more) {
  window.__GLOBAL_DATA__.last_active_drawing = { type: "Feature", properties: dateline.answer(more), geometry: null };
  dateline.sendNow();
};

/* streamlit-folium waits a quarter of a second for more before it sends; what it finds sent by then it does not send again. */
dateline.sendNow = function () {
  const kept = window.__GLOBAL_DATA__, value = { last_active_drawing: kept.last_active_drawing };
  if (JSON.stringify(value) === JSON.stringify(kept.previous_data)) return;
  kept.previous_data = value;
  window.Streamlit.setComponentValue(value);
};

/* Stated distances: [lat, lon, lat, lon, stated km, measured km, 1 when in conflict]. */
dateline.drawLines = function (group) {
  const c = dateline.colours();
  (dateline.data.lines || []).forEach(([lat1, lon1, lat2, lon2, stated, measured, conflict], index) => {
    const ends = [[lat1, lon1], [lat2, lon2]], middle = [(lat1 + lat2) / 2, (lon1 + lon2) / 2];
    const style = conflict ? { color: c.conflict, weight: 2.4, dashArray: "7 5" } : { color: c.line, weight: 1.4 };
    const line = L.polyline(ends, { ...style, opacity: 0.85, interactive: false });
    const grip = L.polyline(ends, { opacity: 0, weight: 14 });
    const words = ["stated " + stated + " km", "measured " + measured + " km"].concat(conflict ? ["in conflict"] : []);
    grip.on("mouseover", () => dateline.tell(middle, words)).on("mouseout", () => dateline.hover.remove());
    grip.on("click", () => {
      grip.feature = { type: "Feature", properties: dateline.answer({ line: index }) };
      setTimeout(dateline.sendNow);
    });
    group.addLayer(line).addLayer(grip);
  });
};

/* Kilometres on lines that are long enough on the screen, where they cover no name. */
dateline.nameLines = function () {
  const map = dateline.map, pane = map.getPane("labels"), size = map.getSize();
  for (const [lat1, lon1, lat2, lon2, stated, measured, conflict] of (dateline.data.lines || []).slice(0, 60)) {
    const from = map.latLngToContainerPoint([lat1, lon1]), to = map.latLngToContainerPoint([lat2, lon2]);
    if (from.distanceTo(to) < 90) continue;
    const at = from.add(to).divideBy(2), words = stated + " km" + (conflict ? " ≠ " + measured : "");
    const half = words.length * 3.4, box = [at.x - half, at.y - 8, at.x + half, at.y + 8];
    if (box[0] < 0 || box[1] < 0 || box[2] > size.x || box[3] > size.y || dateline.named.some((t) => dateline.overlap(box, t))) continue;
    dateline.named.push(box);
    pane.append(dateline.writeAt(map.containerPointToLayerPoint([box[0], at.y]), words, conflict ? "label km conflict" : "label km"));
  }
};

/* How far off a place may lie that stands on a stated distance only: [place, km]. */
dateline.drawRings = function (group) {
  const c = dateline.colours();
  for (const [index, km] of dateline.data.rings || []) {
    const place = dateline.places[index];
    const strong = index === dateline.data.selected;
    const style = { color: c.line, weight: strong ? 1.6 : 1, opacity: strong ? 0.95 : 0.4, dashArray: "3 4", fill: strong,
                    fillColor: c.line, fillOpacity: 0.06, interactive: false };
    group.addLayer(L.circle([place.lat, place.lon], { radius: km * 1000, ...style }));
  }
};

/* Names beside the largest circles, where they do not cover each other. */
dateline.nameMarks = function (marks) {
  const map = dateline.map, pane = map.getPane("labels"), taken = [], size = map.getSize();
  pane.replaceChildren();
  const chosen = marks.filter((m) => m.index === dateline.data.selected).concat(marks);
  for (const place of chosen) {
    if (taken.length >= dateline.LABELS) break;
    if (!place.name || place.members) continue;
    const at = map.latLngToContainerPoint([place.lat, place.lon]), r = dateline.radius(place.mentions);
    if (dateline.isUnknown(place, at.x)) continue;
    const box = [at.x + r + 2, at.y - 8, at.x + r + 8 + place.name.length * 6.6, at.y + 8];
    if (box[0] < 0 || box[1] < 0 || box[2] > size.x || box[3] > size.y) continue;
    if (taken.some((t) => dateline.overlap(box, t))) continue;
    taken.push(box);
    const spot = map.containerPointToLayerPoint([box[0] + 2, at.y]);
    pane.append(dateline.writeAt(spot, place.name, place.index === dateline.data.selected ? "label chosen" : "label"));
  }
  dateline.named = taken;
  if (dateline.playing && dateline.playing.timer) return; // not at each step of a playback
  dateline.nameNations();
  dateline.nameLines();
  dateline.quiet.draw();
};
