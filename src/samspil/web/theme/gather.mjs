// Cuts the compiled style sheet down to what the product uses and copies the files it names.
//   node gather.mjs BUILD STATIC ICONS
// * @font-face: woff2 only, and only the weights the theme uses
// * the icon classes and logo rules go (icons come from our sprite; logos of other sites are never shipped)
// * no sourceMappingURL, so that hashed file names work
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const [build, target, iconList] = process.argv.slice(2);
const dkfds = join(build, "node_modules/dkfds/dist");
const weights = new Set(["Regular", "Italic", "Medium", "SemiBold", "Bold"]);
let css = readFileSync(join(build, "theme.css"), "utf8").replace(/^\uFEFF/, "");

css = css.replace(/@font-face\{[^}]*\}/g, (face) => {
  const file = face.match(/url\("([^"]*\.woff2)"\)/)?.[1];
  const weight = file?.match(/IBMPlexSans-(\w+)\.woff2/)?.[1];
  if (!weights.has(weight)) return "";
  const name = basename(file);
  copyFileSync(join(dkfds, "fonts/IBMPlexSans/complete/woff2", name), join(target, "vendor/dkfds/fonts", name));
  return face.replace(/src:[^;}]*/, `src:url("../fonts/${name}") format("woff2")`);
});

// A rule that only names one icon class (".icon.icon-lock::before{…}") or a logo is dropped.
css = css.replace(/([^{}]+)\{([^{}]*url\([^{}]*)\}/g, (rule, selector) =>
  /\.icon(-|\.)|logo/.test(selector) && !/@font-face/.test(selector) ? "" : rule);
css = css.replace(/\/\*# sourceMappingURL[^*]*\*\//g, "").trim();

for (const [, name] of css.matchAll(/url\("?\.\.\/img\/([^")]+)"?\)/g))
  copyFileSync(join(dkfds, "img/svg-icons", name), join(target, "vendor/dkfds/img", name));
writeFileSync(join(target, "vendor/dkfds/css/dkfds.css"), css + "\n");

const script = (file) => readFileSync(file, "utf8").replace(/\/\/# sourceMappingURL=.*\s*$/, "");
writeFileSync(join(target, "vendor/dkfds/js/dkfds.min.js"), script(join(dkfds, "js/dkfds.min.js")));
writeFileSync(join(target, "vendor/htmx/htmx.min.js"), script(join(build, "node_modules/htmx.org/dist/htmx.min.js")));
copyFileSync(join(dkfds, "LICENSE.md"), join(target, "vendor/dkfds/LICENSE.md"));
copyFileSync(join(build, "node_modules/htmx.org/LICENSE"), join(target, "vendor/htmx/LICENSE"));
const licences = join(dirname(iconList), "licences");
copyFileSync(join(licences, "README.md"), join(target, "vendor/README.md"));
copyFileSync(join(licences, "APACHE-2.0.txt"), join(target, "vendor/dkfds/APACHE-2.0.txt"));
copyFileSync(join(licences, "OFL.txt"), join(target, "vendor/dkfds/fonts/OFL.txt"));

const symbols = readFileSync(iconList, "utf8").split(/\s+/).filter(Boolean).sort().map((name) => {
  const svg = readFileSync(join(dkfds, "img/svg-icons", `${name}.svg`), "utf8");
  const box = svg.match(/viewBox="([^"]+)"/)[1];
  const drawing = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").trim();
  return `<symbol id="${name}" viewBox="${box}">${drawing}</symbol>`;
});
writeFileSync(join(target, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`);
