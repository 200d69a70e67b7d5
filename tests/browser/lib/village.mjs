// A commune's made-up people: the agency's list, and what the population register knows of them.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { BINARY } from "./program.mjs";

/** One person of each group of the survey, and one whose row needs an officer's eye. */
export const PEOPLE = [
  { name: "Nguyễn Thị An", birth: "12/03/1938", sex: "Nữ", id: "051138000011", group: "g1" },
  { name: "Trần Văn Bình", birth: "05/07/1936", sex: "Nam", id: "051036000022", group: "g2" },
  { name: "Lê Thị Cúc", birth: "20/11/1940", sex: "Nữ", id: "051140000033", group: "g3" },
  { name: "Phạm Văn Dũng", birth: "02/02/1933", sex: "Nam", id: "051033000044", group: "g4" },
  // The agency wrote another year of birth than the register has.
  { name: "Võ Thị Hoa", birth: "15/09/1939", known: "15/09/1937", sex: "Nữ", id: "051137000055", group: "g3" },
];

const AMOUNT = 360_000;

const iso = (day) => day.split("/").reverse().join("-");

/** The list as the commune's officer keeps it, written into `folder`; answers its path. */
export function writeList(folder) {
  const headings = "STT;Họ và tên đối tượng;Ngày sinh;Giới tính;Số CCCD;Thôn/xóm;Mã đối tượng;Số tiền;Số QĐ;Ngày QĐ;Hưởng từ ngày";
  const rows = PEOPLE.map((one, at) =>
    [at + 1, one.name, one.birth, one.sex, one.id, "Thôn Phước Hòa", "BTXH.5c", AMOUNT, `${100 + at}/QĐ-UBND`, "02/02/2023", "02/2023"].join(";"),
  );
  const path = join(folder, "danh-sach-binh-tri.csv");
  writeFileSync(path, `\uFEFF${[headings, ...rows].join("\n")}\n`);
  return path;
}

/** The register as the police gave it out; answers its path. */
export function writeRegister(folder, commune) {
  const headings = "pid,full_name,dob,gender,id12,id9,province,commune,village,other_name,status,has_card,died_on";
  const rows = PEOPLE.map((one, at) =>
    [`P${at + 1}`, one.name, iso(one.known ?? one.birth), one.sex, one.id, "", "51", commune, "Thôn Phước Hòa", "", "alive", "1", ""].join(","),
  );
  const path = join(folder, "dan-cu.csv");
  writeFileSync(path, `${[headings, ...rows].join("\n")}\n`);
  return path;
}

/** Who answers, and on a day on which every payment goes well: what goes wrong by chance is told in the rooms' own tests. */
const HABITS = { bank: ["--closed", "0", "--returned", "0", "--deceased", "0"], post: ["--uncollected", "0"] };

/** The bank or the post answers what lies in `files`, into `answers`. */
export function simulate(who, files, answers) {
  execFileSync(BINARY, ["simulate", who, "--files", files, "--answers", answers, ...HABITS[who]], { stdio: "pipe" });
}
