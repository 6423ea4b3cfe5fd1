// Line icons on a 20 x 20 grid, drawn for this page.
const PATHS = {
  hash: "M7.5 3 6 17M14 3l-1.5 14M3.5 7.5h13.5M3 12.5h13.5",
  lock: "M5 9.5h10v7H5zM7 9.5V7a3 3 0 0 1 6 0v2.5",
  people:
    "M7 9.5a2.800 2.800 0 1 0 0-5.600 2.800 2.800 0 0 0 0 5.600ZM2 16.5c.4-3 2.400-4.5 5-4.5s4.600 1.5 5 4.5M13.5 9.5a2.300 2.300 0 0 0 0-4.600M14.5 12.200c1.900.4 3.100 1.800 3.5 4.300",
  home: "M3.5 9 10 3.5 16.5 9v7.5h-4.5v-4.5H8v4.5H3.5z",
  chat: "M3.5 4h13v9.5H9l-3.5 3v-3h-2z",
  play: "M6.5 4v12l9.5-6z",
  pause: "M6.5 4.5v11M13.5 4.5v11",
  end: "M4 4.5 10 10l-6 5.5zM10 4.5 16 10l-6 5.5z",
  restart: "M4.5 10a5.5 5.5 0 1 0 1.700-4M4.5 3.5V7H8",
  reply: "M8 5 3.5 9.5 8 14M3.5 9.5H12a4.5 4.5 0 0 1 4.5 4.5v1.5",
  smile: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM7 11.5c.7 1.300 1.700 2 3 2s2.300-.7 3-2M7.5 8v.5M12.5 8v.5",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  close: "M5 5l10 10M15 5 5 15",
  send: "M3.5 4 17 10 3.5 16l2-6zM5.5 10H11",
  bolt: "M11 2.5 4.5 11.5H9.5L8.5 17.5 15.5 8.5H10.5z",
  menu: "M3.5 5.5h13M3.5 10h13M3.5 14.5h13",
  check: "M4 10.5 8 14.5 16 5.5",
  down: "M5 7.5 10 12.5 15 7.5",
  back: "M12.5 4.5 7 10l5.5 5.5",
  link: "M8.5 11.5a3 3 0 0 0 4.300 0l2.5-2.5a3 3 0 0 0-4.300-4.300l-1 1M11.5 8.5a3 3 0 0 0-4.300 0l-2.5 2.5a3 3 0 0 0 4.300 4.300l1-1",
  pencil: "M4 16l.8-3.5L13 4.300l2.700 2.700-8.200 8.200z",
  trash: "M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.7 11h7.600l.7-11",
  eye: "M2.5 10C4.300 6.700 6.800 5 10 5s5.700 1.700 7.5 5c-1.800 3.300-4.300 5-7.5 5s-5.700-1.700-7.5-5ZM10 12.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400Z",
  file: "M5.5 3h6l3.5 3.5V17h-9.5zM11.5 3v3.5H15",
};

export function icon(name, size = 18) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name] ?? "");
  svg.append(path);
  const attributes = {
    viewBox: "0 0 20 20",
    width: size,
    height: size,
    class: `icon icon-${name}`,
    "aria-hidden": "true",
  };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  return svg;
}
