import { readFileSync } from "node:fs";

/** A setting from NAME, or from the file that NAME_FILE names (how secrets come in). */
export function setting(name: string, fallback: string): string {
  const file = process.env[`${name}_FILE`];
  if (file) {
    return readFileSync(file, "utf8").trim();
  }
  return process.env[name] ?? fallback;
}
