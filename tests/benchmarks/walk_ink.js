// The race's story, walked by inkjs: node walk_ink.js FOLDER STORY.ink, where FOLDER is where inkjs was installed.
// Reads lines "PLAYS SEED" and answers each with {"choices", "characters", "checksum", "seconds"}, CPU time of the walk.
"use strict";

const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { createInterface } = require("node:readline");

const [folder, file] = process.argv.slice(2);
const { Compiler } = createRequire(`${folder}/`)("inkjs/full");
const story = new Compiler(readFileSync(file, "utf8")).Compile();

// mulberry32, as `numbers` in story.py
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}

function walk(plays, seed) {
  const pick = numbers(seed);
  let choices = 0;
  let characters = 0;
  let checksum = 0;
  for (let play = 0; play < plays; play += 1) {
    story.ResetState();
    for (;;) {
      while (story.canContinue) {
        const line = story.Continue();
        characters += line.endsWith("\n") ? line.length - 1 : line.length;
      }
      const options = story.currentChoices;
      if (options.length === 0) break;
      story.ChooseChoiceIndex(Math.floor(pick() * options.length));
      choices += 1;
    }
    for (const name of ["patients", "staff", "finance", "ending"]) {
      checksum = (Math.imul(checksum, 31) + story.variablesState[name]) >>> 0;
    }
  }
  return { choices, characters, checksum };
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const [plays, seed] = line.split(" ").map(Number);
  const before = process.cpuUsage();
  const tally = walk(plays, seed);
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ ...tally, seconds: (user + system) / 1e6 }));
});
