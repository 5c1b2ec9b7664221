// kafkajs as its users write it: a third implementation, in JavaScript. Arguments as for confluent-kafka-client.py.
const fs = require("fs");
const { Kafka, Partitioners, logLevel } = require("kafkajs");

const [broker, action, topic, group, count] = process.argv.slice(2);
const kafka = new Kafka({ clientId: "compatibility", brokers: [broker], logLevel: logLevel.ERROR });

async function produce() {
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  const lines = fs.readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
  await producer.send({ topic, acks: -1, messages: lines.map((line) => ({ key: line, value: line, headers: { from: "js" } })) });
  await producer.disconnect();
}

async function consume() {
  const consumer = kafka.consumer({ groupId: group });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let left = Number(count);
  await new Promise((resolve, reject) => {
    consumer.run({
      autoCommit: false,
      eachMessage: async ({ partition, message }) => {
        if (left === 0) return;
        console.log(message.value.toString());
        const next = (BigInt(message.offset) + 1n).toString();
        await consumer.commitOffsets([{ topic, partition, offset: next }]);
        if (--left === 0) resolve();
      },
    }).catch(reject);
  });
  await consumer.disconnect();
}

(action === "produce" ? produce() : consume()).then(
  () => process.exit(0),
  (failure) => {
    console.error(failure);
    process.exit(1);
  },
);
