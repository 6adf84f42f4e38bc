// Writes vectors.tsv: synthetic numbers and what npm @navikt/fnrvalidator 2.2.1 (MIT) says of each.
// Run: npm install --no-save @navikt/fnrvalidator@2.2.1 && node generate.mjs > vectors.tsv
//
// No number here can belong to anyone: the month is raised by 80 (Skatteetaten), 65 (NAV) or 40 (test sets),
// or the individual number lies in a series that is not given out (750–899 for birth years 40–99).
import validator from "@navikt/fnrvalidator";

let seed = 20261121;
const random = (n) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * n);
};
const pad = (number, width) => String(number).padStart(width, "0");

const first = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const second = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const sum = (weights, digits) => weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);

// rest 0 is the rule until 2032; 1, 2 and 3 are allowed as well from then on; others are never right.
const withCheckDigits = (nine, rest) => {
  const k1 = (((rest - sum(first, nine)) % 11) + 11) % 11;
  if (k1 > 9) return null;
  const ten = nine + k1;
  const k2 = (11 - (sum(second, ten) % 11)) % 11;
  return k2 > 9 ? null : ten + k2;
};

const rows = new Set();
const add = (digits) => {
  const result = validator.idnr(digits);
  rows.add([digits, result.status === "valid" ? result.type : result.reasons.join("; ")].join("\t"));
};
for (let count = 0; rows.size < 600; count++) {
  const raise = [80, 80, 65, 40, 0][count % 5];
  const day = random(32) + (random(3) === 0 ? 40 : 0);
  const month = random(13) + raise;
  const year = raise === 0 ? 40 + random(60) : random(100);
  const individual = raise === 0 ? 750 + random(150) : random(1000);
  const digits = withCheckDigits(pad(day, 2) + pad(month, 2) + pad(year, 2) + pad(individual, 3), random(6));
  if (digits === null) continue;
  add(digits);
  if (count % 4 === 0) add(digits.slice(0, 10) + ((Number(digits[10]) + 1) % 10));
  if (count % 7 === 0 && raise !== 0) add(digits.slice(0, 8) + ((Number(digits[8]) + 1) % 10) + digits.slice(9));
}
for (const digits of ["1234567890", "123456789012", "8185991234x"]) add(digits);
console.log("# number<TAB>type, or the reasons it is refused; written by generate.mjs");
console.log([...rows].sort().join("\n"));
