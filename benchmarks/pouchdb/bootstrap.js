// How long PouchDB needs to take in documents that lie ready in memory and to index them by four
// fields: LevelDB, bulkDocs, one revision each. What a replication would cost besides is not counted.
//
//     node bootstrap.js DOCUMENTS.jsonl FOLDER     prints seconds: taken in, and indexed as well

"use strict";

const fs = require("fs");
const path = require("path");
const PouchDB = require("pouchdb");
PouchDB.plugin(require("pouchdb-find"));

const BATCH = 5000;
const INDEXES = [["group_code", "due_at"], ["number"], ["waybill"], ["phone"]];

async function main() {
  const [source, folder] = process.argv.slice(2);
  const lines = fs.readFileSync(source, "utf8").split("\n").filter(Boolean);
  const documents = lines.map((line) => JSON.parse(line));
  const database = new PouchDB(path.join(folder, "replica"), { revs_limit: 1 });
  await database.info(); // opened
  const begun = process.hrtime.bigint();
  for (let start = 0; start < documents.length; start += BATCH) {
    const answers = await database.bulkDocs(documents.slice(start, start + BATCH));
    if (answers.some((answer) => answer.error)) throw new Error("not taken in");
  }
  const taken = Number(process.hrtime.bigint() - begun) / 1e9;
  for (const fields of INDEXES) await database.createIndex({ index: { fields } }); // and fill it
  const indexed = Number(process.hrtime.bigint() - begun) / 1e9;
  const { doc_count: count } = await database.info();
  if (count !== documents.length + INDEXES.length) throw new Error(`${count} documents`);
  await database.close();
  console.log(taken.toFixed(3), indexed.toFixed(3));
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
