// A setup file of jest: lets programs that a test starts (the built server, the CLI) record which of their lines ran.
// Node reads NODE_V8_COVERAGE only when it starts, so setting it here records nothing in this process, which jest measures itself.
// It reaches children whose environment is spread from the test's `process.env`; `child-coverage.mjs` reads what they leave.
const folder = process.env.ICE_CHILD_COVERAGE;
if (folder) process.env.NODE_V8_COVERAGE = folder;
