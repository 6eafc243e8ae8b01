// Bundles entries/ and copies the base map into the folder that is named, with every licence.
//
//     node bundle.js FOLDER
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const [folder] = process.argv.slice(2);
const here = fileURLToPath(new URL(".", import.meta.url));
const packages = join(here, "node_modules");
const LICENCES = /^licen[cs]e/i;

mkdirSync(folder, { recursive: true });
const made = await build({
  entryPoints: ["entries/d3.js", "entries/cytoscape.js"],
  absWorkingDir: here,
  outdir: folder,
  bundle: true,
  format: "esm",
  minify: true,
  metafile: true,
  legalComments: "none", // they stand in LICENCES.txt, whole
  target: "es2022",
});
copyFileSync(join(packages, "world-atlas/countries-50m.json"), join(folder, "world.json"));

// Whatever went in, as the bundler saw it.
const used = new Set(["world-atlas"]);
for (const input of Object.keys(made.metafile.inputs)) {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input);
  if (found) used.add(found[1]);
}
const texts = [...used].sort().map((name) => {
  const home = join(packages, name);
  const { version, license } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const file = readdirSync(home).find((each) => LICENCES.test(each));
  if (!file) throw new Error(`${name} comes without a licence`);
  const text = readFileSync(join(home, file), "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync(join(folder, "LICENCES.txt"), texts.join(`\n${"-".repeat(72)}\n\n`));
