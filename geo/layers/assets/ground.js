/* The base map: country outlines and names, drawn once, recoloured when the theme changes. */
"use strict";
window.dateline = window.dateline || {};

dateline.THEMES = {
  light: { sea: "#dfe7ec", land: "#f6f5f1", border: "#b9bdc1", name: "#7d858c", halo: "#ffffff", ink: "#1b1f24",
           quiet: "#6b7680", conflict: "#d55e00", line: "#55606a" },
  dark: { sea: "#11171d", land: "#20272f", border: "#46505a", name: "#8b959f", halo: "#0e1318", ink: "#f2f4f6",
          quiet: "#9aa5b0", conflict: "#d55e00", line: "#a9b4be" },
};

dateline.colours = function () {
  return dateline.THEMES[dateline.theme] || dateline.THEMES.light;
};

dateline.ground = function (map, options) {
  map.createPane("ground").style.zIndex = 150;
  map.createPane("names").style.zIndex = 160;
  map.createPane("labels").style.zIndex = 640;
  for (const pane of ["ground", "names", "labels"]) map.getPane(pane).style.pointerEvents = "none";
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(options.credit);
  map.setMinZoom(2).setMaxZoom(16);
  if (!options.tiles) map.options.zoomSnap = 0.25; // all places fill the map; tiles are sharp at whole levels only
  L.control.scale({ imperial: false }).addTo(map);
  dateline.map = map;
  dateline.tiled = Boolean(options.tiles);
  dateline.offerReference(map, options);
  dateline.offerLooks(map);
  // The style sheet that fits the map to its frame may come after the map: no window is resized then.
  new ResizeObserver(() => map.invalidateSize()).observe(map.getContainer());
  if (options.tiles) dateline.addTiles(map, options);
  fetch(options.shapes)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then((shapes) => dateline.addShapes(map, shapes))
    .catch(() => map.getContainer().setAttribute("data-ground", "missing"));
};

dateline.addTiles = function (map, options) {
  map.createPane("tiles").style.zIndex = 155;
  L.tileLayer(options.tiles, { pane: "tiles", attribution: options.tilesCredit, maxZoom: 18 }).addTo(map);
};

dateline.addShapes = function (map, shapes) {
  shapes.features = shapes.features.filter((f) => (f.properties || {}).iso !== "AQ"); // its ring runs over the pole
  shapes.features.forEach(dateline.unwrap);
  const renderer = L.canvas({ pane: "ground", padding: 0.4 });
  dateline.land = L.geoJSON(shapes, { pane: "ground", renderer: renderer, interactive: false });
  dateline.land.addTo(map);
  dateline.nations = shapes.features.map(dateline.labelPoint).filter(Boolean);
  dateline.paintGround();
  map.getContainer().setAttribute("data-ground", "drawn");
};

/* Rings that cross the 180th meridian go on beyond it, instead of back across the whole map. */
dateline.unwrap = function (feature) {
  const geometry = feature.geometry, parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  for (const ring of parts.flat()) {
    for (let i = 1; i < ring.length; i++) ring[i][0] -= 360 * Math.round((ring[i][0] - ring[i - 1][0]) / 360);
  }
};

/* Where a country's name stands: the middle of the widest ring's box, and how wide that is in degrees. */
dateline.labelPoint = function (feature) {
  const geometry = feature.geometry || {};
  const name = (feature.properties || {}).name;
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates || [];
  let best = null;
  for (const part of parts) {
    const lons = part[0].map((p) => p[0]), lats = part[0].map((p) => p[1]);
    const west = Math.min(...lons), east = Math.max(...lons), south = Math.min(...lats), north = Math.max(...lats);
    const size = (east - west) * (north - south);
    if (!best || size > best.size) best = { name, size, width: east - west, lat: (south + north) / 2, lon: (west + east) / 2 };
  }
  return name ? best : null;
};

dateline.paintGround = function () {
  const c = dateline.colours();
  document.documentElement.dataset.theme = dateline.theme || "light";
  dateline.map.getContainer().style.background = c.sea;
  if (!dateline.land) return;
  dateline.land.setStyle((feature) => {
    const disputed = (feature.properties || {}).kind !== "country";
    return { color: c.border, weight: disputed ? 1.2 : 0.8, dashArray: disputed ? "4 3" : null, fillColor: c.land, fillOpacity: 1 };
  });
  dateline.nameNations();
};

/* Whether two boxes of [left, top, right, bottom] overlap. */
dateline.overlap = function (one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
};

/* Names only of countries wide enough on the screen to carry them, where they cover no name of a place and no circle of one named. */
dateline.nameNations = function () {
  const map = dateline.map, pane = map.getPane("names"), zoom = map.getZoom();
  pane.replaceChildren();
  if (zoom > 8 || !dateline.nations) return;
  const taken = [...(dateline.named || [])];
  const seen = map.getBounds().pad(0.1), pixels = (256 * 2 ** zoom) / 360;
  for (const nation of dateline.nations) {
    if (nation.width * pixels < nation.name.length * 7 || !seen.contains([nation.lat, nation.lon])) continue;
    const at = map.latLngToContainerPoint([nation.lat, nation.lon]), half = nation.name.length * 4.4;
    const box = [at.x - half, at.y - 7, at.x + half, at.y + 7];
    if (taken.some((t) => dateline.overlap(box, t))) continue;
    taken.push(box);
    pane.append(dateline.writeAt(map.latLngToLayerPoint([nation.lat, nation.lon]), nation.name, "nation"));
  }
};

dateline.writeAt = function (point, words, className) {
  const element = document.createElement("div");
  element.className = className;
  element.textContent = words;
  L.DomUtil.setPosition(element, point);
  return element;
};
