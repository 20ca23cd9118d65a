/* What lies around the places, quietly: rivers, provinces, towns and villages of the gazetteer. None of it is said by a report.
   Drawn on one canvas under the places, and fetched only once the map is near enough to show it. */
"use strict";

dateline.QUIET = {
  light: { river: "#9dc0d8", province: "#c9c4bb", words: "#6f767c", river_words: "#4f86a8", halo: "rgba(246,245,241,0.85)" },
  dark: { river: "#2f536b", province: "#3d4650", words: "#98a2ab", river_words: "#7fb0cf", halo: "rgba(32,39,47,0.85)" },
};
dateline.NEAR = { rivers: 4, provinces: 5, towns: 6, villages: 9.5 };
// The zoom from which a town is shown, by how many digits the number of its people has.
dateline.TOWN_FROM = [9.5, 9.5, 9.5, 9, 8.5, 7.5, 6.5, 6, 6, 6];

dateline.Quiet = L.Layer.extend({
  onAdd: function (map) {
    this._canvas = L.DomUtil.create("canvas", "quiet", map.getPane("quiet"));
    map.on("zoomstart", this._clear, this).on("resize", this.draw, this);
  },
  _clear: function () {
    this._canvas.width = 0;
  },
  draw: function () {
    const map = this._map, size = map.getSize(), pad = size.multiplyBy(0.2), ratio = window.devicePixelRatio || 1;
    const origin = map.containerPointToLayerPoint([0, 0]).subtract(pad).round();
    const wide = size.x + 2 * pad.x, high = size.y + 2 * pad.y;
    Object.assign(this._canvas, { width: wide * ratio, height: high * ratio });
    Object.assign(this._canvas.style, { width: wide + "px", height: high + "px" });
    L.DomUtil.setPosition(this._canvas, origin);
    const ctx = this._canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    const seen = map.getBounds().pad(0.2), zoom = map.getZoom(), world = 256 * 2 ** zoom, start = map.getPixelOrigin().add(origin);
    const middle = map.getCenter().lng;
    const turn = 360 * Math.round((middle - L.Util.wrapNum(middle, [-180, 180], true)) / 360);
    const project = (lat, lon) => {
      const s = Math.sin((lat * Math.PI) / 180);
      return [((lon + turn + 180) / 360) * world - start.x, (0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)) * world - start.y];
    };
    dateline.paintQuiet({ ctx, seen, zoom, project, turn, wide, high, pad, colours: dateline.QUIET[dateline.theme] || dateline.QUIET.light });
  },
});

dateline.offerReference = function (map, options) {
  map.createPane("quiet").style.zIndex = 158;
  map.getPane("quiet").style.pointerEvents = "none";
  dateline.quiet = new dateline.Quiet().addTo(map);
  dateline.quietFiles = options.reference;
  dateline.held = {};
};

/* A file once it is here; until then null, and another drawing once it has come. */
dateline.fetchQuiet = function (name, address, read) {
  const held = dateline.held;
  if (!(name in held)) {
    held[name] = null;
    fetch(address)
      .then((answer) => (answer.ok ? answer : Promise.reject(new Error(String(answer.status)))))
      .then((answer) => (/\.gz\?/.test(address + "?") ? new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))) : answer))
      .then((answer) => answer.json())
      .then((data) => {
        held[name] = read(data);
        dateline.quiet.draw();
      })
      .catch(() => dateline.map.getContainer().setAttribute("data-" + name, "missing"));
  }
  return held[name];
};

/* Lines as [west, south, east, north, lon, lat, lon, lat, …]. */
dateline.boxed = function (line) {
  const box = [999, 999, -999, -999];
  for (let i = 0; i < line.length; i += 2) {
    box[0] = Math.min(box[0], line[i]);
    box[1] = Math.min(box[1], line[i + 1]);
    box[2] = Math.max(box[2], line[i]);
    box[3] = Math.max(box[3], line[i + 1]);
  }
  return box.concat(line);
};

dateline.readRivers = function (shapes) {
  return shapes.features.flatMap((f) => {
    const parts = f.geometry.type === "LineString" ? [f.geometry.coordinates] : f.geometry.coordinates;
    return parts.map((part) => ({ name: (f.properties || {}).name || "", line: dateline.boxed(part.flatMap((p) => [p[0], p[1]])) }));
  });
};

dateline.readProvinces = function (data) {
  const lines = data.lines.map((steps) => {
    const line = [];
    for (let i = 0, x = 0, y = 0; i < steps.length; i += 2) line.push((x += steps[i]) / data.step, (y += steps[i + 1]) / data.step);
    return dateline.boxed(line);
  });
  const names = data.names.map(([name, lat, lon, wide]) => ({ name, lat: lat / data.point, lon: lon / data.point, wide: wide / 100 }));
  return { lines, names };
};

dateline.readTowns = function (data) {
  return data.names.split("\n").map((name, i) => ({
    name, lat: data.lats[i] / data.point, lon: data.lons[i] / data.point, from: dateline.TOWN_FROM[Number(data.digits[i])],
  }));
};

dateline.paintQuiet = function (to) {
  const files = dateline.quietFiles, near = (what) => to.zoom >= dateline.NEAR[what];
  const provinces = near("provinces") && dateline.fetchQuiet("provinces", files.provinces, dateline.readProvinces);
  const rivers = near("rivers") && dateline.fetchQuiet("rivers", files.rivers, dateline.readRivers);
  const towns = near("towns") && dateline.fetchQuiet("towns", files.towns, dateline.readTowns);
  const villages = near("villages")
    ? (dateline.data ? dateline.data.villages || [] : []).flatMap((name) => dateline.fetchQuiet("villages-" + name, files.villages + name, dateline.readTowns) || [])
    : [];
  if (!dateline.tiled) {
    if (provinces) dateline.strokeLines(to, provinces.lines, to.colours.province, 0.8, [5, 4]);
    if (rivers) dateline.strokeLines(to, rivers.map((r) => r.line), to.colours.river, to.zoom > 7 ? 1.8 : 1.1, []);
    if (dateline.lakes) dateline.strokeLines(to, dateline.lakes, to.colours.river, 1, []);
  }
  const taken = dateline.takenByMarks(to);
  if (provinces && to.zoom <= 10) dateline.nameProvinces(to, provinces.names, taken);
  if (rivers && to.zoom >= 6.5) dateline.nameRivers(to, rivers, taken);
  if (towns) dateline.nameTowns(to, towns.concat(villages), taken);
};

dateline.strokeLines = function (to, lines, colour, width, dash) {
  const { ctx, seen, project, turn } = to, west = seen.getWest() - turn, east = seen.getEast() - turn;
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.beginPath();
  for (const line of lines) {
    if (line[0] > east || line[2] < west || line[1] > seen.getNorth() || line[3] < seen.getSouth()) continue;
    for (let i = 4; i < line.length; i += 2) {
      const [x, y] = project(line[i + 1], line[i]);
      i === 4 ? ctx.moveTo(x, y) : ctx.lineTo(x, y);
    }
  }
  ctx.stroke();
  ctx.setLineDash([]);
};

/* Boxes on the canvas that belong to what reports say: its names, and its circles. */
dateline.takenByMarks = function (to) {
  const boxes = (dateline.named || []).map(([a, b, c, d]) => [a + to.pad.x, b + to.pad.y, c + to.pad.x, d + to.pad.y]);
  for (const mark of dateline.marks || []) {
    if (mark.flags === dateline.HIDDEN) continue;
    const [x, y] = to.project(mark.lat, mark.lon), r = Math.min(dateline.radius(mark.mentions), 12) + 1;
    boxes.push([x - r, y - r, x + r, y + r]);
  }
  return boxes;
};

dateline.writeQuiet = function (to, words, x, y, taken, style) {
  const { ctx } = to;
  ctx.font = style.font;
  const wide = ctx.measureText(words).width, left = style.middle ? x - wide / 2 : x;
  const box = [left - 2, y - 7, left + wide + 2, y + 7];
  if (box[2] < 0 || box[3] < 0 || box[0] > to.wide || box[1] > to.high || taken.some((t) => dateline.overlap(box, t))) return false;
  taken.push(box);
  ctx.textBaseline = "middle";
  ctx.lineWidth = 3;
  ctx.lineJoin = "round";
  ctx.strokeStyle = to.colours.halo;
  ctx.strokeText(words, left, y);
  ctx.fillStyle = style.colour;
  ctx.fillText(words, left, y);
  return true;
};

dateline.nameProvinces = function (to, names, taken) {
  const pixels = (256 * 2 ** to.zoom) / 360;
  for (const { name, lat, lon, wide } of names) {
    if (wide * pixels < name.length * 9 || wide * pixels > 1600 || !to.seen.contains([lat, lon + to.turn])) continue;
    const [x, y] = to.project(lat, lon);
    dateline.writeQuiet(to, name.toUpperCase(), x, y, taken, { font: "10px 'Source Sans', system-ui, sans-serif", colour: to.colours.words, middle: true });
  }
};

/* A river's name stands at that of its points in view which is nearest to the middle. */
dateline.nameRivers = function (to, rivers, taken) {
  const best = new Map(), cx = to.wide / 2, cy = to.high / 2;
  for (const { name, line } of rivers) {
    if (!name) continue;
    for (let i = 4; i < line.length; i += 2) {
      if (!to.seen.contains([line[i + 1], line[i] + to.turn])) continue;
      const [x, y] = to.project(line[i + 1], line[i]), far = (x - cx) ** 2 + (y - cy) ** 2;
      if (!best.has(name) || far < best.get(name)[2]) best.set(name, [x, y, far]);
    }
  }
  best.forEach(([x, y], name) => {
    dateline.writeQuiet(to, name, x + 6, y - 9, taken, { font: "italic 11px 'Source Sans', system-ui, sans-serif", colour: to.colours.river_words });
  });
};

dateline.nameTowns = function (to, towns, taken) {
  const { ctx, seen, zoom, turn } = to, style = { font: "11px 'Source Sans', system-ui, sans-serif", colour: to.colours.words };
  const west = seen.getWest() - turn, east = seen.getEast() - turn, south = seen.getSouth(), north = seen.getNorth();
  let written = 0;
  for (const town of towns) {
    if (town.from > zoom || town.lon < west || town.lon > east || town.lat < south || town.lat > north) continue;
    const [x, y] = to.project(town.lat, town.lon);
    if (taken.some((t) => x > t[0] && x < t[2] && y > t[1] && y < t[3])) continue; // a report names it
    if (!dateline.writeQuiet(to, town.name, x + 5, y, taken, style)) continue;
    ctx.fillRect(x - 1.5, y - 1.5, 3, 3);
    if (++written >= 220) return;
  }
};

/* Where to look: all that is shown, where the map stood at first, or a theatre of those the places lie in. */
dateline.offerLooks = function (map) {
  const control = L.control({ position: "topleft" });
  control.onAdd = () => {
    const bar = L.DomUtil.create("div", "leaflet-bar looks");
    const button = (words, label, act) => {
      const made = L.DomUtil.create("a", "", bar);
      Object.assign(made, { href: "#", role: "button", textContent: words, title: label });
      made.setAttribute("aria-label", label);
      L.DomEvent.on(made, "click", (event) => {
        L.DomEvent.stop(event);
        act();
      });
    };
    button("⤢", "Zoom to what is shown", () => dateline.fitAll(true));
    button("⌂", "Home: where the map opened", () => dateline.home && map.setView(dateline.home[0], dateline.home[1]));
    L.DomEvent.disableClickPropagation(bar);
    return bar;
  };
  control.addTo(map);
  const goTo = L.control({ position: "topright" });
  goTo.onAdd = () => {
    const box = (dateline.theatreBox = L.DomUtil.create("select", "theatres"));
    box.setAttribute("aria-label", "Go to a theatre");
    box.addEventListener("change", () => {
      const chosen = (dateline.data.theatres || [])[Number(box.value)];
      if (chosen) map.fitBounds([[chosen[1], chosen[2]], [chosen[3], chosen[4]]], { padding: [30, 30], maxZoom: 9 });
      else dateline.fitAll(true);
    });
    L.DomEvent.disableClickPropagation(box);
    return box;
  };
  goTo.addTo(map);
};

dateline.listTheatres = function (theatres) {
  const box = dateline.theatreBox, written = JSON.stringify(theatres || []);
  if (!box || box.dataset.written === written) return;
  box.dataset.written = written;
  box.hidden = !theatres || theatres.length < 2;
  box.replaceChildren(new Option("Go to …", ""));
  (theatres || []).forEach(([name, , , , , places], i) => box.append(new Option(`${name} (${places})`, String(i))));
};
