// `npm run chaos`: the programs beside this one.
//
//   npm run chaos                       servers on one data folder are killed (kill.mjs)
//   npm run chaos -- --store redis      a fleet on one Redis is killed, stopped, cut off (redis.mjs)
//   npm run chaos -- locks              the history of version locks on such a fleet (locks.mjs)
//
// Whatever else is said goes to the program; each one tells at its head what it takes.
const words = process.argv.slice(2).filter((word) => word !== '--');
const store = words.indexOf('--store');
const [kind] = store === -1 ? [] : words.splice(store, 2).slice(1);
const isOfLocks = words[0] === 'locks';
if (isOfLocks) words.shift();
const programs = { sqlite: './kill.mjs', redis: './redis.mjs' };
const program = isOfLocks ? './locks.mjs' : programs[kind ?? 'sqlite'];
if (program === undefined) {
  console.error(`--store is one of: ${Object.keys(programs).join(', ')}.`);
  process.exit(2);
}
process.argv.splice(2, process.argv.length, ...words);
await import(program);
