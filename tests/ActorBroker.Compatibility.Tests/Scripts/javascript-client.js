// What the clients of JavaScript have in common: the arguments, as for confluent-kafka-client.py, and how they say what they were told.
const fs = require("fs");

const [broker, action, ...options] = process.argv.slice(2);

/** The lines of the standard input. */
function lines() {
  return fs.readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
}

/** All that a member has now. */
function sayAssigned(partitions) {
  console.log(["assigned", ...partitions.sort()].join(" "));
}

/** What a call is answered: its result in words, or the error in words. */
function answering(print, printError) {
  return async (name, call) => {
    const said = await call().then((result) => (result === undefined ? "done" : print(result)), printError);
    console.log(`${name}: ${said}`);
  };
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What was changed may take a moment to be seen: asks until it is. */
async function settled(ask, isSo) {
  for (let again = 0; again < 300; again++) {
    const answered = await ask();
    if (isSo(answered)) return answered;
    await pause(100);
  }
  return ask();
}

/** Does what the arguments say, and ends. */
function run(actions) {
  actions[action](...options).then(
    () => process.exit(0),
    (failure) => {
      console.error(failure);
      process.exit(1);
    },
  );
}

module.exports = { broker, lines, sayAssigned, answering, settled, pause, run };
